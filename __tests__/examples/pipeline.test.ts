import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { PolicyStatement } from "../../modules/iam/policy-document";
import type { EnvironmentInput } from "../../src/environment/environment";
import { prod } from "../literals";
import { simulate } from "../modules/policy-simulator";
import { lintPolicy } from "../policies/lint-policy";
import { stackOf, synthesized } from "../synthesized";
import { temporaryDirectory } from "../temporary";

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
}

interface Job {
  readonly needs?: string | readonly string[];
  readonly permissions?: Readonly<Record<string, string>>;
  readonly uses?: string;
  readonly steps?: readonly Step[];
}

interface Workflow {
  readonly permissions: object;
  readonly jobs: Readonly<Record<string, Job>>;
}

const folder = resolve(__dirname, "..", "..", "examples", "pipeline");
const files = readdirSync(folder).filter((file) => file.endsWith(".yml"));
const read = (file: string) => parse(readFileSync(join(folder, file), "utf8")) as Workflow;
const stepsOf = (file: string) => Object.values(read(file).jobs).flatMap(({ steps = [] }) => steps);
const runOf = (file: string, name: string) => {
  const found = stepsOf(file).find((step) => step.name === name)?.run;
  if (found === undefined) throw new Error(`${file} has no step ${name}`);
  return found;
};
const statementsOf = (file: string) =>
  (JSON.parse(readFileSync(join(folder, file), "utf8")) as { Statement: readonly PolicyStatement[] }).Statement;

describe.each(files)("the workflow %s", (file) => {
  it("gives no job what it does not name", () => {
    expect(read(file).permissions).toEqual({});
    for (const [name, { permissions }] of Object.entries(read(file).jobs)) expect(permissions, name).toBeDefined();
  });

  it("takes actions by version", () => {
    for (const { uses } of stepsOf(file)) if (uses !== undefined) expect(uses).toMatch(/^[\w-]+\/[\w-]+@v\d+$/);
  });

  it("has commands that a shell can read, into which nothing is pasted", () => {
    for (const { run } of stepsOf(file)) {
      if (run === undefined) continue;
      execFileSync("bash", ["-n", "-c", run]);
      expect(run).not.toContain("${{");
    }
  });
});

describe("the pipeline of a service", () => {
  it("scans before it pushes, and signs before it waits for the other region", () => {
    const names = (read("service.yml").jobs["image"]?.steps ?? []).flatMap(({ name }) => name ?? []);
    expect(names).toEqual(["Build", "Scan", "Push", "Sign", "Wait for the other region, and verify there"]);
  });

  it("sets tag and digest of its own image in the environment file, and of no other", () => {
    const directory = temporaryDirectory();
    const git = (...words: string[]) => execFileSync("git", words, { cwd: directory, encoding: "utf8" });
    const image = (name: string, tag: string, digest: string) =>
      `image: {\n        repository: "${name}",\n        tag: "${tag}",\n        digest: "sha256:${digest}",\n      },\n`;
    const before = `${image("orders", "1", "a")}${image("orders-api", "1", "b")}`;
    mkdirSync(join(directory, "environments"));
    writeFileSync(join(directory, "environments", "prod.ts"), before);
    git("init", "--quiet");
    git("add", ".");
    const promote = (name: string) =>
      execFileSync("bash", ["-euo", "pipefail", "-c", runOf("service.yml", "Name the image in the environment file")], {
        cwd: directory,
        env: { ...process.env, IMAGE: name, TAG: "2", DIGEST: "sha256:c" },
        stdio: "pipe",
      });
    promote("orders");
    expect(readFileSync(join(directory, "environments", "prod.ts"), "utf8")).toBe(
      `${image("orders", "2", "c")}${image("orders-api", "1", "b")}`,
    );
    git("add", ".");
    expect(() => promote("stock")).toThrow();
  });
});

describe("the rollout", () => {
  it("reaches the region that serves only after the one that stands by", () => {
    const { jobs } = read("rollout.yml");
    expect(jobs["failover"]?.needs).toBe("regions");
    expect(jobs["primary"]?.needs).toEqual(["regions", "failover"]);
    for (const name of ["failover", "primary"]) expect(jobs[name]?.uses).toBe("./.github/workflows/rollout-region.yml");
  });

  it("reads from the environment file who stands by", () => {
    const output = join(temporaryDirectory(), "output");
    execFileSync("bash", ["-euo", "pipefail", "-c", runOf("rollout.yml", "Who stands by, and who serves")], {
      cwd: resolve(__dirname, "..", ".."),
      env: { ...process.env, ENVIRONMENT: "prod", GITHUB_OUTPUT: output },
    });
    expect(readFileSync(output, "utf8")).toBe("failover=eu-central-1\nprimary=eu-west-1\n");
  });
});

describe("the policies of its roles", () => {
  it.each(["push-policy.json", "rollout-policy.json"])("%s says nothing that AWS does not know", async (file) => {
    // The data set has AddTags and RemoveTags of Classic Load Balancers under the names that ELB v2 has too.
    const found = (await lintPolicy(statementsOf(file))).filter(({ detail }) => !/:(Add|Remove)Tags$/.test(detail));
    expect(found).toEqual([]);
  });

  const repository = (name: string, region = "eu-central-1") => `arn:aws:ecr:${region}:111122223333:repository/${name}`;

  it("let a service push its own image in both regions, and nothing else", () => {
    const may = (action: string, resource: string) => simulate(statementsOf("push-policy.json"), { action, resource });
    for (const region of ["eu-west-1", "eu-central-1"])
      expect(may("ecr:PutImage", repository("acme/prod/orders", region))).toBe("allowed");
    for (const [action, name] of [
      ["ecr:PutImage", "acme/prod/orders-api"],
      ["ecr:PutImage", "acme/prod/stock"],
      ["ecr:BatchDeleteImage", "acme/prod/orders"],
      ["ecr:DeleteRepository", "acme/prod/orders"],
      ["ecr:PutImageTagMutability", "acme/prod/orders"],
      ["ecr:SetRepositoryPolicy", "acme/prod/orders"],
    ] as const)
      expect(may(action, repository(name)), action).toBe("not allowed");
  });

  it("let a rollout write its own state, read that of its region, and give itself nothing", () => {
    const may = (action: string, resource: string) =>
      simulate(statementsOf("rollout-policy.json"), { action, resource });
    const state = (stack: string) => `arn:aws:s3:::acme-prod-euw1-111122223333-tfstate/prod/${stack}.tfstate`;
    expect(may("s3:PutObject", state("prod-eu-west-1-workloads"))).toBe("allowed");
    expect(may("s3:DeleteObject", `${state("prod-eu-west-1-workloads")}.tflock`)).toBe("allowed");
    expect(may("s3:GetObject", state("prod-eu-west-1-cluster"))).toBe("allowed");
    for (const [action, resource] of [
      ["s3:DeleteObject", state("prod-eu-west-1-workloads")],
      ["s3:PutObject", state("prod-eu-west-1-cluster")],
      ["s3:GetObject", state("prod-peering")],
      ["iam:PassRole", "arn:aws:iam::111122223333:role/rollout"],
      ["ecr:PutImage", repository("acme/prod/orders")],
    ] as const)
      expect(may(action, resource), resource).toBe("not allowed");
  });

  it("name buckets, keys, clusters and paths of images that synth writes", () => {
    const images = stackOf("prod-images", {
      ...prod,
      services: { orders: { namespace: "shop", image: { repository: "orders", tag: "1.0.0" } } },
    } as EnvironmentInput).text;
    const emitted = [...synthesized(prod).values()].map(({ text }) => text).join("\n") + images;
    const text = readFileSync(join(folder, "rollout-policy.json"), "utf8");
    const named = [/arn:aws:s3:::([\w-]+)/g, /"(alias\/[\w-]+)"/g, /:cluster\/([\w-]+)/g, /repository\/([\w/-]+)\/\*/g];
    for (const pattern of named) {
      const names = [...text.matchAll(pattern)].map(([, name = ""]) => name);
      expect(names).not.toEqual([]);
      for (const name of names) expect(emitted).toContain(name);
    }
    expect(readFileSync(join(folder, "push-policy.json"), "utf8")).toContain("repository/acme/prod/orders");
    expect(images).toContain('"acme/prod/orders"');
  });
});
