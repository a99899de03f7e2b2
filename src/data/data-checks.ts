import { sizeOf, typeOfClass } from "../../modules/instance-types/instance-type";
import { type Check, defineCheck } from "../config/check";
import type { Database } from "./data-plan";
import { replay } from "./database-lifecycle";
import { findHistoryProblems } from "./history-problems";
import { storageChecks } from "./storage-checks";
import { versionCheck } from "./version-checks";
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

/** A replica follows its writer only with at least the same memory. */
const sizeCheck: Check = defineCheck(["database", "regions"], ({ database, regions }) => {
  const [first, second] = regions;
  if (database === undefined || first === undefined || second === undefined || first.role === second.role) return [];
  if (findHistoryProblems(database.history, [first.code, second.code]).length > 0) return [];
  const { writer } = replay(database.history, [first.code, second.code]);
  const roles: [Role, Role] = first.code === writer ? [first.role, second.role] : [second.role, first.role];
  const [source, replica] = roles.map((role) => {
    const { instanceClass } = database.instances[role];
    return { role, instanceClass, memoryGiB: sizeOf(typeOfClass(instanceClass)).memoryGiB };
  });
  if (source === undefined || replica === undefined || replica.memoryGiB >= source.memoryGiB) return [];
  return [
    {
      path: `database.instances.${replica.role}.instanceClass`,
      got: `${replica.instanceClass} (${replica.memoryGiB} GiB), while the writer has ${source.instanceClass} (${source.memoryGiB} GiB)`,
      expected: "at least the writer's memory",
      fix: "give the replica the writer's class: a standby must admit as many connections and carry the same load",
    },
  ];
});

export const dataChecks: readonly Check[] = [historyCheck, versionCheck, sizeCheck, windowCheck, ...storageChecks];
