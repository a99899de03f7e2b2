import { describe, expect, it } from "vitest";
import { formatProblems } from "../../src/config/problem";

const problem = { path: "regions[1].cidr", got: '"10"', expected: "an IPv4 range", fix: "write it as A.B.C.D/prefix" };

describe("formatProblems", () => {
  it("writes one block for each problem under a heading that counts them", () => {
    expect(formatProblems("environments/prod.ts", [problem, { ...problem, path: "peers.office.cidr" }])).toBe(
      `environments/prod.ts: 2 problems, nothing was written

  regions[1].cidr
    got       "10"
    expected  an IPv4 range
    do        write it as A.B.C.D/prefix

  peers.office.cidr
    got       "10"
    expected  an IPv4 range
    do        write it as A.B.C.D/prefix`,
    );
  });

  it("counts one problem in the singular", () => {
    expect(formatProblems("dev.ts", [problem])).toMatch(/^dev\.ts: 1 problem, nothing was written\n/);
  });
});
