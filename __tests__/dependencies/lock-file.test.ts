import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type LockFile, packageNameOf } from "../../src/dependencies/lock-file";
import { thirdPartyNotices } from "../../src/dependencies/third-party-notices";

const root = join(__dirname, "../..");
const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as LockFile;

describe("the lock file", () => {
  it("says what every package must contain", () => {
    const unproven = Object.entries(lock.packages).filter(
      ([path, { integrity, inBundle = false }]) => path !== "" && !inBundle && integrity === undefined,
    );
    expect(unproven.map(([path]) => path)).toEqual([]);
  });

  it("names no host to download from: whoever installs has a registry of their own", () => {
    expect(Object.values(lock.packages).flatMap(Object.keys)).not.toContain("resolved");
  });

  it("says under which license every package comes", () => {
    const unlicensed = Object.entries(lock.packages).filter(
      ([path, { license }]) => path !== "" && license === undefined,
    );
    expect(unlicensed.map(([path]) => path)).toEqual([]);
  });
});

describe("THIRD-PARTY-NOTICES.md", () => {
  it("is what `npm run notices` writes", () => {
    expect(readFileSync(join(root, "THIRD-PARTY-NOTICES.md"), "utf8")).toBe(thirdPartyNotices(lock));
  });

  it("has each package that the program needs once, whatever brought it, and no other", () => {
    const notices = thirdPartyNotices({
      packages: {
        "": { version: "0.1.0", license: "Apache-2.0" },
        "node_modules/zod": { version: "4.6.7", license: "MIT" },
        "node_modules/@a/b": { version: "1.0.0", license: "ISC" },
        "node_modules/zod/node_modules/@a/b": { version: "1.0.0", license: "ISC" },
        "node_modules/@a/b/node_modules/zod": { version: "3.0.0" },
        "node_modules/vitest": { version: "4.1.12", license: "MIT", dev: true },
      },
    });
    expect(notices.split("\n").slice(7)).toEqual([
      "| [@a/b](https://www.npmjs.com/package/@a/b/v/1.0.0) | 1.0.0 | ISC |",
      "| [zod](https://www.npmjs.com/package/zod/v/3.0.0) | 3.0.0 | not stated |",
      "| [zod](https://www.npmjs.com/package/zod/v/4.6.7) | 4.6.7 | MIT |",
      "",
    ]);
  });
});

it.each([
  ["node_modules/zod", "zod"],
  ["node_modules/@a/b", "@a/b"],
  ["node_modules/@a/b/node_modules/zod", "zod"],
])("%s is the package %s", (path, name) => {
  expect(packageNameOf(path)).toBe(name);
});
