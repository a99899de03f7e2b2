import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { GuardedProcess } from "../cloud/guarded-process";

/**
 * Asks again and again until there is an answer.
 * @throws Error with what was missing at last, where none came in time, or a process that it depends on has ended
 */
export async function until<T>(
  what: string,
  timeoutSec: number,
  ask: () => Promise<T | undefined>,
  processes: readonly GuardedProcess[] = [],
): Promise<T> {
  const end = Date.now() + timeoutSec * 1000;
  let last = "";
  while (Date.now() < end) {
    const ended = processes.find((process) => process.hasEnded());
    if (ended !== undefined) throw new Error(`${ended.name} ended before ${what}:\n${lastLines(ended.log)}`);
    const answer = await ask().catch((error) => {
      last = String(error);
      return undefined;
    });
    if (answer !== undefined) return answer;
    await sleep(500);
  }
  const logs = processes.map(({ name, log }) => `${name}:\n${lastLines(log)}`);
  throw new Error([`not within ${timeoutSec} s: ${what}`, last, ...logs].join("\n"));
}

function lastLines(file: string): string {
  return readFileSync(file, "utf8").trimEnd().split("\n").slice(-15).join("\n");
}
