import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { readHelmFiles } from "../../src/helm/helm-files";
import { planPlatformStacks } from "../../src/platform/platform-plan";
import { parsed, prod } from "../literals";
import { runbookCommands } from "../runbook-commands";
import { synthesized } from "../synthesized";

const root = resolve(__dirname, "../..");
const [plan] = planPlatformStacks(parsed(prod), readHelmFiles(root));
const releases = plan?.releases ?? [];
const text = readFileSync(resolve(root, "docs/runbooks/platform.md"), "utf8");

/** Steps of a passage, each with the releases that it names in the order of the text. */
function stepsOf(passage: string, separator: RegExp): readonly (readonly string[])[] {
  const names = releases.map(({ name }) => name);
  return passage
    .split(separator)
    .map((step) =>
      [...step.matchAll(/`([\w-]+)`/g)].map(([, name = ""]) => name).filter((name) => names.includes(name)),
    )
    .filter((step) => step.length > 0);
}

const stepOf = (steps: readonly (readonly string[])[], name: string) => steps.findIndex((step) => step.includes(name));

describe("platform.md", () => {
  it("has commands that a shell can read, of stacks that synth writes", () => {
    const commands = runbookCommands("platform.md");
    expect(commands.length).toBeGreaterThan(5);
    for (const command of commands) execFileSync("bash", ["-n", "-c", command]);
    const stacks = commands.flatMap((command) => [...command.matchAll(/stacks\/([\w-]+)/g)].map(([, id = ""]) => id));
    expect(stacks).toContain("prod-eu-west-1-platform");
    for (const stack of stacks) expect([...synthesized(prod).keys()]).toContain(stack);
  });

  it("installs every release after those that it waits for", () => {
    const [, passage = ""] = text.split("Terraform installs in this order");
    const [list = ""] = passage.split("What fails is rolled back");
    const steps = stepsOf(list, /^\d\. /m);
    expect(steps.flat().toSorted()).toEqual(releases.map(({ name }) => name).toSorted());
    for (const { name, after } of releases) {
      for (const other of after) expect(stepOf(steps, other)).toBeLessThan(stepOf(steps, name));
    }
  });

  it("destroys every release before those that it stands on", () => {
    const [, passage = ""] = text.split("in the order in which Terraform takes its releases down:");
    const [sentence = ""] = passage.split(".\n");
    const steps = stepsOf(sentence, /;/);
    expect(steps.flat().toSorted()).toEqual(releases.map(({ name }) => name).toSorted());
    for (const { name, after } of releases) {
      for (const other of after) expect(stepOf(steps, name)).toBeLessThan(stepOf(steps, other));
    }
  });
});
