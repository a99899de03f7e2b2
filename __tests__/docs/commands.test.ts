import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { projectTexts } from "./pages";

const root = resolve(__dirname, "..", "..");
const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: Record<string, string> };

it("every command that a text names is there", () => {
  const named = [...projectTexts()].flatMap(([path, text]) =>
    [...text.matchAll(/\bnpm run (?:--silent )?([a-z][\w-]*)/g)].map(([, name = ""]) => `${path}: ${name}`),
  );
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((mention) => !((mention.split(": ")[1] ?? "") in scripts))).toEqual([]);
});

const linesOf = (file: string) => readFileSync(join(root, "scripts", file), "utf8").split("\n");
const isProgram = (file: string) => !linesOf(file).some((line) => line.startsWith("export "));

it.each(readdirSync(join(root, "scripts")).filter((file) => file.endsWith(".ts") && isProgram(file)))(
  "%s parses its arguments before it does anything",
  (file) => {
    const statements = linesOf(file).filter((line) => /^(void |await |main)/.test(line));
    expect(statements.map((line) => line.slice(0, "void runCommand(".length))).toEqual(["void runCommand("]);
  },
);
