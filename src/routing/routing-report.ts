import { acceleratorDelaySec } from "./global-accelerator";
import type { ReachedEnvironment } from "./reached-environment";
import { aliasTtlSec } from "./route53-records";
import { type Arrival, balancerDelaySec, codesOf, planRouting, type RoutingOutcome } from "./routing-plan";

/** Who gets the traffic after each failure, as a table for a terminal, and what is left to people. */
export function reportRouting(environment: ReachedEnvironment): readonly string[] {
  const codes = codesOf(environment);
  const outcomes = planRouting(environment);
  const header = ["", "failure", ...codes.map((code) => `users near ${code}`), "after", "reads", "writes"];
  const rows = outcomes.map(({ what, near, afterSec }, i) => [
    String(i),
    what,
    ...codes.map((code) => (near[code] ?? []).map(describeArrival).join("; ")),
    afterSec === 0 ? "-" : `${afterSec} s`,
    describe(codes, near, ({ isAnswered, database }) => database && isAnswered && database.reads),
    describe(codes, near, ({ isAnswered, database }) => database && isAnswered && database.writes),
  ]);
  return [
    `${environment.name}: ${modes[environment.edge.by]}, ${codes[0]} serves, ${codes[1]} ${failoverModes[environment.roles.failover.mode]}`,
    "",
    ...alignTable([header, ...rows]),
    "",
    "What is left to people:",
    ...outcomes.slice(1).map(({ byHand }, i) => `${String(i + 1).padStart(2)}  ${byHand}`),
    "",
    ...notes[environment.edge.by],
  ];
}

const modes = {
  "global-accelerator": "Global Accelerator",
  route53: "records of Route 53",
} as const;

const failoverModes = { standby: "stands by", active: "serves too" } as const;

const dead =
  "A region counts as dead while one target group of its load balancer has no healthy target, whichever it is.";

const notes = {
  "global-accelerator": [
    dead,
    `Load balancers notice within ${balancerDelaySec} s, and the accelerator follows within ${acceleratorDelaySec}. AWS does not say how long it takes to notice that a whole region is gone.`,
    "Established connections stay where they are until they end. Half a minute after a region is healthy again, new ones return to it.",
    "Fails open: nothing is healthy, so the accelerator tries what is nearest to the user.",
  ],
  route53: [
    dead,
    `Load balancers notice within ${balancerDelaySec} s. Resolvers forget the old answer after ${aliasTtlSec}, some of them later.`,
    "Fails open: nothing is healthy, so Route 53 answers as if everything were.",
  ],
} as const;

function describeArrival({ region, part, way, isAnswered, missing }: Arrival): string {
  const remarks = [
    ...(way === "fail-open" ? ["fails open"] : []),
    ...(isAnswered ? missing.map((service) => `no ${service}`) : ["no answer"]),
  ];
  const place = part === 1 ? region : `${region} ${Math.round(100 * part)} %`;
  return remarks.length === 0 ? place : `${place} (${remarks.join(", ")})`;
}

/** For all users, for those near some regions, or for those who arrive in some. */
function describe(
  codes: readonly string[],
  near: RoutingOutcome["near"],
  works: (arrival: Arrival) => boolean | undefined,
): string {
  const answers = codes.flatMap((code) =>
    (near[code] ?? []).map((arrival) => ({ code, region: arrival.region, works: works(arrival) })),
  );
  if (answers.some((answer) => answer.works === undefined)) return "-";
  const good = answers.filter((answer) => answer.works);
  if (good.length === answers.length) return "yes";
  if (good.length === 0) return "no";
  const bad = answers.filter((answer) => !answer.works);
  const those = codes.filter((code) => good.some((answer) => answer.code === code));
  if (those.every((code) => !bad.some((answer) => answer.code === code))) return `near ${those.join(", ")}`;
  return `in ${[...new Set(good.map(({ region }) => region))].join(", ")}`;
}

/** Columns as wide as what stands in them. */
function alignTable(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
}
