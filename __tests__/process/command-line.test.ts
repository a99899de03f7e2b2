import { expect, it } from "vitest";
import { commandLineOf } from "../../src/process/command-line";

it("a process says what it was started as, and one that does not run says nothing", () => {
  expect(commandLineOf(process.pid)).toContain("node");
  expect(commandLineOf(2 ** 30)).toBeUndefined();
});
