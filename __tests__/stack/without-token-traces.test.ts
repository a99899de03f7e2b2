import { expect, it } from "vitest";
import { withoutTokenTraces } from "../../src/stack/without-token-traces";

it("gives tokens no trace, and errors the one that they always have", () => {
  const token = { stack: "" };
  const trace = withoutTokenTraces(() => {
    Error.captureStackTrace(token);
    return new Error("what happened").stack;
  });
  expect(token.stack).toBe("");
  expect(trace).toMatch(/^Error: what happened\n {4}at .*without-token-traces\.test\.ts/);
});

it("puts back what was there, also after a failure", () => {
  const before = Error.prepareStackTrace;
  expect(() =>
    withoutTokenTraces(() => {
      throw new Error("half-way");
    }),
  ).toThrow("half-way");
  expect(Error.prepareStackTrace).toBe(before);
});
