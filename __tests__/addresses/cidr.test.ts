import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  blockOf,
  containsCidr,
  formatRange,
  isCidr,
  overlaps,
  prefixOf,
  rangeOf,
  rangesWithout,
  sizeOf,
} from "../../src/addresses/cidr";
import { anyCidr } from "./arbitraries";

describe("isCidr", () => {
  it.each(["10.0.0.0/16", "0.0.0.0/0", "192.168.1.1/32", "10.0.0.128/25", "255.255.255.255/32"])(
    "admits %s",
    (text) => {
      expect(isCidr(text)).toBe(true);
    },
  );

  it.each([
    ["host bits", "10.0.0.1/16"],
    ["host bits below the last byte", "10.0.0.129/25"],
    ["no prefix", "10.0.0.0"],
    ["a prefix above 32", "10.0.0.0/33"],
    ["a byte above 255", "10.256.0.0/16"],
    ["three bytes", "10.0.0/16"],
    ["five bytes", "10.0.0.0.0/16"],
    ["an IPv6 range", "fd00::/8"],
    ["a negative prefix", "10.0.0.0/-1"],
    ["a prefix with a zero in front, which Terraform refuses", "10.0.0.0/08"],
    ["a space in front", " 10.0.0.0/16"],
    ["a line break behind", "10.0.0.0/16\n"],
    ["words", "ten dot zero"],
    ["nothing", ""],
  ])("refuses %s", (_, text) => {
    expect(isCidr(text)).toBe(false);
  });

  it("never throws, whatever the text", () => {
    fc.assert(fc.property(fc.string(), (text) => typeof isCidr(text) === "boolean"));
  });
});

describe("one range", () => {
  it.each([
    ["10.0.0.0/16", 16, "10.0.0.0-10.0.255.255", 65536],
    ["172.20.0.0/12", 12, "172.16.0.0-172.31.255.255", 1048576],
    ["10.1.2.3/32", 32, "10.1.2.3-10.1.2.3", 1],
    ["0.0.0.0/0", 0, "0.0.0.0-255.255.255.255", 4294967296],
  ])("%s has its prefix, ends and size", (text, prefix, ends, size) => {
    expect([prefixOf(text), formatRange(rangeOf(text)), sizeOf(rangeOf(text))]).toEqual([prefix, ends, size]);
  });

  it.each([
    ["10.0.0.0/16", 18, 0, "10.0.0.0/18"],
    ["10.0.0.0/16", 18, 3, "10.0.192.0/18"],
    ["10.0.24.0/21", 27, 25, "10.0.27.32/27"],
    ["255.255.255.0/24", 28, 15, "255.255.255.240/28"],
  ])("block of %s with /%i at %i is %s", (text, prefix, index, expected) => {
    expect(blockOf(text, prefix, index)).toBe(expected);
  });
});

describe("two ranges", () => {
  it.each([
    ["10.0.0.0/16", "10.0.0.0/16", true],
    ["10.0.0.0/16", "10.0.255.0/24", true],
    ["10.0.255.0/24", "10.0.0.0/16", true],
    ["10.0.0.0/16", "10.1.0.0/16", false],
    ["10.0.0.0/25", "10.0.0.128/25", false],
    ["0.0.0.0/0", "255.255.255.255/32", true],
  ])("%s and %s: overlap is %s", (a, b, expected) => {
    expect(overlaps(a, b)).toBe(expected);
  });

  it.each([
    ["10.0.0.0/16", "10.0.0.0/16", true],
    ["10.0.0.0/16", "10.0.255.0/24", true],
    ["10.0.255.0/24", "10.0.0.0/16", false],
    ["10.0.0.0/16", "10.1.0.0/24", false],
  ])("%s contains %s: %s", (outer, inner, expected) => {
    expect(containsCidr(outer, inner)).toBe(expected);
  });

  it("overlap exactly where one contains the other, in either order", () => {
    fc.assert(
      fc.property(anyCidr, anyCidr, (a, b) => {
        expect(overlaps(a, b)).toBe(containsCidr(a, b) || containsCidr(b, a));
        expect(overlaps(a, b)).toBe(overlaps(b, a));
      }),
    );
  });
});

describe("rangesWithout", () => {
  const outer = { first: 10, last: 19 };

  it.each([
    ["nothing taken leaves all of it", [], [outer]],
    ["all taken leaves nothing", [outer], []],
    ["the start taken leaves the end", [{ first: 10, last: 12 }], [{ first: 13, last: 19 }]],
    ["the end taken leaves the start", [{ first: 18, last: 19 }], [{ first: 10, last: 17 }]],
    [
      "taken ranges in any order leave the gaps in ascending order",
      [
        { first: 16, last: 17 },
        { first: 11, last: 12 },
      ],
      [
        { first: 10, last: 10 },
        { first: 13, last: 15 },
        { first: 18, last: 19 },
      ],
    ],
    [
      "a range inside an earlier one takes nothing more",
      [
        { first: 11, last: 16 },
        { first: 12, last: 13 },
      ],
      [
        { first: 10, last: 10 },
        { first: 17, last: 19 },
      ],
    ],
  ])("%s", (_, taken, left) => {
    expect(rangesWithout(outer, taken)).toEqual(left);
  });

  it("leaves exactly the addresses that are in no taken range", () => {
    const inside = fc
      .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 }))
      .map(([a, b]) => ({ first: Math.min(a, b), last: Math.max(a, b) }));
    const members = (ranges: readonly { first: number; last: number }[]) =>
      ranges.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, i) => first + i));
    fc.assert(
      fc.property(fc.array(inside, { maxLength: 5 }), (taken) => {
        const whole = { first: 0, last: 40 };
        const expected = members([whole]).filter((n) => !members(taken).includes(n));
        expect(members(rangesWithout(whole, taken))).toEqual(expected);
      }),
    );
  });
});
