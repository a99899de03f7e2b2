import { join } from "node:path";
import { it } from "vitest";
import { labFolder } from "../../../src/local/lab-folder";
import { leavePartOut } from "../left-out";
import { type Controller, findAbsent } from "./controller";

/** Tests that need programs: they are skipped and counted where a program is missing. */
export interface Proof {
  /** A test that gives the controllers that it ran: what they took is printed. */
  readonly itProves: (what: string, prove: () => Promise<readonly Controller[]>) => void;
}

/**
 * A proof by programs of the lab folder. Most of them come from no registry, so that their absence is no fault of a machine.
 * @param elsewhere what is missing beside them
 */
export function proof(name: string, programs: readonly string[], elsewhere: readonly string[] = []): Proof {
  const absent = [...findAbsent(join(labFolder(process.env), "bin"), programs), ...elsewhere];
  return {
    itProves: (what, prove) => {
      if (absent.length > 0) {
        leavePartOut(`controllers: ${what}`, `${absent.join(", ")} is missing`);
        return;
      }
      it(what, async () => {
        const started = Date.now();
        const controllers = await prove();
        process.stdout.write(`lab: controllers: ${name}: ${what}: ${costsOf(controllers, Date.now() - started)}\n`);
      });
    },
  };
}

/** Time, the most memory of each process, and how often which action of AWS was called. */
function costsOf(controllers: readonly Controller[], ms: number): string {
  const memory = controllers.map(({ process: { name, peakMemoryMiB } }) => `${name} ${peakMemoryMiB() ?? "?"} MiB`);
  const calls = controllers
    .flatMap(({ gate }) => [...(gate?.calls ?? [])])
    .map(([action, count]) => `${count} ${action}`)
    .toSorted();
  return [
    `${(ms / 1000).toFixed(1)} s, ${memory.join(", ")}`,
    ...(calls.length > 0 ? [`AWS: ${calls.join(", ")}`] : []),
  ].join("; ");
}
