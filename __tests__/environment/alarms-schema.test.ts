import { describe, expect, it } from "vitest";
import { problemsOf } from "../literals";

const oneOfTwo = '{ subscribers: [...] }, or the named choice { accepted: "no-alarms", because: "..." }';

describe("alarms", () => {
  it.each([
    ["no choice", undefined, { path: "alarms", got: "nothing", expected: oneOfTwo, fix: "add alarms" }],
    [
      "nobody to tell",
      { subscribers: [] },
      {
        path: "alarms.subscribers",
        got: "[]",
        expected: "at least one subscriber",
        fix: 'name who is told, or write alarms: { accepted: "no-alarms", because: "..." }',
      },
    ],
    [
      "none without a reason",
      { accepted: "no-alarms" },
      { path: "alarms.because", got: "nothing", expected: "a string", fix: "add alarms.because" },
    ],
    [
      "an unknown field",
      { subscribers: [{ protocol: "email", endpoint: "a@example.com" }], x: 1 },
      {
        path: "alarms.x",
        got: "an unknown field",
        expected: "one of subscribers",
        fix: "correct the field's name or remove it",
      },
    ],
  ])("are not %s", (_, alarms, problem) => {
    expect(problemsOf({ alarms })).toEqual([problem]);
  });

  it("may be none, for a reason", () => {
    expect(problemsOf({ alarms: { accepted: "no-alarms", because: "a test" } })).toEqual([]);
  });
});
