import type { Problem } from "../config/problem";
import type { DatabaseHistory, DatabaseStep } from "../environment/database-history";
import { findMissingStep } from "./database-lifecycle";

/** Where a runbook takes the step that comes before each. */
const wayTo: Readonly<Record<Exclude<DatabaseStep["step"], "created">, string>> = {
  promoted: 'docs/runbooks/database-failback.md, "4. Verify, then let go of the old instance"',
  rebuilding: 'docs/runbooks/database-promotion.md, "3. Promote"',
  steady: 'docs/runbooks/database-failback.md, "3. Rebuild"',
};

/** Every step of the history stands where it may, and names the region that it must. */
export function findHistoryProblems(history: DatabaseHistory, codes: readonly string[]): readonly Problem[] {
  if (history.length === 0) {
    return [
      {
        path: "database.history",
        got: "no step",
        expected: 'the step { step: "created", writer: "<region>" } first',
        fix: "name the region that takes writes at first, usually the primary",
      },
    ];
  }
  let writer: string | undefined;
  return history.flatMap((step, i): readonly Problem[] => {
    const path = `database.history[${i}]`;
    const previous = history[i - 1]?.step ?? "nothing";
    const missing = findMissingStep(step.step, previous);
    if (missing !== undefined) {
      return [
        {
          path,
          got: `"${step.step}" after ${previous}`,
          expected: `${missing} right before "${step.step}"`,
          fix:
            step.step === "created"
              ? "a database is created once: start its history with this step, and never remove one"
              : `take the step ${missing} first, apply it, then append this one; see ${wayTo[step.step]}`,
        },
      ];
    }
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
