import { it } from "vitest";

/** Whether all of the lab is wanted, hours more than what every change runs. */
export const isFull = process.env["TANDEM_LAB_FULL"] === "1";

const notFull = "TANDEM_LAB_FULL is not 1";

/** Says that something is left out; CI repeats such lines at its end. */
export function sayLeftOut(what: string, because = notFull): void {
  process.stdout.write(`lab: ${what} skipped, because ${because}\n`);
}

/** Leaves a part out, counted with the tests that ran: it must not look like one that passed. */
export function leavePartOut(part: string, because = notFull): void {
  sayLeftOut(part, because);
  it.skip(`the part ${part}`);
}

/**
 * Leaves a part out that this machine cannot have.
 * @throws Error where `TANDEM_LAB_REQUIRED` is 1
 */
export function missPart(part: string, because: string): void {
  if (process.env["TANDEM_LAB_REQUIRED"] === "1") throw new Error(`lab: ${part} skipped, because ${because}`);
  leavePartOut(part, because);
}
