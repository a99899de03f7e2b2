import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { checks } from "../../main";
import { environmentDirectory, listEnvironments } from "../../src/config/environment-directory";
import { loadEnvironments } from "../../src/config/load-environments";
import { EnvironmentError } from "../../src/config/problem";
import { findNameClashes } from "../../src/stack/name-clashes";
import { parsed, prodFile as prod } from "../literals";
import { temporaryDirectory } from "../temporary";

// The way in which the program itself loads environment files.
createRequire(__filename)("../../scripts/typescript.cjs");

const repository = join(__dirname, "../../environments");

/** A directory of environment files by name; a file is its text, or an environment to export. */
function directoryOf(files: Readonly<Record<string, string | object>>): string {
  const directory = temporaryDirectory();
  for (const [name, content] of Object.entries(files)) {
    const text = typeof content === "string" ? content : `export const environment = ${JSON.stringify(content)};`;
    writeFileSync(join(directory, `${name}.ts`), text);
  }
  return directory;
}

const load = (directory: string, selection: string, variables: NodeJS.ProcessEnv = {}) =>
  loadEnvironments({ directory, selection, checks, compare: findNameClashes, variables });

const namesOf = (directory: string, selection: string) => load(directory, selection).map(({ name }) => name);

/** The path as reports have it: from the working directory. */
const shown = (directory: string, file: string) => join(relative(process.cwd(), directory), file);

describe("the environment files of this repository", () => {
  const files = listEnvironments(repository);

  it("are dev, local and prod at least", () => {
    expect(files).toEqual(expect.arrayContaining(["dev", "local", "prod"]));
  });

  it.each(files)("%s passes every check", (name) => {
    expect(namesOf(repository, name)).toEqual([name]);
  });

  it("are all that `all` selects, in alphabetical order", () => {
    expect(namesOf(repository, "all")).toEqual(files.toSorted());
  });

  it("give the environment that the literal describes", () => {
    expect(load(repository, "prod")).toEqual([parsed(prod)]);
  });
});

describe("the directory of the environments", () => {
  it.each([
    ["stands in the project", {}, "/project/environments"],
    ["stands in the project where the variable is empty", { TANDEM_ENVIRONMENTS: "" }, "/project/environments"],
    ["is where the variable says", { TANDEM_ENVIRONMENTS: "/elsewhere" }, "/elsewhere"],
    ["may be relative to the working directory", { TANDEM_ENVIRONMENTS: "cells" }, resolve("cells")],
  ])("%s", (_, variables, directory) => {
    expect(environmentDirectory("/project", variables)).toBe(directory);
  });
});

describe("the selection", () => {
  it.each([
    ["dev", ["dev"]],
    ["prod,dev", ["prod", "dev"]],
    [" prod , dev ", ["prod", "dev"]],
    ["dev,dev", ["dev"]],
  ])("%j loads %j", (selection, names) => {
    expect(namesOf(repository, selection)).toEqual(names);
  });

  it("refuses a name without a file, and says which there are", () => {
    const directory = directoryOf({ blue: { ...prod, name: "blue" }, green: { ...prod, name: "green" } });
    expect(() => namesOf(directory, "blue,gren")).toThrow(
      `the selection: 1 problem, nothing was written

  ENVIRONMENT, or the argument
    got       "blue,gren"
    expected  all, or one or more of blue, green
    do        correct the name, or make it: npm run new -- gren`,
    );
  });

  it.each(["../blue", "all,blue", "blue;green"])(
    "proposes no environment under a name that none can have: %s",
    (selection) => {
      const directory = directoryOf({ blue: { ...prod, name: "blue" } });
      expect(() => namesOf(directory, selection)).toThrow(/^ {4}do {8}correct the name$/m);
    },
  );

  it("refuses to select nothing", () => {
    const directory = directoryOf({ blue: { ...prod, name: "blue" } });
    expect(() => namesOf(directory, " , ")).toThrow(/got {7}" , "\n.*one or more of blue\n {4}do {8}name one of them$/);
    const empty = directoryOf({});
    expect(() => namesOf(empty, "all")).toThrow(`got       "all"\n    expected  environment files in ${empty}\n`);
  });

  it("takes a directory by its path from the working directory", () => {
    const directory = directoryOf({ blue: { ...prod, name: "blue" } });
    expect(namesOf(relative(process.cwd(), directory), "blue")).toEqual(["blue"]);
  });

  const unusable = (parent: string) => {
    writeFileSync(join(parent, "file"), "");
    symlinkSync(join(parent, "gone"), join(parent, "dangling"));
    symlinkSync(join(parent, "loop"), join(parent, "loop"));
    return [
      ["missing", "is not there, or points to nothing"],
      ["dangling", "is not there, or points to nothing"],
      ["file", "is a file"],
      ["loop", "points to itself"],
    ].map(([name = "", what = ""]) => [join(parent, name), what] as const);
  };

  it("says in one line what is wrong with a directory", () => {
    for (const [directory, what] of unusable(temporaryDirectory())) {
      expect(() => namesOf(directory, "all")).toThrow(
        new EnvironmentError(
          `TANDEM_ENVIRONMENTS: ${directory} ${what}, expected a directory with a file per environment; correct the path, or unset it`,
        ),
      );
    }
  });

  it("does not mind a comma too many", () => {
    expect(namesOf(directoryOf({ blue: { ...prod, name: "blue" } }), "blue,")).toEqual(["blue"]);
  });

  it.each(["README.md", "_shared.ts", "types.d.ts", "blue.test.ts", ".draft.ts"])("ignores %s", (file) => {
    const directory = directoryOf({ blue: { ...prod, name: "blue" } });
    writeFileSync(join(directory, file), "");
    expect(namesOf(directory, "all")).toEqual(["blue"]);
  });

  it("ignores a directory, whatever its name", () => {
    const directory = directoryOf({ blue: { ...prod, name: "blue" } });
    mkdirSync(join(directory, "green.ts"));
    expect(namesOf(directory, "all")).toEqual(["blue"]);
  });

  it("takes the two knobs from the process", () => {
    const [environment] = load(repository, "prod", { TANDEM_AWS_PROVIDER: "6.28.0" });
    expect(environment?.terraform.awsProvider).toBe("6.28.0");
  });
});

describe("a file", () => {
  const report = (directory: string, file: string, path: string, got: string, expected: string, fix: string) =>
    [
      `${shown(directory, file)}: 1 problem, nothing was written`,
      `  ${path}\n    got       ${got}\n    expected  ${expected}\n    do        ${fix}`,
    ].join("\n\n");

  it("must bear the name of its environment", () => {
    const directory = directoryOf({ blue: prod });
    expect(() => namesOf(directory, "blue")).toThrow(
      report(
        directory,
        "blue.ts",
        "name",
        '"prod"',
        '"blue", the name of the file',
        "rename the file or the environment, so that ENVIRONMENT names both",
      ),
    );
  });

  it("must export the environment under this name", () => {
    const directory = directoryOf({ blue: "export const platform = {};" });
    expect(() => namesOf(directory, "blue")).toThrow(
      report(
        directory,
        "blue.ts",
        "environment",
        "no such export",
        "export const environment = defineEnvironment({ ... })",
        "export the literal under this name; the name of a file that is no environment starts with _",
      ),
    );
  });

  it("must run", () => {
    const directory = directoryOf({ blue: 'throw new Error("no such secret");' });
    expect(() => namesOf(directory, "blue")).toThrow(
      report(
        directory,
        "blue.ts",
        "(the file)",
        "no such secret",
        "TypeScript that runs to its end",
        "correct the file; npx tsc shows where it is wrong",
      ),
    );
  });

  it("must stand where it is said to, which is told without the paths of one machine", () => {
    const directory = directoryOf({ blue: 'import left from "no-such-package"; export const environment = left;' });
    symlinkSync(join(directory, "gone"), join(directory, "green.ts"));
    expect(() => namesOf(directory, "blue")).toThrow("    got       Cannot find module 'no-such-package'\n");
    expect(() => namesOf(directory, "green")).toThrow(
      `    got       Cannot find module '${shown(directory, "green.ts")}'\n`,
    );
  });

  it.each([
    ["throw Object.create(null);", "[Object: null prototype] {}"],
    ["throw undefined;", "undefined"],
    ["throw { code: 1 };", "{ code: 1 }"],
  ])("may throw what is no error: %s", (text, got) => {
    const directory = directoryOf({ blue: text });
    expect(() => namesOf(directory, "blue")).toThrow(`    got       ${got}\n`);
  });

  it("does not hide the problems of another one", () => {
    const directory = directoryOf({
      blue: { ...prod, edge: undefined, services: {}, name: "blue", owner: "" },
      green: { ...prod, edge: undefined, services: {}, name: "green", accountId: "1" },
      red: { ...prod, edge: undefined, services: {}, name: "red" },
    });
    const message = new RegExp(
      `^${shown(directory, "blue.ts")}: 1 problem[^]+owner[^]+\\n\\n${shown(directory, "green.ts")}: 1 problem[^]+accountId`,
    );
    expect(() => namesOf(directory, "all")).toThrow(message);
    expect(() => namesOf(directory, "all")).not.toThrow("red.ts");
    expect(namesOf(directory, "red")).toEqual(["red"]);
  });
});

describe("all files of a directory", () => {
  const twin = { ...prod, organization: "acme-prod", name: "x" };
  const first = { ...prod, name: "prod-x" };

  it("are compared, selected or not", () => {
    const directory = directoryOf({ "prod-x": first, x: twin });
    expect(() => namesOf(directory, "x")).toThrow(`${shown(directory, "x.ts")}: 1 problem, nothing was written

  name
    got       names that start with "acme-prod-x-euw1", as in ${shown(directory, "prod-x.ts")}
    expected  names that no other environment of the account has
    do        change organization or name in one of the two files`);
  });

  it("may hold a copy that is not renamed yet, which is one mistake", () => {
    const directory = directoryOf({ prod, copy: prod });
    expect(() => namesOf(directory, "copy")).toThrow(
      `${shown(directory, "copy.ts")}: 1 problem, nothing was written\n\n  name\n`,
    );
  });

  it("do not need to be right to be compared", () => {
    const directory = directoryOf({ "prod-x": { ...first, owner: 1 }, x: twin });
    expect(() => namesOf(directory, "x")).toThrow("names that no other environment of the account has");
  });

  it("hold back nothing where they cannot be compared and are not selected", () => {
    const directory = directoryOf({
      "prod-x": "throw new Error('later')",
      other: "export const environment = 1;",
      x: twin,
    });
    expect(namesOf(directory, "x")).toEqual(["x"]);
  });
});

describe("an identity beside an environment", () => {
  const identity = {
    organization: "acme",
    name: "prod",
    accountId: "111122223333",
    regions: ["eu-central-1", "eu-west-1"],
    sharedRegion: "eu-central-1",
  };
  const directoryWith = (recorded: unknown, literal: object = prod, file = "prod") => {
    const directory = directoryOf({ [file]: literal });
    const text = typeof recorded === "string" ? recorded : JSON.stringify(recorded);
    writeFileSync(join(directory, "prod.identity.json"), text);
    return directory;
  };

  it("changes nothing while the file says the same", () => {
    expect(namesOf(directoryWith(identity), "prod")).toEqual(["prod"]);
  });

  it("refuses another organization, which would lead every state to buckets that do not exist", () => {
    const directory = directoryWith(identity, { ...prod, organization: "acme2" });
    expect(() => namesOf(directory, "prod")).toThrow(`${shown(directory, "prod.ts")}: 1 problem, nothing was written

  organization
    got       "acme2"
    expected  "acme", which the state and all names in AWS were made with, by ${shown(directory, "prod.identity.json")}
    do        take the change back; see docs/runbooks/state.md, "Another name or account"`);
  });

  it("refuses a file that was renamed", () => {
    const directory = directoryWith(identity, { ...prod, name: "live" }, "live");
    expect(() => namesOf(directory, "live")).toThrow(
      `${shown(directory, "prod.identity.json")}: got no prod.ts beside it, expected the environment whose state it keeps, nothing was written; name the file prod.ts again, or see docs/runbooks/state.md, "Another name or account"`,
    );
  });

  const noIdentity = (directory: string) =>
    `${shown(directory, "prod.identity.json")}: is no identity of an environment, nothing was written; take it back from version control, or remove it, synthesize, and let npm run state -- bootstrap prod write it anew`;

  it.each(["", "{", '{"organization":"acme"}'])("is refused where it is none: %j", (text) => {
    const directory = directoryWith(text);
    expect(() => namesOf(directory, "prod")).toThrow(noIdentity(directory));
  });

  it("is refused where it cannot be read", () => {
    const directory = directoryOf({ prod });
    mkdirSync(join(directory, "prod.identity.json"));
    expect(() => namesOf(directory, "prod")).toThrow(noIdentity(directory));
  });
});

describe("a value of a variable", () => {
  it.each([
    ["TANDEM_AWS_PROVIDER", "latest"],
    ["TANDEM_MODULES", "registry example com"],
  ])("is named as the variable %s", (variable, value) => {
    expect(() => load(repository, "prod", { [variable]: value })).toThrow(
      new RegExp(
        `^  ${variable}\\n    got       "${value}"\\n.*\\n    do        correct the variable, or unset it; `,
        "m",
      ),
    );
  });
});
