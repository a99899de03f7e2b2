import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { environment as prod } from "../../environments/prod";
import { backupsAddress } from "../../src/data/data-plan";
import { succeed } from "../../src/terraform/terraform";
import { runbookCommands } from "../runbook-commands";
import { applyStack, changesOf, destroyStack, findDrift, forAll, openLaboratory, planStack } from "./laboratory";
import { isFull, sayLeftOut } from "./left-out";

const laboratory = await openLaboratory("data", ["vpc", "rds"]);
const [west, central] = ["prod-eu-west-1-data", "prod-eu-central-1-data"];
const networks = ["prod-eu-west-1-network", "prod-eu-central-1-network"];
const created = { step: "created", writer: "eu-west-1", engineVersion: "17" };
const rebuilding = { step: "rebuilding" };
const promoted = { step: "promoted", writer: "eu-central-1" };
const steady = { step: "steady" };
const lost = { step: "replica-lost" };
const upgraded = { step: "upgraded", engineVersion: "18" };

const [setup, commands] = [
  runbookCommands("database-promotion.md").slice(0, 2),
  runbookCommands("database-promotion.md").slice(2),
];
// The laboratory synthesizes by itself, into a folder of its own.
const synthesis = commands.indexOf("npm run synth");
const promotionEnd = commands.findIndex((command) => command.endsWith("apply promotion.tfplan"));
const beforePromotion = commands.slice(0, synthesis);
const promotion = commands.slice(synthesis + 1, promotionEnd + 1);
const afterPromotion = commands.slice(promotionEnd + 1);

/** The way back, between one synthesis and the next. */
const [failbackSetup = [], fence = [], rebuild = [], letGo = []] = segmentsOf(runbookCommands("database-failback.md"));
const failback = { setup: failbackSetup, fence, rebuild, letGo };

/** An instance takes RDS, and so the provider that waits for it, minutes at every step: the whole life takes half an hour. */
const whole = it.runIf(isFull);
if (laboratory !== undefined && !isFull) sayLeftOut("the whole life of the database");

/** What Terraform says of an instance that it forgets, as a lost one must be. */
const forgets = "Some objects will no longer be managed by Terraform";

describe.skipIf(laboratory === undefined)("the database of prod, in the emulators", () => {
  if (laboratory === undefined) return;
  const { folder, emulators, synth, terraform, shell, close } = laboratory;
  afterAll(close);

  /** Synthesizes prod with state in files, so that every one of them can be searched. */
  const synthWith = (database: object, environment: object = {}) =>
    synth("prod", {
      state: { backend: "local" },
      interfaceEndpoints: [],
      database: { ...prod.database, ...database },
      ...environment,
    });
  /** The same at a point of its database's history. */
  const synthAt = (...history: readonly object[]) => synthWith({ history });

  /** What a plan does to the instances of a stack. */
  const plannedFor = async (stack: string) => {
    await planStack(terraform(stack));
    return changesOf(terraform(stack), "aws_db_instance");
  };
  /** Applies one stack after the other, each of which plans no change afterwards. */
  const settle = async (...stacks: readonly string[]) => {
    for (const stack of stacks) {
      await applyStack(terraform(stack), [forgets]);
      expect(await findDrift(terraform(stack))).toBe("");
    }
  };
  const instance = (generation: number) => `module.postgres-${generation}.module.db_instance.aws_db_instance.this[0]`;

  it("stands on the networks of both regions", async () => {
    synthAt(created);
    await forAll(networks, (stack) => applyStack(terraform(stack)));
  });

  it("applies the writer, then the replica, and plans both again without a change", async () => {
    await applyStack(terraform(west));
    await applyStack(terraform(central));
    expect(await findDrift(terraform(west))).toBe("");
    expect(await findDrift(terraform(central))).toBe("");
  });

  it("keeps one password, readable in both regions, out of every state file and plan", async () => {
    const secrets = await Promise.all(
      ["eu-west-1", "eu-central-1"].map((region) => readSecret(region, "acme/prod/database/credentials-1")),
    );
    const [secret = "", copy] = secrets;
    expect(copy).toBe(secret);
    const { username, password } = JSON.parse(secret) as { username: string; password: string };
    expect(username).toBe("tandem_admin");
    expect(password).toMatch(/^\w{40}$/);

    await succeed(terraform(west), "plan", "-input=false", "-out=tfplan");
    const plan = await succeed(terraform(west), "show", "-json", "tfplan");
    const files = filesIn(folder).filter((file) => !file.endsWith(".log"));
    expect(files.filter((file) => file.endsWith(".tfstate")).length).toBeGreaterThanOrEqual(4);
    expect(files.filter((file) => readFileSync(file, "latin1").includes(password))).toEqual([]);
    expect(plan).not.toContain(password);
  });

  it("plans what a team changes on an ordinary day, a larger disk too, in place and without replacing anything", async () => {
    synthWith(
      {
        history: [created],
        instances: {
          primary: { instanceClass: "db.r7g.xlarge", multiAz: true },
          failover: { instanceClass: "db.r7g.xlarge", multiAz: true },
        },
        parameters: { work_mem: "16384" },
        storage: { allocatedGiB: 500, maxAllocatedGiB: 1000 },
        backups: { retentionDays: 21, crossRegion: { retentionDays: 7 } },
      },
      {
        owner: "another-team",
        tags: { "cost-center": "shop" },
        peers: { ...prod.peers, lab: { cidr: "192.168.16.0/20" } },
      },
    );
    const planned = await forAll([west, central, ...networks], async (stack) => {
      await planStack(terraform(stack));
      return changesOf(terraform(stack));
    });
    const gone = planned.flatMap((changes) =>
      Object.entries(changes).filter(([, actions]) => actions.includes("delete")),
    );
    expect(gone).toEqual([]);
    expect(planned.slice(0, 2).map((changes) => changes[instance(1)])).toEqual([["update"], ["update"]]);
    const disk = await succeed(terraform(central), "show", "-no-color", "tfplan");
    for (const change of [
      /allocated_storage +(= )?100 -> 500/,
      /iops +(= )?\d+ -> 12000/,
      /storage_throughput +(= )?\d+ -> 500/,
    ]) {
      expect(disk).toMatch(change);
    }
  });

  it("plans to let go of a lost replica, and no change of the writer's stack", async () => {
    synthAt(created, lost);
    expect(await findDrift(terraform(west))).toBe("");
    expect(await plannedFor(central)).toEqual({ [instance(1)]: ["forget"] });
  });

  it("plans a new major in place, with a parameter group under another name", async () => {
    synthAt(created, upgraded);
    await planStack(terraform(west));
    expect(await changesOf(terraform(west))).toEqual({
      [instance(1)]: ["update"],
      "module.postgres-1.module.db_parameter_group.aws_db_parameter_group.this[0]": ["create", "delete"],
    });
    synthAt(created);
  });

  it("plans no change when AWS has forced a newer minor on the replica", async () => {
    expect(
      shell(
        "aws rds modify-db-instance --region eu-central-1 --db-instance-identifier acme-prod-euc1-postgres-1 --engine-version 17.9 --apply-immediately --query DBInstance.EngineVersion --output text",
      ),
    ).toBe("17.9\n");
    for (const stack of [west, central]) {
      await planStack(terraform(stack));
      expect(await changesOf(terraform(stack))).toEqual({});
    }
  });

  it("lets the runbook look at the replica and fence the old writer", async () => {
    const output = shell(...setup, ...beforePromotion);
    expect(output).toMatch(/^available\t14\t/m);
    expect(await findDrift(terraform(west))).toMatch(
      /aws_vpc_security_group_ingress_rule\.postgres-1-access_\S+ will be created/,
    );
  });

  it("plans the promotion by the runbook's commands: in place, nothing replaced or destroyed that holds data", async () => {
    synthAt(created, promoted);
    shell(...setup, ...promotion.slice(0, -1));
    expect(await changesOf(terraform(central), "aws_db_instance", "promotion.tfplan")).toEqual({
      "module.postgres-1.module.db_instance.aws_db_instance.this[0]": ["update"],
      [backupsAddress]: ["forget"],
    });
    const destroyed = Object.entries(await changesOf(terraform(central), "", "promotion.tfplan")).filter(
      ([, actions]) => actions.includes("delete"),
    );
    expect(destroyed.map(([address]) => address)).toEqual([
      "aws_cloudwatch_metric_alarm.postgres-1-watch_alarms_replica-lag",
    ]);
  });

  whole(
    "applies the promotion by the runbook's last command, of a replica that runs a newer minor than anything says",
    () => {
      shell(...setup, ...promotion.slice(-1));
    },
  );

  whole("shows the runbook's reader a writer and no further change", () => {
    expect(shell(...setup, ...afterPromotion)).toMatch(/^available\tNone$[\s\S]*No changes\./m);
  });

  whole(
    "plans to rebuild the lost region beside its old instance, touching neither that nor the survivor's place",
    async () => {
      synthAt(created, promoted, rebuilding);
      await planStack(terraform(central));
      expect(await changesOf(terraform(central), "aws_db_instance")).toEqual({
        "module.postgres-1.module.db_instance.aws_db_instance.this[0]": ["update"],
      });
      await planStack(terraform(west));
      expect(await changesOf(terraform(west), "aws_db_instance")).toEqual({
        "module.postgres-2.module.db_instance.aws_db_instance.this[0]": ["create"],
        [backupsAddress]: ["create"],
      });
    },
  );

  whole("plans to let go of the old instance without destroying it", async () => {
    synthAt(created, promoted, rebuilding, steady);
    await planStack(terraform(west));
    expect(
      (await changesOf(terraform(west), "aws_db_instance"))[
        "module.postgres-1.module.db_instance.aws_db_instance.this[0]"
      ],
    ).toEqual(["forget"]);
  });

  whole("takes these steps by the runbook's commands, and plans again without a change", async () => {
    synthAt(created, promoted);
    shell(...failback.setup, ...failback.fence);
    synthAt(created, promoted, rebuilding);
    shell(...failback.setup, ...failback.rebuild);
    for (const stack of [central, west]) expect(await findDrift(terraform(stack))).toBe("");
    synthAt(created, promoted, rebuilding, steady);
    shell(...failback.setup, ...failback.letGo);
    expect(await findDrift(terraform(west))).toBe("");
  });

  whole("raises the storage in each region, in place, and plans again without a change", async () => {
    const history = [created, promoted, rebuilding, steady];
    const storage = { allocatedGiB: 500, maxAllocatedGiB: 1000 };
    synthWith({ history, storage });
    expect(await plannedFor(west)).toEqual({ [instance(2)]: ["update"] });
    expect(await plannedFor(central)).toEqual({ [instance(1)]: ["update"] });
    await settle(west, central);
  });

  const large = { storage: { allocatedGiB: 500, maxAllocatedGiB: 1000 } };
  const life = [created, promoted, rebuilding, steady, lost, rebuilding, steady, upgraded, rebuilding, steady];
  const synthAfter = (steps: number) => synthWith({ ...large, history: life.slice(0, steps) });

  whole("lets go of a lost replica and makes its next generation, and the writer's stack never changes", async () => {
    synthAfter(5);
    expect(await findDrift(terraform(central))).toBe("");
    await settle(west);
    synthAfter(6);
    expect(await findDrift(terraform(central))).toBe("");
    expect(await plannedFor(west)).toEqual({ [instance(3)]: ["create"] });
    await settle(west);
    synthAfter(7);
    for (const stack of [central, west]) expect(await findDrift(terraform(stack))).toBe("");
  });

  whole("upgrades the writer to another major in place, and makes a replica of it", async () => {
    synthAfter(8);
    expect(await plannedFor(west)).toEqual({ [instance(3)]: ["forget"] });
    await settle(west);
    expect(await plannedFor(central)).toEqual({ [instance(1)]: ["update"] });
    await settle(central);
    synthAfter(9);
    await settle(central, west);
    synthAfter(10);
    for (const stack of [central, west]) expect(await findDrift(terraform(stack))).toBe("");
  });

  whole("destroys both", async () => {
    for (const stack of [west, central]) {
      expect(await destroyStack(terraform(stack))).toMatch(/Destroy complete! Resources: \d+ destroyed/);
    }
  });

  async function readSecret(region: string, name: string): Promise<string> {
    const response = await fetch(emulators.moto, {
      method: "POST",
      headers: {
        "x-amz-target": "secretsmanager.GetSecretValue",
        "content-type": "application/x-amz-json-1.1",
        authorization: `AWS4-HMAC-SHA256 Credential=111122223333/20260101/${region}/secretsmanager/aws4_request`,
      },
      body: JSON.stringify({ SecretId: name }),
    });
    return ((await response.json()) as { SecretString: string }).SecretString;
  }
});

function segmentsOf(lines: readonly string[]): readonly (readonly string[])[] {
  const ends = [...lines.keys()].filter((i) => lines[i] === "npm run synth");
  return [0, ...ends.map((end) => end + 1)].map((start, i) => lines.slice(start, ends[i] ?? lines.length));
}

function filesIn(directory: string): readonly string[] {
  return readdirSync(directory, { recursive: true, encoding: "utf8" })
    .filter((file) => !file.includes(".terraform/providers"))
    .map((file) => join(directory, file))
    .filter((file) => statSync(file).isFile());
}
