import { sizeOf, typeOfClass } from "../../modules/instance-types/instance-type";
import { leastMaximumGiB } from "../../modules/rds/storage-limits";
import { type Check, defineCheck } from "../config/check";
import type { Problem } from "../config/problem";
import type { Database } from "./data-plan";
import { replay } from "./database-lifecycle";
import { findHistoryProblems } from "./history-problems";
import { windowCheck } from "./window-check";

const historyCheck: Check = defineCheck(["database", "regions"], ({ database, regions }) =>
  database === undefined
    ? []
    : findHistoryProblems(
        database.history,
        regions.map(({ code }) => code),
      ),
);

type Role = keyof Database["instances"];

/** One end of the replication. */
interface End {
  readonly role: Role;
  readonly version: string;
  readonly major: number;
  readonly minor: number;
  readonly instanceClass: string;
  readonly memoryGiB: number;
}

/** A replica follows its writer only with the same major version, at least the same minor version and at least the same memory. */
const pairCheck: Check = defineCheck(["database", "regions"], ({ database, regions }) => {
  const [first, second] = regions;
  if (database === undefined || first === undefined || second === undefined || first.role === second.role) return [];
  if (findHistoryProblems(database.history, [first.code, second.code]).length > 0) return [];
  const { writer } = replay(database.history, [first.code, second.code]);
  const roles: [Role, Role] = first.code === writer ? [first.role, second.role] : [second.role, first.role];
  const [source, replica] = [endOf(database, roles[0]), endOf(database, roles[1])];
  return [
    ...versionProblems(source, replica),
    ...[source, replica].flatMap(ageProblems),
    ...sizeProblems(source, replica),
  ];
});

function endOf(database: Database, role: Role): End {
  const { engineVersion: version = database.engineVersion, instanceClass } = database.instances[role];
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return { role, version, major, minor, instanceClass, memoryGiB: sizeOf(typeOfClass(instanceClass)).memoryGiB };
}

function versionProblems(source: End, replica: End): readonly Problem[] {
  if (source.major === replica.major && replica.minor >= source.minor) return [];
  return [
    {
      path: `database.instances.${replica.role}.engineVersion`,
      got: `${replica.version}, while the writer has ${source.version}`,
      expected: "the same major version and no older minor version than the writer's",
      fix: "upgrade the replica first, then the writer; a major upgrade ends the replication and needs a new replica",
    },
  ];
}

/** From here on replicas have backups of their own, which a promotion needs. https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PostgreSQL.Replication.ReadReplicas.html */
const oldestMajor = 15;

function ageProblems({ role, version, major }: End): readonly Problem[] {
  if (major >= oldestMajor) return [];
  return [
    {
      path: `database.instances.${role}.engineVersion`,
      got: `PostgreSQL ${version}`,
      expected: `PostgreSQL ${oldestMajor} or newer`,
      fix: "choose a newer version: older replicas may have no backups of their own, and a promotion needs one",
    },
  ];
}

function sizeProblems(source: End, replica: End): readonly Problem[] {
  if (replica.memoryGiB >= source.memoryGiB) return [];
  return [
    {
      path: `database.instances.${replica.role}.instanceClass`,
      got: `${replica.instanceClass} (${replica.memoryGiB} GiB), while the writer has ${source.instanceClass} (${source.memoryGiB} GiB)`,
      expected: "at least the writer's memory",
      fix: "give the replica the writer's class: a standby must admit as many connections and carry the same load",
    },
  ];
}

const storageCheck: Check = defineCheck(["database"], ({ database }) => {
  if (database === undefined || database.storage.maxAllocatedGiB >= leastMaximumGiB(database.storage.allocatedGiB))
    return [];
  return [
    {
      path: "database.storage.maxAllocatedGiB",
      got: `${database.storage.maxAllocatedGiB}`,
      expected: `at least ${leastMaximumGiB(database.storage.allocatedGiB)}: a tenth more than allocatedGiB`,
      fix: "leave room to grow: RDS asks for a tenth, and a full disk stops the database",
    },
  ];
});

export const dataChecks: readonly Check[] = [historyCheck, pairCheck, windowCheck, storageCheck];
