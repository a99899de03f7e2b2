import { expect, it } from "vitest";
import { runToCompletion } from "../../src/config/run-to-completion";

// What it does with an EnvironmentError (report on stderr, exit code 1) is in main.test.ts, on the real process.

it("runs the program once", () => {
  const runs: number[] = [];
  runToCompletion(() => runs.push(1));
  expect(runs).toEqual([1]);
});

it("lets an error through that is not the user's mistake", () => {
  const failing = () => {
    throw new Error("disk full");
  };
  expect(() => runToCompletion(failing)).toThrow("disk full");
});
