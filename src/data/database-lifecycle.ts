import type { DatabaseHistory, DatabaseState, DatabaseStep } from "../environment/database-history";

/** What the history of a database amounts to today. */
export interface DatabaseLifecycle {
  readonly state: DatabaseState;
  /** Code of the region that takes writes. */
  readonly writer: string;
  /** All that ever were, oldest first. */
  readonly instances: readonly DatabaseInstance[];
  /** Number of the master credentials that are valid now. */
  readonly credentials: number;
  /** Major version of PostgreSQL that the writer runs, and whatever is made from now on. */
  readonly engineVersion: string;
}

/**
 * One instance that exists, or did.
 *
 * - `writer`: takes writes, with everything a writer has
 * - `promoted`: took over; the same as when it was a replica, without its source. A provider may send changes before it promotes: what only
 *   a writer can have would be refused in the same apply
 * - `replica`: follows the writer
 * - `fenced`: the former writer, kept as it is, reachable by nobody
 * - `forgotten`: out of Terraform's hands
 */
export type InstanceKind = "writer" | "promoted" | "replica" | "fenced" | "forgotten";

export interface DatabaseInstance {
  readonly regionCode: string;
  /** Counts the instances of this region, from 1. */
  readonly generation: number;
  readonly kind: InstanceKind;
  /** A replica inherited name and user from its source: they must not be set again, even after it was promoted. */
  readonly origin: "created" | "replica";
  /** Major version of PostgreSQL that it runs. */
  readonly engineVersion: string;
  /** Number of the master credentials that a writer was given. A replica has none of its own. */
  readonly credentials: number | undefined;
}

/** Whether pods may ask it. A region has one such instance at the most. */
export function isServing({ kind }: Pick<DatabaseInstance, "kind">): boolean {
  return kind === "writer" || kind === "promoted" || kind === "replica";
}

type StepName = DatabaseStep["step"];

/** What each step may follow. */
const follows: Readonly<Record<StepName, readonly (StepName | "nothing")[]>> = {
  created: ["nothing"],
  promoted: ["created", "steady"],
  rebuilding: ["promoted", "replica-lost", "upgraded"],
  steady: ["rebuilding"],
  "replica-lost": ["created", "steady", "rebuilding"],
  upgraded: ["created", "steady", "replica-lost"],
};

const stepNames = Object.keys(follows) as StepName[];

/** A step in the wrong place. */
export interface Misplaced {
  /** Steps of which one must come right before it. */
  readonly expected: readonly (StepName | "nothing")[];
  /** Steps that may be taken now and lead there the shortest way; none where nothing does. */
  readonly next: readonly StepName[];
}

/** The step that a database stands after: one that was created without a replica, as if that had been lost. */
export function standingAfter(step: DatabaseStep | undefined): StepName | "nothing" {
  if (step === undefined) return "nothing";
  return step.step === "created" && step.replica === "later" ? "replica-lost" : step.step;
}

/** What is wrong with a step that follows another one; undefined where it may. */
export function findMisplaced(step: StepName, previous: StepName | "nothing"): Misplaced | undefined {
  const expected = follows[step];
  if (expected.includes(previous)) return undefined;
  const now = stepNames.filter((one) => follows[one].includes(previous));
  const ways = now.map((one) => ({ one, length: distance(one, expected, []) }));
  const shortest = Math.min(...ways.map(({ length }) => length));
  const next = Number.isFinite(shortest) ? ways.filter(({ length }) => length === shortest).map(({ one }) => one) : [];
  return { expected: previous === "nothing" ? ["created"] : expected, next };
}

/** How many steps lie between a step and the nearest of some others. */
function distance(from: StepName, to: readonly (StepName | "nothing")[], seen: readonly StepName[]): number {
  if (to.includes(from)) return 0;
  const further = stepNames.filter((one) => follows[one].includes(from) && !seen.includes(one));
  return 1 + Math.min(...further.map((one) => distance(one, to, [...seen, from])));
}

/**
 * Replays a history that the checks have accepted.
 * @throws Error where it does not start with the creation
 */
export function replay(history: DatabaseHistory, regionCodes: readonly [string, string]): DatabaseLifecycle {
  const [first, ...rest] = history;
  if (first?.step !== "created") throw new Error("a database's history starts with the step created");
  const { writer, engineVersion, replica } = first;
  const other = otherOf(regionCodes, writer);
  const created: DatabaseLifecycle = {
    state: replica === "later" ? "replica-lost" : "steady",
    writer,
    instances: [
      { regionCode: writer, generation: 1, kind: "writer", origin: "created", engineVersion, credentials: 1 },
      ...(replica === "later" ? [] : [replicaIn(other, engineVersion, [])]),
    ],
    credentials: 1,
    engineVersion,
  };
  return rest.reduce((before, step) => take(step, before, regionCodes), created);
}

function take(
  step: DatabaseStep,
  before: DatabaseLifecycle,
  regionCodes: readonly [string, string],
): DatabaseLifecycle {
  switch (step.step) {
    case "promoted":
      return { ...before, state: "promoted", writer: step.writer, instances: before.instances.map(promote) };
    case "rebuilding": {
      // A writer that was one all along keeps its own.
      const credentials = before.credentials + (before.state === "promoted" ? 1 : 0);
      const kept = before.instances.map((instance) => completeWriter(instance, credentials));
      const replica = replicaIn(otherOf(regionCodes, before.writer), before.engineVersion, before.instances);
      return { ...before, state: "rebuilding", instances: [...kept, replica], credentials };
    }
    case "replica-lost":
      return { ...before, state: "replica-lost", instances: before.instances.map(forgetReplica) };
    case "upgraded": {
      const { engineVersion } = step;
      const instances = before.instances.map(forgetReplica).map((instance) => upgrade(instance, engineVersion));
      return { ...before, state: "upgraded", engineVersion, instances };
    }
    default:
      return { ...before, state: "steady", instances: before.instances.map(forgetFenced) };
  }
}

function otherOf(regionCodes: readonly [string, string], code: string): string {
  return code === regionCodes[0] ? regionCodes[1] : regionCodes[0];
}

function replicaIn(
  regionCode: string,
  engineVersion: string,
  instances: readonly DatabaseInstance[],
): DatabaseInstance {
  const generation = instances.filter((instance) => instance.regionCode === regionCode).length + 1;
  return { regionCode, generation, kind: "replica", origin: "replica", engineVersion, credentials: undefined };
}

function promote(instance: DatabaseInstance): DatabaseInstance {
  if (instance.kind === "replica") return { ...instance, kind: "promoted" };
  return instance.kind === "writer" ? { ...instance, kind: "fenced" } : instance;
}

function completeWriter(instance: DatabaseInstance, credentials: number): DatabaseInstance {
  return instance.kind === "promoted" ? { ...instance, kind: "writer", credentials } : instance;
}

function upgrade(instance: DatabaseInstance, engineVersion: string): DatabaseInstance {
  return instance.kind === "writer" ? { ...instance, engineVersion } : instance;
}

function forgetReplica(instance: DatabaseInstance): DatabaseInstance {
  return instance.kind === "replica" ? { ...instance, kind: "forgotten" } : instance;
}

function forgetFenced(instance: DatabaseInstance): DatabaseInstance {
  return instance.kind === "fenced" ? { ...instance, kind: "forgotten", credentials: undefined } : instance;
}
