import { join } from "node:path";
import { expect, it } from "vitest";
import { dashboardFiles, type Panel } from "./dashboard-files";
import { drawDashboard, type Line } from "./dashboard-picture";

/** Minutes of six hours that have a number. */
const minutes = Array.from({ length: 91 }, (_, i) => 4 * i);

/** eu-west-1 falls silent here, and the database of eu-central-1 is promoted there. */
const lost = 320;
const promoted = 336;

/** Something that wavers, but not by chance. */
const waver = (minute: number) => 1 + 0.06 * Math.sin(minute / 7) + 0.03 * Math.sin(minute / 2.3);
const line = (label: string, valueAt: (minute: number) => number | undefined): Line => ({
  label,
  values: minutes.map((minute) => {
    const value = valueAt(minute);
    return value === undefined ? undefined : value * waver(minute);
  }),
});

/** What is there until the region is gone. */
const west = (label: string, value: number) => [line(label, (minute) => (minute < lost ? value : undefined))];
/** What grows within minutes once the traffic comes. */
const central = (label: string, before: number, after: number, from = lost + 3) => [
  line(label, (minute) => before + (after - before) * Math.min(1, Math.max(0, (minute - from) / 8))),
];

/** Numbers of the hour in which eu-west-1 is lost, as Grafana in eu-central-1 would have them. */
const lines: Readonly<Record<string, readonly Line[]>> = {
  "Nodes of this region that are Ready": [{ label: "", values: [9] }],
  "Front doors that answer from here": [
    { label: "shop-euc1", values: [1] },
    { label: "shop-euw1", values: [0] },
  ],
  "The other Prometheus answers": [{ label: "", values: [0] }],
  "Requests a minute: this region": central("app/acme-prod-euc1", 60, 5200),
  "Requests a minute: the other region": west("app/acme-prod-euw1", 5300),
  "Errors a minute: this region": [
    line("app/acme-prod-euc1", (minute) => (minute > lost + 3 && minute < promoted + 2 ? 900 : 1)),
  ],
  "Errors a minute: the other region": west("app/acme-prod-euw1", 4),
  "Replica is behind by: this region": [
    line("acme-prod-euc1-postgres-1", (minute) => {
      if (minute >= promoted) return undefined;
      return minute < lost ? 0.8 : 0.8 + (minute - lost) * 60;
    }),
  ],
  "Replica is behind by: the other region": [],
  "Connections: this region": central("acme-prod-euc1-postgres-1", 40, 310, promoted),
  "Connections: the other region": west("acme-prod-euw1-postgres-1", 320),
  "CPU of the database: this region": central("acme-prod-euc1-postgres-1", 9, 46, promoted),
  "CPU of the database: the other region": west("acme-prod-euw1-postgres-1", 41),
  "Bytes sent a minute by NAT gateways: this region": central("nat-0c1", 2 ** 21, 2 ** 26),
  "Bytes sent a minute by NAT gateways: the other region": west("nat-0a1", 2 ** 26),
};

function linesOf({ title }: Panel): readonly Line[] {
  const found = lines[title];
  if (found === undefined) throw new Error(`the picture of the failover has no lines for ${JSON.stringify(title)}`);
  return found;
}

it("the picture of the failover is what its dashboard would show of a region that is lost", async () => {
  const dashboard = dashboardFiles().get("failover.json");
  if (dashboard === undefined) throw new Error("there is no dashboard of the failover");
  const shown = dashboard.panels.filter(({ type }) => type !== "row").map(({ title }) => title);
  expect(shown).toEqual(Object.keys(lines));
  const note = "eu-central-1, made numbers: eu-west-1 is lost at 14:20, the database promoted at 14:36";
  const picture = drawDashboard(dashboard, note, ["09:00", "15:00"], linesOf);
  // After a change of the dashboard: npx vitest run dashboard-picture --update
  await expect(picture).toMatchFileSnapshot(join(__dirname, "../../docs/failover-dashboard.svg"));
});
