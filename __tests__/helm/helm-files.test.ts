import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { readHelmFiles } from "../../src/helm/helm-files";
import { temporaryDirectory } from "../temporary";

const files = { "Chart.yaml": "apiVersion: v2\nname: tools\nversion: 0.1.0\n", "templates/tool.yaml": "kind: Tool\n" };

/** A project with one chart of its own, of these files. */
function projectWith(texts: Readonly<Record<string, string>>): string {
  const project = temporaryDirectory();
  mkdirSync(join(project, "helm-values"));
  mkdirSync(join(project, "modules/contracts/charts"), { recursive: true });
  mkdirSync(join(project, "charts/tools/templates"), { recursive: true });
  for (const [path, text] of Object.entries(texts)) writeFileSync(join(project, "charts/tools", path), text);
  return project;
}

const chartOf = (texts: Readonly<Record<string, string>>) => {
  const chart = readHelmFiles(projectWith(texts)).ownCharts.get("tools");
  if (chart === undefined) throw new Error("the chart was not read");
  return chart;
};

describe("what the project keeps for Helm", () => {
  it("are values by the name of their release", () => {
    const project = projectWith(files);
    writeFileSync(join(project, "helm-values/tool.yaml"), "# why\nreplicas: 2\n");
    writeFileSync(join(project, "helm-values/empty.yaml"), "# nothing yet\n");
    writeFileSync(join(project, "helm-values/notes.md"), "not values");
    expect(Object.fromEntries(readHelmFiles(project).baseValues)).toEqual({ tool: { replicas: 2 }, empty: {} });
  });

  it("are those of this project", () => {
    const { baseValues } = readHelmFiles(resolve(__dirname, "../.."));
    expect(baseValues.get("aws-load-balancer-controller")).toMatchObject({ keepTLSSecret: true });
  });
});

describe("a chart of our own", () => {
  it("has a version with a digest, in Helm's words, and says it in its Chart.yaml", () => {
    const chart = chartOf(files);
    expect(chart.version).toMatch(/^0\.1\.0\+[0-9a-f]{12}$/);
    expect(chart.files.get("Chart.yaml")).toBe(`apiVersion: v2\nname: tools\nversion: ${chart.version}\n`);
    expect([...chart.files.keys()]).toEqual(["Chart.yaml", "templates/tool.yaml"]);
  });

  it.each([
    ["a byte more in a template", { "templates/tool.yaml": "kind: Tool\n\n" }],
    ["a byte more in Chart.yaml", { "Chart.yaml": `${files["Chart.yaml"]}\n` }],
    ["another name of a file", { "templates/tool.yaml": "", "templates/tools.yaml": "kind: Tool\n" }],
    ["an empty file", { "values.yaml": "" }],
    // Where one file ends and the next begins is part of it.
    ["a text that moved", { "Chart.yaml": `${files["Chart.yaml"]}kind: Tool\n`, "templates/tool.yaml": "" }],
  ])("has another version with %s", (_, change) => {
    expect(chartOf({ ...files, ...change }).version).not.toBe(chartOf(files).version);
  });

  it("has the same version wherever it stands", () => {
    const project = projectWith(files);
    const copy = temporaryDirectory();
    cpSync(project, copy, { recursive: true });
    expect(readHelmFiles(copy).ownCharts.get("tools")).toEqual(readHelmFiles(project).ownCharts.get("tools"));
  });
});
