import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { environment as prod } from "../../environments/prod";
import { checks } from "../../main";
import { planFile } from "../../src/adopt/plan-with-imports";
import { parseEnvironment } from "../../src/config/parse-environment";
import { planData } from "../../src/data/data-plan";
import { regionSwitch } from "../../src/entry/region-switch";
import { runbookCommands, runbookSteps } from "../runbook-commands";
import { synthesized } from "../synthesized";

const runbooks = ["database-promotion.md", "database-failback.md", "database-replica-lost.md", "database-upgrade.md"];
const created = { step: "created", writer: "eu-west-1", engineVersion: "17" };

/** The instances of prod with the given steps after its creation. */
function identifiersAfter(steps: readonly unknown[]): readonly string[] {
  const history = [created, ...steps];
  const { environment, problems } = parseEnvironment({ ...prod, database: { ...prod.database, history } }, checks);
  expect(problems).toEqual([]);
  return environment === undefined
    ? []
    : planData(environment).flatMap(({ instances }) => instances.map(({ identifier }) => identifier));
}

const parseStep = (text: string): unknown => JSON.parse(text.replaceAll(/(\w+):/g, '"$1":'));

describe.each(runbooks)("%s", (runbook) => {
  it("has commands that a shell can read", () => {
    const commands = runbookCommands(runbook);
    expect(commands.length).toBeGreaterThan(5);
    for (const command of commands) execFileSync("bash", ["-n", "-c", command]);
  });

  it("works on stacks that synth writes", () => {
    const variables: Record<string, string> = { ENVIRONMENT: "prod" };
    for (const command of runbookCommands(runbook)) {
      for (const [, name = "", value = ""] of command.matchAll(/(\w+)=([\w-]+)/g)) variables[name] = value;
    }
    const directories = runbookCommands(runbook).flatMap((command) =>
      [...command.matchAll(/-chdir="([^"]+)"/g)].map(([, path = ""]) => path),
    );
    const stacks = directories.map((path) =>
      path.replaceAll(/\$(\w+)/g, (_, name: string) => variables[name] ?? "").replace("cdktf.out/stacks/", ""),
    );
    expect(stacks.length).toBeGreaterThan(2);
    for (const stack of stacks) expect([...synthesized(prod).keys()]).toContain(stack);
  });
});

describe("cluster.md", () => {
  const commands = runbookCommands("cluster.md");

  it("has commands that a shell can read", () => {
    expect(commands.length).toBeGreaterThan(5);
    for (const command of commands) execFileSync("bash", ["-n", "-c", command]);
  });

  it("works on the stacks, clusters, node groups and log groups of prod", () => {
    const text = commands.join("\n");
    const emitted = [...synthesized(prod).values()].map((stack) => stack.text).join("\n");
    const named = [
      /stacks\/([\w-]+)/g,
      /--(?:cluster-)?name (\S+)/g,
      /starts_with\(@, '([\w-]+)-'/g,
      /\/aws\/eks\/([\w-]+)/g,
    ];
    for (const pattern of named) {
      const names = [...text.matchAll(pattern)].map(([, name = ""]) => name);
      expect(names).not.toEqual([]);
      for (const name of names) expect(emitted).toMatch(new RegExp(`["/]${name}["/-]`));
    }
  });
});

describe("monitoring.md", () => {
  const commands = runbookCommands("monitoring.md");

  it("has commands that a shell can read", () => {
    expect(commands.length).toBeGreaterThan(5);
    for (const command of commands) execFileSync("bash", ["-n", "-c", command]);
  });

  it("works on the stacks, secrets and services of prod", () => {
    const text = commands.join("\n");
    const emitted = [...synthesized(prod).values()].map((stack) => stack.text).join("\n");
    const named = [/stacks\/([\w-]+)/g, /--name (\S+)/g, /service\/(\w+)-/g, /deployment\/([\w-]+)/g];
    for (const pattern of named) {
      const names = [...text.matchAll(pattern)].map(([, name = ""]) => name);
      expect(names).not.toEqual([]);
      for (const name of names) expect(emitted).toContain(name);
    }
  });
});

describe("edge.md", () => {
  const commands = runbookCommands("edge.md");

  it("has commands that a shell can read", () => {
    expect(commands.length).toBeGreaterThan(5);
    for (const command of commands) execFileSync("bash", ["-n", "-c", command]);
  });

  it("works on the stacks, target groups, accelerators, buckets and hosts of prod", () => {
    const text = commands.join("\n");
    const emitted = [...synthesized(prod).values()].map((stack) => stack.text).join("\n");
    const named = [
      /stacks\/([\w-]+)/g,
      /--names (\S+)/g,
      /Name=='([\w-]+)'/g,
      /s3:\/\/([\w-]+)/g,
      /tail (\S+)/g,
      /https:\/\/([\w.]+)\/healthz/g,
    ];
    for (const pattern of named) {
      const names = [...text.matchAll(pattern)].map(([, name = ""]) => name).filter((name) => name !== "-n");
      expect(names).not.toEqual([]);
      for (const name of names) expect(emitted).toContain(`"${name}"`);
    }
    expect(text).toContain(regionSwitch.path);
    // What the pods of the switch look for is the key, and not the ConfigMap alone.
    const [, key = ""] =
      /-f \/etc\/leave-region\/(\w+)/.exec(readFileSync("charts/region-health/nginx.conf", "utf8")) ?? [];
    expect(text).toMatch(new RegExp(`create configmap leave-region --from-literal=${key}=`));
  });
});

describe("killed-apply.md", () => {
  const commands = runbookCommands("killed-apply.md");

  it("has commands that a shell can read", () => {
    expect(commands.length).toBeGreaterThan(5);
    for (const command of commands) execFileSync("bash", ["-n", "-c", command]);
  });

  it("works on the stacks and clusters of prod", () => {
    const text = commands.join("\n");
    const stacks = [...text.matchAll(/(?:stacks\/|adopt -- )([\w-]+)/g)].map(([, stack = ""]) => stack);
    expect(stacks.length).toBeGreaterThan(2);
    for (const stack of stacks) expect([...synthesized(prod).keys()]).toContain(stack);
    const emitted = [...synthesized(prod).values()].map((stack) => stack.text).join("\n");
    for (const [, name = ""] of text.matchAll(/--cluster-name (\S+)/g)) expect(emitted).toContain(`"${name}"`);
  });

  it("applies the plan that adopt leaves", () => {
    expect(commands.join("\n")).toContain(`apply ${planFile}`);
  });
});

it("the promotion appends a step that is legal after the creation, and names instances that exist", () => {
  const [step = ""] = runbookSteps("database-promotion.md");
  const identifiers = identifiersAfter([parseStep(step)]);
  const text = runbookCommands("database-promotion.md").join("\n");
  for (const [, name = ""] of text.matchAll(/(?:REPLICA|OLD)=(\S+)/g)) expect(identifiers).toContain(name);
});

it("the failback appends legal steps in order, and names the instances that they make", () => {
  const [promotion = ""] = runbookSteps("database-promotion.md");
  const [rebuilding = "", steady = ""] = runbookSteps("database-failback.md");
  const [before, after] = [
    identifiersAfter([parseStep(promotion), parseStep(rebuilding)]),
    identifiersAfter([promotion, rebuilding, steady].map(parseStep)),
  ];
  const [, old = "", fresh = ""] = /OLD=(\S+) NEW=(\S+)/.exec(runbookCommands("database-failback.md").join("\n")) ?? [];
  expect(before).toEqual(expect.arrayContaining([old, fresh]));
  expect(after).toContain(fresh);
  expect(after).not.toContain(old);
});

it("the loss of a replica appends legal steps in order, and names the instances that they make", () => {
  const steps = runbookSteps("database-replica-lost.md").map(parseStep);
  const text = runbookCommands("database-replica-lost.md").join("\n");
  const [, database = "", lost = "", next = ""] = /DATABASE=(\S+) LOST=(\S+) NEXT=(\S+)/.exec(text) ?? [];
  expect(steps).toHaveLength(3);
  expect(identifiersAfter([])).toEqual([database, lost]);
  expect(identifiersAfter(steps.slice(0, 1))).toEqual([database]);
  expect(identifiersAfter(steps)).toEqual([database, next]);
});

it("the upgrade appends a step that is legal after the creation, and names the instances that there are", () => {
  const steps = runbookSteps("database-upgrade.md").map(parseStep);
  const text = runbookCommands("database-upgrade.md").join("\n");
  const [, database = "", replica = ""] = /DATABASE=(\S+) REPLICA=(\S+)/.exec(text) ?? [];
  expect(identifiersAfter([])).toEqual([database, replica]);
  expect(steps).toHaveLength(1);
  expect(identifiersAfter(steps)).toEqual([database]);
});

it("every runbook with database commands is tested here", () => {
  expect(
    readdirSync("docs/runbooks")
      .filter((name) => name.startsWith("database-"))
      .toSorted(),
  ).toEqual(runbooks.toSorted());
});
