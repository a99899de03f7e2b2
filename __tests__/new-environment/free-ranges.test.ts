import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { overlaps } from "../../src/addresses/cidr";
import { tryChooseRanges } from "../../src/new-environment/free-ranges";
import { vpcCidr } from "../addresses/arbitraries";

describe("the ranges of a new environment", () => {
  it.each([
    [[], ["10.0.0.0/16", "10.1.0.0/16"], ["172.20.0.0/16", "172.21.0.0/16"]],
    [
      ["10.0.0.0/16", "10.1.0.0/16", "10.16.0.0/16"],
      ["10.2.0.0/16", "10.3.0.0/16"],
      ["172.20.0.0/16", "172.21.0.0/16"],
    ],
    [["10.1.128.0/20"], ["10.0.0.0/16", "10.2.0.0/16"], ["172.20.0.0/16", "172.21.0.0/16"]],
    [
      ["10.0.0.0/9", "172.16.0.0/13"],
      ["10.128.0.0/16", "10.129.0.0/16"],
      ["172.24.0.0/16", "172.25.0.0/16"],
    ],
    [
      ["nonsense", "10.0.0.1/16"],
      ["10.0.0.0/16", "10.1.0.0/16"],
      ["172.20.0.0/16", "172.21.0.0/16"],
    ],
  ])("beside %j are %j, and %j for services", (taken, vpcs, services) => {
    expect(tryChooseRanges(taken)).toEqual({ vpcs, services });
  });

  it.each([["10.0.0.0/8"], ["172.16.0.0/12"]])("are none beside %s", (taken) => {
    expect(tryChooseRanges([taken])).toBeUndefined();
  });

  it("overlap nothing, whatever is taken", () => {
    fc.assert(
      fc.property(fc.array(vpcCidr, { maxLength: 40 }), (taken) => {
        const { vpcs = [], services = [] } = tryChooseRanges(taken) ?? {};
        const chosen = [...vpcs, ...services];
        const clashes = chosen.flatMap((range, i) =>
          [...taken, ...chosen.slice(0, i)].filter((other) => overlaps(other, range)),
        );
        expect(clashes).toEqual([]);
      }),
    );
  });
});
