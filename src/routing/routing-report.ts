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
    ...codes.map((code) => describeArrival(near[code])),
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

function describeArrival(arrival: Arrival | undefined): string {
  if (arrival === undefined) return "";
  const { region, way, isAnswered, missing } = arrival;
  const remarks = [
    ...(way === "fail-open" ? ["fails open"] : []),
    ...(isAnswered ? missing.map((service) => `no ${service}`) : ["no answer"]),
  ];
  return remarks.length === 0 ? region : `${region} (${remarks.join(", ")})`;
}

/** For all users, or for those near some regions. */
function describe(
  codes: readonly string[],
  near: RoutingOutcome["near"],
  works: (arrival: Arrival) => boolean | undefined,
): string {
  const answers = codes.map((code) => ({ code, works: near[code] && works(near[code]) }));
  if (answers.some((answer) => answer.works === undefined)) return "-";
  const those = answers.filter((answer) => answer.works).map(({ code }) => code);
  if (those.length === codes.length) return "yes";
  return those.length === 0 ? "no" : `near ${those.join(", ")}`;
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
