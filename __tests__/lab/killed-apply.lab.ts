import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import { environment as prod } from "../../environments/prod";
import { finders } from "../../src/adopt/finders";
import { leftToCreate } from "../../src/adopt/left-to-create";
import { planFile } from "../../src/adopt/plan-with-imports";
import { succeed } from "../../src/terraform/terraform";
import { type Ending, interrupted, type Moment } from "./interrupted";
import { destroyStack, findDrift, forAll, openLaboratory, outputOf } from "./laboratory";
import { isFull, sayLeftOut } from "./left-out";

const laboratory = await openLaboratory("killed-apply", ["vpc", "rds", "eks"]);
const [network, otherNetwork] = ["prod-eu-west-1-network", "prod-eu-central-1-network"];
const [writer, replica] = ["prod-eu-west-1-data", "prod-eu-central-1-data"];
const [cluster, peering] = ["prod-eu-west-1-cluster", "prod-peering"];

const creations = (count: number): Moment => ({ line: /: Creation complete/, count });
const waitingFor = (address: string): Moment => ({ line: new RegExp(`${address}\\S*: Still creating`) });
const having = (address: string): Moment => ({ line: new RegExp(`${address}\\S*: Creation complete`) });

/** One end of an apply before its time. Several on end hit what takes up the one before. */
type Blow = readonly [moment: Moment, ending: Ending];
type Drill = readonly [stack: string, blows: readonly Blow[]];

const lower: Drill = [
  otherNetwork,
  [
    [creations(1), "SIGKILL"],
    [creations(6), "Ctrl-C"],
    [creations(4), "SIGKILL"],
    [creations(4), "Ctrl-C twice"],
  ],
];
/** On top of the networks. */
const upper: readonly Drill[] = [
  [
    peering,
    [
      [having("aws_vpc_peering_connection.connection_request"), "SIGKILL"],
      [creations(2), "Ctrl-C twice"],
    ],
  ],
  [
    writer,
    [
      [creations(3), "SIGKILL"],
      [having("aws_secretsmanager_secret_version"), "SIGKILL"],
      [waitingFor("aws_db_instance"), "Ctrl-C"],
    ],
  ],
  [
    cluster,
    [
      [creations(10), "SIGKILL"],
      [creations(10), "Ctrl-C"],
      [having("aws_eks_node_group"), "SIGKILL"],
    ],
  ],
];
const standby: Drill = [
  replica,
  [
    [creations(10), "Ctrl-C"],
    [waitingFor("aws_db_instance"), "Ctrl-C twice"],
  ],
];
/** From the start again, since a database is made only once. */
const again: Drill = [replica, [[waitingFor("aws_db_instance"), "SIGKILL"]]];

/** Smaller than prod where that shows nothing new. */
const general = {
  ...prod.cluster?.nodeGroups["general"],
  sizes: { primary: { min: 1, max: 2 }, failover: { min: 1, max: 2 } },
};
const small = {
  regions: prod.regions.map((region) => ({ ...region, zones: region.zones.slice(0, 2) })),
  interfaceEndpoints: ["sts"],
  cluster: { ...prod.cluster, nodeGroups: { general } },
};

/** A database takes RDS, and so the provider that waits for it, minutes. */
const whole = describe.runIf(isFull);
if (laboratory !== undefined && !isFull) sayLeftOut("kills in every layer");

// Not tried again: an apply that has begun cannot be ended half-way a second time.
describe.skipIf(laboratory === undefined)(
  "an apply that ends before its time, with state in S3",
  { retry: 0, timeout: 3_600_000 },
  () => {
    if (laboratory === undefined) return;
    const { folder, emulators, synth, terraform, start, startTerraform, shell, close } = laboratory;
    afterAll(close);

    const ministack = `--endpoint-url ${emulators.ministack} --no-verify-ssl`;
    const buckets = {
      "eu-west-1": "acme-prod-euw1-111122223333-tfstate",
      "eu-central-1": "acme-prod-euc1-111122223333-tfstate",
    };

    it("begins with state buckets and no state", () => {
      synth("prod", small);
      for (const [region, bucket] of Object.entries(buckets)) {
        const place = `--region ${region} --create-bucket-configuration LocationConstraint=${region}`;
        shell(`aws s3api create-bucket --bucket ${bucket} ${place} ${ministack}`);
      }
      // EKS needs this wait, an emulator does not.
      const override = { module: { eks: { dataplane_wait_duration: "1s" } } };
      writeFileSync(join(folder, "cdktf.out", "stacks", cluster, "wait_override.tf.json"), JSON.stringify(override));
    });

    it("is taken up where it was, with its state lost as well", async () => {
      await end(network, [creations(35), "SIGKILL"]);
      loseState(network);
      await finish(network, await adopted(network, "SIGKILL after 35 creations, its state lost"));
    });

    whole("in every layer", () => {
      it("is taken up where it was, in a network", async () => {
        await endAndTakeUp(lower);
      });

      it("is taken up where it was, in what stands on the networks", async () => {
        await forAll(upper, endAndTakeUp);
      });

      it("is taken up where it was, with a replica", async () => {
        await endAndTakeUp(standby);
        await destroyStack(terraform(replica));
        await endAndTakeUp(again);
      });

      it("is made good where every state is lost", async () => {
        await loseAndTakeUp(otherNetwork);
        await forAll([peering, writer, cluster], loseAndTakeUp);
        await loseAndTakeUp(replica);
      });

      it("makes nothing that adopt has not heard of", async () => {
        const resources = await forAll([network, peering, writer, replica, cluster], resourcesIn);
        const types = new Set(resources.flat().map(({ type }) => type));
        expect(
          [...types].filter((type) => type.startsWith("aws_") && !(type in finders) && !(type in leftToCreate)),
        ).toEqual([]);
        expect(types.size).toBeGreaterThan(40);
      });

      it("leaves nothing behind when everything is destroyed", async () => {
        await destroyStack(terraform(replica));
        await forAll([writer, cluster, peering], (stack) => destroyStack(terraform(stack)));
        await forAll([network, otherNetwork], (stack) => destroyStack(terraform(stack)));
        const lists = [...inMoto, ...inMinistack.map((list) => `${list} ${ministack}`)];
        for (const region of Object.keys(buckets)) {
          expect(shell(...lists.map((list) => `aws ${list} --region ${region} --output text`)).trim()).toBe("");
        }
      });
    });

    async function endAndTakeUp([stack, blows]: Drill): Promise<void> {
      let plan: readonly string[] = [];
      for (const blow of blows) {
        await end(stack, blow, plan);
        const [{ line, count = 1 }, ending] = blow;
        plan = await adopted(stack, `${ending} after ${count} x ${line.source}`);
      }
      await finish(stack, plan);
    }

    async function end(stack: string, [moment, ending]: Blow, plan: readonly string[] = []): Promise<void> {
      await succeed(terraform(stack), "init", "-input=false");
      const run = startTerraform(stack, "apply", "-input=false", "-auto-approve", "-no-color", ...plan);
      await interrupted(run, moment, ending);
    }

    async function loseAndTakeUp(stack: string): Promise<void> {
      const before = await resourcesIn(stack);
      for (const [region, bucket] of Object.entries(buckets)) {
        shell(`aws s3 rm s3://${bucket}/prod/${stack}.tfstate --region ${region} ${ministack}`);
      }
      await finish(stack, await adopted(stack, "its state lost"));
      const after = await resourcesIn(stack);
      expect(after.map(({ address }) => address)).toEqual(before.map(({ address }) => address));
      const isFound = ({ type }: StateResource) => type in finders;
      expect(after.filter(isFound)).toEqual(before.filter(isFound));
    }

    function loseState(stack: string): void {
      for (const [region, bucket] of Object.entries(buckets)) {
        shell(`aws s3 rm s3://${bucket}/prod/${stack}.tfstate --region ${region} ${ministack}`);
      }
    }

    /** Does what adopt prints until it leaves a plan that destroys nothing, or has nothing to do: arguments for the next apply. */
    async function adopted(stack: string, what: string): Promise<readonly string[]> {
      for (;;) {
        const output = stripVTControlCharacters((await outputOf(start("adopt", stack))).output);
        const found = output.match(/^adopt: \S+ is .+$/gm) ?? [];
        const commands = output.match(/terraform -chdir=\S+ (?:force-unlock|untaint) .+/g) ?? [];
        const [plan = commands.map((one) => one.replace(/-chdir=\S+ /, "")).join("; ")] =
          /^Plan: .*$/m.exec(output) ?? [];
        process.stdout.write(`lab: ${stack}, ${what}: adopt found ${found.length}; ${plan}\n`);
        if (output.includes(`adopt: nothing of ${stack} exists that is not in its state`)) return [];
        if (output.includes(` apply ${planFile}`)) {
          expect(plan).toMatch(/ 0 to destroy\.$/);
          return [planFile];
        }
        if (commands.length === 0) throw new Error(output);
        shell(...commands.map((command) => `${command} <<< yes`));
      }
    }

    async function finish(stack: string, plan: readonly string[]): Promise<void> {
      const said = await succeed(terraform(stack), "apply", "-input=false", "-auto-approve", "-no-color", ...plan);
      const [summary = "no summary"] = /Apply complete!.*/.exec(said) ?? [];
      process.stdout.write(`lab: ${stack}: ${summary}\n`);
      expect(summary).toContain(" 0 destroyed.");
      expect(await findDrift(terraform(stack))).toBe("");
    }

    async function resourcesIn(stack: string): Promise<readonly StateResource[]> {
      const state = JSON.parse(await succeed(terraform(stack), "state", "pull")) as State;
      return state.resources
        .filter(({ mode }) => mode === "managed")
        .flatMap(({ module = "", type, name, instances }) =>
          instances.map(({ index_key: key = "", attributes: { id } }) => ({
            address: `${module} ${type}.${name} ${key}`,
            type,
            id,
          })),
        )
        .toSorted((one, other) => one.address.localeCompare(other.address));
    }
  },
);

interface StateResource {
  readonly address: string;
  readonly type: string;
  readonly id: string;
}

/** The part of Terraform's state that is read here. */
interface State {
  readonly resources: readonly {
    readonly module?: string;
    readonly mode: string;
    readonly type: string;
    readonly name: string;
    readonly instances: readonly {
      readonly index_key?: string | number;
      readonly attributes: { readonly id: string };
    }[];
  }[];
}

/** What may be left of a stack, by the command that lists it, which prints nothing where nothing is. */
const inMoto = [
  "ec2 describe-vpcs --filters Name=is-default,Values=false --query Vpcs[].VpcId",
  "ec2 describe-addresses --query Addresses[].AllocationId",
  "ec2 describe-launch-templates --query LaunchTemplates[].LaunchTemplateId",
  "logs describe-log-groups --query logGroups[].logGroupName",
  "rds describe-db-instances --query DBInstances[].DBInstanceIdentifier",
  "rds describe-db-subnet-groups --query DBSubnetGroups[].DBSubnetGroupName",
  "rds describe-event-subscriptions --query EventSubscriptionsList[].CustSubscriptionId",
  "secretsmanager list-secrets --query SecretList[].Name",
  "sns list-topics --query Topics[].TopicArn",
  "ssm describe-parameters --query Parameters[].Name",
];
const inMinistack = [
  "eks list-clusters --query clusters",
  "iam list-roles --query Roles[].RoleName",
  "iam list-policies --scope Local --query Policies[].Arn",
  "kms list-aliases --query Aliases[].AliasName",
];
