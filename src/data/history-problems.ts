import type { Problem } from "../config/problem";
import type { DatabaseHistory, DatabaseStep } from "../environment/database-history";
import { findMisplaced, type Misplaced, standingAfter } from "./database-lifecycle";

/** What each step says, and where a runbook takes it. */
const waysTo: Readonly<Record<DatabaseStep["step"], string>> = {
  created: "created, with which every history starts,",
  promoted: 'promoted (the writer is lost: docs/runbooks/database-promotion.md, "3. Promote")',
  rebuilding: 'rebuilding (docs/runbooks/database-failback.md, "3. Rebuild")',
  steady: 'steady (docs/runbooks/database-failback.md, "4. Verify, then let go of the old instance")',
  "replica-lost":
    'replica-lost (the replica is lost: docs/runbooks/database-replica-lost.md, "3. Let go of the replica")',
  upgraded: 'upgraded (a newer major: docs/runbooks/database-upgrade.md, "A new major")',
};

function fixFor({ next }: Misplaced): string {
  if (next.length === 0) return "a database is created once: start its history with this step, and never remove one";
  return `take the step ${next.map((step) => waysTo[step]).join(" or ")} first, apply it, then append what follows`;
}

/** Every step of the history stands where it may, and names the region that it must. */
export function findHistoryProblems(history: DatabaseHistory, codes: readonly string[]): readonly Problem[] {
  if (history.length === 0) {
    return [
      {
        path: "database.history",
        got: "no step",
        expected: 'the step { step: "created", writer: "<region>", engineVersion: "<major>" } first',
        fix: "name the region that takes writes at first, usually the primary",
      },
    ];
  }
  let writer: string | undefined;
  return history.flatMap((step, i): readonly Problem[] => {
    const path = `database.history[${i}]`;
    const before = history[i - 1];
    const misplaced = findMisplaced(step.step, standingAfter(before));
    if (misplaced !== undefined) {
      return [
        {
          path,
          got: `"${step.step}" after ${before === undefined ? "nothing" : nameOf(before)}`,
          expected: `${misplaced.expected.join(" or ")} right before "${step.step}"`,
          fix: fixFor(misplaced),
        },
      ];
    }
    if (step.step === "upgraded") return findDowngrade(history, i, step.engineVersion);
    if (!("writer" in step)) return [];
    const last = writer;
    writer = step.writer;
    if (!codes.includes(step.writer)) {
      return [
        {
          path: `${path}.writer`,
          got: JSON.stringify(step.writer),
          expected: `one of the environment's regions: ${codes.join(", ")}`,
          fix: "name the region whose instance takes the writes",
        },
      ];
    }
    if (step.writer !== last) return [];
    return [
      {
        path: `${path}.writer`,
        got: `${JSON.stringify(step.writer)}, which is the writer already`,
        expected: "the region of the replica: it is what can be promoted",
        fix: `name ${codes.filter((code) => code !== last).join(", ")}`,
      },
    ];
  });
}

function nameOf(step: DatabaseStep): string {
  return step.step === "created" && step.replica === "later" ? "created without a replica" : step.step;
}

/** PostgreSQL goes to newer majors only. */
function findDowngrade(history: DatabaseHistory, at: number, engineVersion: string): readonly Problem[] {
  const earlier = history.slice(0, at).flatMap((step) => ("engineVersion" in step ? [step.engineVersion] : []));
  const running = earlier.at(-1);
  if (running === undefined || Number(engineVersion) > Number(running)) return [];
  return [
    {
      path: `database.history[${at}].engineVersion`,
      got: `${JSON.stringify(engineVersion)}, while the database runs ${running}`,
      expected: `a major newer than ${running}`,
      fix: "name the newer major; RDS takes no database back to an older one",
    },
  ];
}
