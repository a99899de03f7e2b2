import { expect, it } from "vitest";
import { withoutTokenTraces } from "../../src/stack/without-token-traces";

it("gives tokens no trace, and errors the one that they always have", () => {
  // V8 formats a trace when it is read first, so it is read in here, like CDKTF does.
  const [token, error] = withoutTokenTraces(() => {
    const target = { stack: "" };
    Error.captureStackTrace(target);
    return [target.stack, new Error("what happened").stack];
  });
  expect(token).toBe("");
  expect(error).toMatch(/^Error: what happened\n {4}at .*without-token-traces\.test\.ts/);
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
