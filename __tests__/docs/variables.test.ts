import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";

const root = resolve(__dirname, "..", "..");
const textOf = (path: string) => readFileSync(join(root, path), "utf8");

/** Set by a command for a process that it starts; nobody else has a use for them. */
const internal = ["CDKTF_CONTEXT_JSON", "TANDEM_USAGE"];

/** Variables of this project that some code reads, wherever it takes them from. */
function readVariables(): readonly string[] {
  const sources = ["src", "scripts", "__tests__/lab"]
    .flatMap((directory) =>
      readdirSync(join(root, directory), { recursive: true, encoding: "utf8" }).map((file) => join(directory, file)),
    )
    .filter((file) => /\.(ts|cjs|mjs)$/.test(file))
    .concat("main.ts", ".ci/run");
  const named = sources.flatMap(
    (file) => textOf(file).match(/\b(?:(?:TANDEM|CDKTF)_[A-Z_]+|(?<=\[")ENVIRONMENT(?="\]))\b/g) ?? [],
  );
  return [...new Set(named)].filter((name) => !internal.includes(name)).toSorted();
}

it("README.md has every variable that is read, and no other", () => {
  const [, section = ""] = textOf("README.md").split("### Variables");
  const [table = ""] = section.split("\n## ");
  const documented = [...table.matchAll(/^\| `([A-Z_]+)`/gm)].map(([, name = ""]) => name);
  expect(documented.toSorted()).toEqual(readVariables());
});
