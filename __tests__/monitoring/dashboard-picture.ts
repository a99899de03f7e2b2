import type { Dashboard, Panel, Target } from "./dashboard-files";

/** What a line of a panel shows: a value for each minute, and none where there is silence. */
export interface Line {
  readonly label: string;
  readonly values: readonly (number | undefined)[];
}

/** Pixels of a cell of Grafana's grid, of which 24 stand side by side. */
const cell = { width: 50, height: 24 };
const gap = 4;
const header = 44;

const palette = ["#73bf69", "#f2cc0c", "#5794f2", "#ff9830"];
const colours: Readonly<Record<string, string>> = {
  red: "#c4162a",
  orange: "#e0752d",
  green: "#37872d",
  blue: "#1f60c4",
};

/**
 * A dashboard as a picture, from its own file: panels where they stand, titles, queries, units, and numbers in the colours of their thresholds.
 * The lines are whatever it is given. It is not Grafana's drawing.
 */
export function drawDashboard(
  { title, panels }: Dashboard,
  note: string,
  times: readonly [first: string, last: string],
  linesOf: (panel: Panel) => readonly Line[],
): string {
  const width = 24 * cell.width;
  const height = header + cell.height * Math.max(...panels.map(({ gridPos }) => gridPos.y + gridPos.h));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="Helvetica, Arial, sans-serif" font-size="12" role="img">`,
    `<title>${escaped(`${title}: ${note}`)}</title>`,
    `<rect width="${width}" height="${height}" fill="#111217"/>`,
    text(12, 28, title, { "font-size": 18, fill: "#fff" }),
    text(width - 12, 28, note, { fill: "#8e8e99", "text-anchor": "end" }),
    ...panels.flatMap((panel) => drawPanel(panel, times, linesOf)),
    "</svg>",
    "",
  ].join("\n");
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function drawPanel(
  panel: Panel,
  times: readonly [string, string],
  linesOf: (panel: Panel) => readonly Line[],
): readonly string[] {
  const { x, y, w, h } = panel.gridPos;
  const box: Box = {
    x: x * cell.width + gap / 2,
    y: header + y * cell.height + gap / 2,
    width: w * cell.width - gap,
    height: h * cell.height - gap,
  };
  if (panel.type === "row") return [text(box.x + 8, box.y + 15, panel.title, { fill: "#fff", "font-size": 14 })];
  const lines = linesOf(panel);
  const query = (panel.targets ?? []).map(queryOf).join("; ");
  return [
    rectangle(box, "#181b1f"),
    ...(panel.type === "stat" ? drawNumbers(panel, box, lines) : drawLines(panel, box, lines, times)),
    text(box.x + 8, box.y + 17, panel.title, { fill: "#fff", "font-weight": "bold" }),
    text(box.x + 8, box.y + 32, query, { fill: "#d0d0d8", "font-size": 10 }),
  ];
}

function queryOf({ expr, namespace, metricName, statistic, datasource }: Target): string {
  return expr ?? `${datasource.uid}: ${namespace} ${metricName} ${statistic}`;
}

/** Last values, each in the colour of its threshold. */
function drawNumbers({ fieldConfig }: Panel, box: Box, lines: readonly Line[]): readonly string[] {
  const width = box.width / lines.length;
  return lines.flatMap(({ label, values }, i) => {
    const value = values.findLast((one) => one !== undefined) ?? 0;
    const steps = fieldConfig?.defaults.thresholds?.steps ?? [];
    const { color = "green" } = steps.findLast((step) => value >= (step.value ?? Number.NEGATIVE_INFINITY)) ?? {};
    const part = { ...box, x: box.x + i * width, width };
    const middle = part.x + width / 2;
    return [
      rectangle(part, colours[color] ?? color),
      text(middle, box.y + 82, String(value), { fill: "#fff", "font-size": 36, "text-anchor": "middle" }),
      text(middle, box.y + 102, label, { fill: "#fff", "text-anchor": "middle" }),
    ];
  });
}

function drawLines(
  { fieldConfig }: Panel,
  box: Box,
  lines: readonly Line[],
  [first, last]: readonly [string, string],
): readonly string[] {
  const plot: Box = { x: box.x + 60, y: box.y + 46, width: box.width - 250, height: box.height - 70 };
  const there = lines.flatMap(({ values }) => values.filter((one) => one !== undefined));
  const top = Math.max(1, ...there) * 1.1;
  const unit = fieldConfig?.defaults.unit ?? "short";
  const bottom = plot.y + plot.height;
  return [
    ...(lines.length > 0
      ? []
      : [text(plot.x + plot.width / 2, plot.y + plot.height / 2, "No data", { fill: "#8e8e99" })]),
    ...[0, 0.5, 1].flatMap((share) => {
      const y = bottom - share * plot.height;
      return [
        `<line x1="${plot.x}" x2="${plot.x + plot.width}" y1="${y}" y2="${y}" stroke="#2c3235"/>`,
        text(plot.x - 6, y + 4, format(share * top, unit), { fill: "#8e8e99", "font-size": 10, "text-anchor": "end" }),
      ];
    }),
    text(plot.x, bottom + 15, first, { fill: "#8e8e99", "font-size": 10 }),
    text(plot.x + plot.width, bottom + 15, last, { fill: "#8e8e99", "font-size": 10, "text-anchor": "end" }),
    ...lines.flatMap(({ label, values }, i) => {
      const colour = palette[i % palette.length] ?? "";
      const now = values.at(-1);
      return [
        `<path d="${pathOf(values, plot, top)}" fill="none" stroke="${colour}" stroke-width="1.5"/>`,
        text(plot.x + plot.width + 12, plot.y + 10 + 32 * i, label, { fill: colour, "font-size": 11 }),
        text(
          plot.x + plot.width + 12,
          plot.y + 24 + 32 * i,
          now === undefined ? "silent" : `now ${format(now, unit)}`,
          {
            fill: "#d0d0d8",
            "font-size": 11,
          },
        ),
      ];
    }),
  ];
}

/** A line that is broken off where there is silence. */
function pathOf(values: readonly (number | undefined)[], plot: Box, top: number): string {
  const steps = values.map((value, i) => {
    if (value === undefined) return "";
    const x = plot.x + (i / (values.length - 1)) * plot.width;
    const y = plot.y + plot.height - (value / top) * plot.height;
    return `${i === 0 || values[i - 1] === undefined ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`;
  });
  return steps.join("");
}

function format(value: number, unit: string): string {
  if (unit === "s") return value >= 120 ? `${(value / 60).toFixed(0)} min` : `${value.toFixed(1)} s`;
  if (unit === "percent") return `${value.toFixed(0)} %`;
  if (unit === "bytes") return `${(value / 2 ** 20).toFixed(0)} MiB`;
  return value >= 1000 ? `${(value / 1000).toFixed(1)} K` : value.toFixed(0);
}

function rectangle({ x, y, width, height }: Box, fill: string): string {
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="2" fill="${fill}"/>`;
}

function text(x: number, y: number, content: string, attributes: Readonly<Record<string, string | number>>): string {
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`);
  return `<text x="${x}" y="${y}"${written.join("")}>${escaped(content)}</text>`;
}

function escaped(content: string): string {
  return content.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
