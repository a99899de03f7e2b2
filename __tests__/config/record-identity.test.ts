import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { forgetIdentity, recordIdentity } from "../../src/config/record-identity";
import { local, prod } from "../literals";
import { temporaryDirectory } from "../temporary";

// The way in which the program itself loads environment files.
createRequire(__filename)("../../scripts/typescript.cjs");

const directoryWith = (name: string, literal: object) => {
  const directory = temporaryDirectory();
  writeFileSync(join(directory, `${name}.ts`), `export const environment = ${JSON.stringify(literal)};`);
  return directory;
};

describe("the identity that is kept beside an environment", () => {
  it("is written once", () => {
    const directory = directoryWith("prod", prod);
    const path = join(directory, "prod.identity.json");
    expect(recordIdentity(directory, "prod")).toBe(relative(process.cwd(), path));
    expect(JSON.parse(readFileSync(path, "utf8"))).toEqual({
      organization: "acme",
      name: "prod",
      accountId: "111122223333",
      regions: ["eu-central-1", "eu-west-1"],
      sharedRegion: "eu-central-1",
    });
    expect(recordIdentity(directory, "prod")).toBeUndefined();
  });

  it("is written anew over what is none", () => {
    const directory = directoryWith("prod", prod);
    writeFileSync(join(directory, "prod.identity.json"), "{");
    expect(recordIdentity(directory, "prod")).toBeDefined();
  });

  it("is gone once nothing stands that was made with it, also a second time", () => {
    const directory = directoryWith("prod", prod);
    recordIdentity(directory, "prod");
    forgetIdentity(directory, "prod");
    forgetIdentity(directory, "prod");
    expect(existsSync(join(directory, "prod.identity.json"))).toBe(false);
  });

  it("is none of an environment whose state is in files", () => {
    const directory = directoryWith("local", local);
    expect(() => recordIdentity(directory, "local")).toThrow(
      'local.ts: keeps no state in buckets, expected backend "s3"',
    );
  });

  it("is none of a file that has mistakes, or that does not run", () => {
    const directory = directoryWith("prod", { ...prod, accountId: 1 });
    expect(() => recordIdentity(directory, "prod")).toThrow("prod.ts: has mistakes, which npm run synth tells");
    writeFileSync(join(directory, "broken.ts"), "throw new Error('no');");
    expect(() => recordIdentity(directory, "broken")).toThrow(
      /broken\.ts: 1 problem, nothing was written\n.*\n.*\n.*got {7}no\n/,
    );
  });
});
