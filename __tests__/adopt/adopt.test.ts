import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { adopt } from "../../src/adopt/adopt";
import type { PlanJson } from "../../src/adopt/planned-resource";
import type { Terraform } from "../../src/terraform/terraform";
import { temporaryDirectory } from "../temporary";
import { answeringAws, ownTags, tagList } from "./planned";

type Change = NonNullable<PlanJson["resource_changes"]>[number];

const vpc = { cidr_block: "10.0.0.0/16", tags_all: ownTags };

function changeOf(
  address: string,
  after: Readonly<Record<string, unknown>>,
  unknown: readonly string[] = [],
  more: Partial<Change["change"]> = {},
): Change {
  return {
    address,
    mode: "managed",
    type: address.split(".")[0] ?? "",
    change: {
      actions: ["create"],
      before: null,
      after,
      after_unknown: Object.fromEntries(unknown.map((name) => [name, true])),
      ...more,
    },
  };
}

/** As Terraform plans: what is imported exists, and what needs a VPC's id knows it then. */
function network(imported: ReadonlyMap<string, string>): readonly Change[] {
  const id = imported.get("aws_vpc.this");
  const exists = (address: string, after: Readonly<Record<string, unknown>>): Partial<Change["change"]> =>
    imported.has(address) ? { actions: ["no-op"], before: { ...after, id: imported.get(address) } } : {};
  const subnet = { cidr_block: "10.0.1.0/24", ...(id === undefined ? {} : { vpc_id: id }) };
  return [
    changeOf("aws_vpc.this", vpc, ["id"], exists("aws_vpc.this", vpc)),
    changeOf("aws_subnet.this", subnet, id === undefined ? ["vpc_id"] : [], exists("aws_subnet.this", subnet)),
    changeOf("aws_athena_workgroup.this", {}),
  ];
}

const vpcs = (...ids: readonly string[]) => ({
  "ec2 describe-vpcs": {
    Vpcs: ids.map((VpcId) => ({ VpcId, State: "available", CidrBlock: "10.0.0.0/16", Tags: tagList(ownTags) })),
  },
});
const subnets = {
  "ec2 describe-subnets --filters Name=vpc-id,Values=vpc-1": {
    Subnets: [{ SubnetId: "subnet-1", State: "available", CidrBlock: "10.0.1.0/24" }],
  },
};

/** A stack whose plan follows from what it imports, and everything that was said about it. */
function stackOf(plan: (imported: ReadonlyMap<string, string>) => readonly Change[], answers: object) {
  const directory = temporaryDirectory();
  const said: string[] = [];
  const importsFile = join(directory, "imports.tf.json");
  const planFile = join(directory, "adopt.tfplan");
  const imported = (): ReadonlyMap<string, string> => {
    if (!existsSync(importsFile)) return new Map();
    const { import: blocks } = JSON.parse(readFileSync(importsFile, "utf8")) as {
      import: { to: string; id: string }[];
    };
    return new Map(blocks.map(({ to, id }) => [to, id]));
  };
  const terraform: Terraform = async (command, ...args) => {
    if (command === "plan") {
      const json: PlanJson = {
        resource_changes: plan(imported()),
        configuration: {
          provider_config: { aws: { expressions: { region: { constant_value: "eu-west-1" } } } },
          root_module: {},
        },
      };
      writeFileSync(planFile, JSON.stringify(json));
    }
    const output = command === "show" && args[0] === "-json" ? readFileSync(planFile, "utf8") : "";
    return { exitCode: 0, output };
  };
  const run = (changed: Partial<Parameters<typeof adopt>[0]> = {}) =>
    adopt({
      stack: "prod-network",
      directory,
      command: "terraform -chdir=STACK",
      terraform,
      shown: async (...args) => {
        said.push(`shown: terraform ${args.join(" ")}`);
        return { exitCode: 0, output: "" };
      },
      aws: answeringAws({ ...answers }),
      say: (line) => said.push(line),
      ...changed,
    });
  return { directory, said, run, files: () => readdirSync(directory), plan: () => readFileSync(planFile, "utf8") };
}

describe("adopt", () => {
  it("follows what it finds to what that leads to, and leaves a plan that takes all of it", async () => {
    const { said, run, files, plan } = stackOf(network, { ...vpcs("vpc-1"), ...subnets });
    await run();
    expect(said).toEqual([
      "adopt: aws_vpc.this is vpc-1",
      "adopt: aws_subnet.this is subnet-1",
      "adopt: aws_athena_workgroup.this will be created: there is no way here to find an aws_athena_workgroup, so look whether it exists",
      "shown: terraform show adopt.tfplan",
      "adopt: this plan takes over 2 resources that exist, destroys nothing that it takes over, and makes the rest. To do it:\n" +
        "  terraform -chdir=STACK apply adopt.tfplan",
    ]);
    expect(files()).toEqual(["adopt.tfplan"]);
    expect(plan()).toContain("subnet-1");
  });

  it("names what the plan destroys because it is no longer synthesized", async () => {
    const gone = changeOf("aws_sns_topic.old", {}, [], { actions: ["delete"], before: { id: "arn:old" }, after: null });
    const { said, run } = stackOf((imported) => [...network(imported).slice(0, 1), gone], vpcs("vpc-1"));
    await run();
    expect(said).toContain(
      "adopt: aws_sns_topic.old will be destroyed: it is in the state, and not in what was synthesized",
    );
  });

  it("leaves nothing behind where nothing exists", async () => {
    const { said, run, files } = stackOf((imported) => network(imported).slice(0, 2), {});
    await run();
    expect(said).toEqual(["adopt: nothing of prod-network exists that is not in its state"]);
    expect(files()).toEqual([]);
  });

  it("starts from the configuration alone, whatever an earlier run left", async () => {
    const { directory, run, files } = stackOf((imported) => network(imported).slice(0, 2), {});
    for (const file of ["imports.tf.json", "adopt.tfplan"]) writeFileSync(join(directory, file), '{"import":[]}');
    await run();
    expect(files()).toEqual([]);
  });

  it("leaves no plan where something is not decided", async () => {
    const { run, files } = stackOf(network, vpcs("vpc-1", "vpc-2"));
    await expect(run()).rejects.toThrow(
      [
        "adopt: prod-network: 1 problem, nothing was written",
        "",
        "  aws_vpc.this",
        "    got       vpc-1, vpc-2",
        "    expected  one thing in AWS that it may be",
        "    do        find out which of them is in use, and delete the others",
      ].join("\n"),
    );
    expect(files()).toEqual([]);
  });

  it("leaves no plan that replaces what it takes over", async () => {
    const replaced = (imported: ReadonlyMap<string, string>) => [
      imported.has("aws_vpc.this")
        ? changeOf("aws_vpc.this", vpc, [], {
            actions: ["delete", "create"],
            before: { ...vpc, id: "vpc-1" },
            replace_paths: [["instance_tenancy"]],
          })
        : changeOf("aws_vpc.this", vpc),
    ];
    const { run, files } = stackOf(replaced, vpcs("vpc-1"));
    await expect(run()).rejects.toThrow("would be destroyed and made again, for its instance_tenancy");
    expect(files()).toEqual([]);
  });

  it("says how to give back the lock of a killed run", async () => {
    const locked = `
Error: Error acquiring the state lock

Lock Info:
  ID:        b0297889-7833-a9d3-e27b-b4c87fa21744
  Path:      acme/prod.tfstate
  Operation: OperationTypeApply
  Who:       ann@laptop
  Version:   1.11.4
  Created:   2026-11-25 08:48:43 +0000 UTC
`;
    const { run } = stackOf(network, {});
    const terraform: Terraform = async (command) =>
      command === "plan" ? { exitCode: 1, output: locked } : { exitCode: 0, output: "" };
    await expect(run({ terraform })).rejects.toThrow(
      "adopt: the state is locked by ann@laptop since 2026-11-25 08:48:43 +0000 UTC, expected nobody. Make sure that this run is gone, then:\n" +
        "  terraform -chdir=STACK force-unlock b0297889-7833-a9d3-e27b-b4c87fa21744",
    );
  });

  it("passes on what else Terraform says", async () => {
    const terraform: Terraform = async (command) => ({ exitCode: command === "plan" ? 1 : 0, output: "Error: no" });
    await expect(stackOf(network, {}).run({ terraform })).rejects.toThrow("adopt: terraform plan failed:\nError: no");
  });

  it("wants a state that Terraform could not write to be written first", async () => {
    const { directory, run } = stackOf(network, {});
    writeFileSync(join(directory, "errored.tfstate"), "{}");
    await expect(run()).rejects.toThrow(
      "adopt: prod-network has an errored.tfstate, a state that Terraform could not write; expected none. Write it, and remove the file:\n" +
        "  terraform -chdir=STACK state push errored.tfstate",
    );
  });
});
