import { describe, expect, it } from "vitest";
import { planParameters } from "../../src/data/parameters";

const valueFor = (engineVersion: string, wanted: string) =>
  planParameters(engineVersion).find(({ name }) => name === wanted)?.value;

describe("parameters", () => {
  // "Invalid parameter value: 1 for: log_connections allowed values are: receipt, authentication, authorization, setup_durations, all"
  it.each([
    ["15", "1"],
    ["16", "1"],
    ["17", "1"],
    ["18", "all"],
  ])("log connections in the words of PostgreSQL %s: %s", (engineVersion, value) => {
    expect(valueFor(engineVersion, "log_connections")).toBe(value);
  });
});
