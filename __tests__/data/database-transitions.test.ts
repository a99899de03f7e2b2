import { describe, expect, it } from "vitest";
import { mentionsOf, purposesOf } from "../mentions";
import type { SynthesizedStack } from "../synthesized";
import { central, dataStackAfter, dataStackWith, historyOf, livesOf, otherOf, west } from "./histories";

// The states of a database that was created in the west. The central region survives.
const [created, promoted, rebuilding, steady] = [1, 2, 3, 4];
const createdIn = (region: string) => historyOf(1, region);
const survivor = (length: number) => dataStackAfter(length, central);
const lost = (length: number) => dataStackAfter(length, west);

const backups = "aws_db_instance_automated_backups_replication.backups";
const remoteWriter = (output: string) => `\${data.terraform_remote_state.prod-eu-central-1-data.outputs.${output}}`;

/** Every block of a stack by its address, without what CDKTF notes in it, and without the order, which changes nothing. */
function blocksOf({ json }: SynthesizedStack): ReadonlyMap<string, string> {
  const { resource = {}, module = {} } = json;
  const kinds = { ...resource, module };
  return new Map(
    Object.entries(kinds).flatMap(([kind, blocks]) =>
      Object.entries(blocks).map(
        ([name, { "//": _, depends_on: __, ...block }]) => [`${kind}.${name}`, JSON.stringify(block)] as const,
      ),
    ),
  );
}

/** What an apply would do when one stack follows another, by address; alarms and their graphs left out. */
function changesBetween(before: SynthesizedStack, after: SynthesizedStack) {
  const [old, now] = [blocksOf(before), blocksOf(after)];
  const gone = [...old.keys()].filter((address) => !now.has(address));
  const shown = (addresses: readonly string[]) => addresses.filter((address) => !address.includes("watch_")).toSorted();
  return {
    added: shown([...now.keys()].filter((address) => !old.has(address))),
    changed: shown([...now.keys()].filter((address) => old.has(address) && old.get(address) !== now.get(address))),
    destroyed: shown(gone.filter((address) => !after.forgotten.includes(address))),
    forgotten: shown(gone.filter((address) => after.forgotten.includes(address))),
  };
}

describe("a promotion", () => {
  it("takes the source from the survivor, and changes nothing else of it", () => {
    const { replicate_source_db, ...rest } = survivor(created).module("postgres-1");
    expect(replicate_source_db).toBe(`\${data.terraform_remote_state.prod-eu-west-1-data.outputs.database_arn}`);
    expect(survivor(promoted).module("postgres-1")).toEqual(rest);
    expect(rest["identifier"]).toBe("acme-prod-euc1-postgres-1");
    expect(survivor(promoted).moduleIds).toEqual(["postgres-1"]);
  });

  it("changes nothing that the survivor is joined to", () => {
    expect(changesBetween(survivor(created), survivor(promoted))).toEqual({
      added: [],
      changed: ["aws_ssm_parameter.connection_writer-host", "module.postgres-1"],
      destroyed: [],
      forgotten: [backups],
    });
  });

  it("needs nothing of the lost region: its name stands in no more than the security group's rules for its clients", () => {
    const stack = survivor(promoted);
    expect(purposesOf(mentionsOf(west, stack))).toEqual(["client"]);
    expect(Object.keys(stack.remoteStates)).toEqual(["prod-eu-central-1-network"]);
    expect(stack.json.provider.aws.map(({ region }) => region)).toEqual([central]);
    expect(stack.text).not.toMatch(/arn:aws:\w+:eu-west-1/);
    expect(stack.text).not.toContain("acme-prod-euw1-");
    for (const rule of Object.values(stack.resources("aws_vpc_security_group_ingress_rule"))) {
      const { "//": _, description, ...enforced } = rule;
      expect(JSON.stringify(enforced)).not.toMatch(/eu-west-1|euw1/);
      expect(description).toMatch(/^Private subnet eu[cw]1-\d$/);
    }
  });

  it("lets go of the copied backups: ending the copy would call on the lost region", () => {
    expect(survivor(created).addresses).toContain(backups);
    expect(survivor(promoted).addresses).not.toContain(backups);
    expect(survivor(promoted).json.removed).toEqual([{ from: backups, lifecycle: { destroy: false } }]);
  });

  it("makes no secret: the survivor has the password that it replicated", () => {
    const stack = survivor(promoted);
    expect(stack.json.ephemeral).toBeUndefined();
    expect(stack.resources("aws_secretsmanager_secret")).toEqual({});
    expect(stack.module("postgres-1")).not.toHaveProperty("password_wo");
  });

  it("closes the door of the old writer and leaves the instance as it is, should its region answer", () => {
    expect(lost(promoted).module("postgres-1")).toEqual(lost(created).module("postgres-1"));
    const { destroyed, ...rest } = changesBetween(lost(created), lost(promoted));
    expect(destroyed).toEqual(
      ["euc1-0", "euc1-1", "euc1-2", "euw1-0", "euw1-1", "euw1-2"].map(
        (client) => `aws_vpc_security_group_ingress_rule.postgres-1-access_${client}`,
      ),
    );
    expect(rest).toEqual({
      added: [],
      changed: ["aws_ssm_parameter.connection_reader-host", "aws_ssm_parameter.connection_writer-host"],
      forgotten: [],
    });
  });
});

describe("rebuilding", () => {
  it("gives the survivor a password of its own and a last snapshot, under the same address and identifier", () => {
    const { password_wo, password_wo_version, ...rest } = survivor(rebuilding).module("postgres-1");
    const before = survivor(promoted).module("postgres-1");
    expect(rest).toEqual({ ...before, skip_final_snapshot: false });
    expect(before["skip_final_snapshot"]).toBe(true);
    expect([password_wo, password_wo_version]).toEqual([
      `\${jsondecode(ephemeral.aws_secretsmanager_secret_version.credentials-2.secret_string).password}`,
      1,
    ]);
  });

  it("changes nothing that the survivor is joined to", () => {
    expect(changesBetween(survivor(promoted), survivor(rebuilding))).toEqual({
      added: [
        "aws_secretsmanager_secret.credentials-2_secret",
        "aws_secretsmanager_secret_version.credentials-2_version",
      ],
      changed: ["aws_ssm_parameter.connection_credentials-secret", "module.postgres-1"],
      destroyed: [],
      forgotten: [],
    });
  });

  it("leaves the old instance as it is, byte by byte, and puts a new replica beside it", () => {
    const [before, after] = [lost(promoted), lost(rebuilding)];
    expect(JSON.stringify(after.module("postgres-1"))).toBe(JSON.stringify(before.module("postgres-1")));
    expect(after.moduleIds).toEqual(["postgres-1", "postgres-2"]);
    expect(after.module("postgres-2")).toMatchObject({
      identifier: "acme-prod-euw1-postgres-2",
      replicate_source_db: remoteWriter("database_arn"),
    });
    const { added, ...rest } = changesBetween(before, after);
    expect(added).toEqual([
      backups,
      "aws_security_group.postgres-2-access_group",
      ...["euc1-0", "euc1-1", "euc1-2", "euw1-0", "euw1-1", "euw1-2"].map(
        (client) => `aws_vpc_security_group_ingress_rule.postgres-2-access_${client}`,
      ),
      "module.postgres-2",
    ]);
    expect(rest).toEqual({
      changed: ["aws_ssm_parameter.connection_credentials-secret", "aws_ssm_parameter.connection_reader-host"],
      destroyed: [],
      forgotten: [],
    });
  });

  it.each([
    ["promoted", promoted],
    ["rebuilding", rebuilding],
  ])("and before: the fenced instance admits nobody (%s)", (_, length) => {
    const stack = lost(length);
    const group = `\${aws_security_group.postgres-1-access_group.id}`;
    expect(stack.module("postgres-1")["vpc_security_group_ids"]).toEqual([group]);
    const rules = Object.values(stack.resources("aws_vpc_security_group_ingress_rule"));
    expect(rules.filter((rule) => rule["security_group_id"] === group)).toEqual([]);
    expect(stack.resources("aws_security_group")["postgres-1-access_group"]).not.toHaveProperty("ingress");
  });
});

describe("steady again", () => {
  it("keeps the old instance in a removed block only", () => {
    const stack = lost(steady);
    expect(stack.moduleIds).toEqual(["postgres-2"]);
    expect(stack.json.removed).toContainEqual({ from: "module.postgres-1", lifecycle: { destroy: false } });
    expect(stack.module("postgres-2")).toEqual(lost(rebuilding).module("postgres-2"));
  });

  it("changes nothing of the survivor", () => {
    expect(survivor(steady).text).toBe(survivor(rebuilding).text);
  });

  it("destroys the old password alone: AWS refuses to delete a security group that an instance still uses", () => {
    expect(changesBetween(lost(rebuilding), lost(steady))).toEqual({
      added: [],
      changed: [],
      destroyed: [
        "aws_secretsmanager_secret.credentials-1_secret",
        "aws_secretsmanager_secret_version.credentials-1_version",
      ],
      forgotten: ["aws_security_group.postgres-1-access_group", "module.postgres-1"],
    });
  });
});

describe("the way back, step by step", () => {
  it("promotes the second replica in the west like the first one in the central region", () => {
    const [before, after] = [dataStackAfter(4, west), dataStackAfter(5, west)];
    const { replicate_source_db, ...rest } = before.module("postgres-2");
    expect(replicate_source_db).toBe(remoteWriter("database_arn"));
    expect(after.module("postgres-2")).toEqual(rest);
    expect(purposesOf(mentionsOf(central, after))).toEqual(["client"]);
    expect(after.forgotten).toEqual([backups, "aws_security_group.postgres-1-access_group", "module.postgres-1"]);
  });

  it("rebuilds the central region, with the third credentials", () => {
    expect(dataStackAfter(6, central).moduleIds).toEqual(["postgres-1", "postgres-2"]);
    expect(dataStackAfter(6, central).addresses).toContain(backups);
    expect(dataStackAfter(6, west).module("postgres-2")["password_wo"]).toContain("credentials-3");
  });
});

describe("a lost replica", () => {
  const [before, lost] = [createdIn(west), [...createdIn(west), { step: "replica-lost" } as const]];
  const [stack, writerStack] = [dataStackWith(lost, central), dataStackWith(lost, west)];

  it("changes nothing of the writer's stack, byte by byte", () => {
    expect(writerStack.text).toBe(dataStackWith(before, west).text);
  });

  it("leaves Terraform's hands with its group, and lets no client in that still knows its name", () => {
    const { destroyed, changed, ...rest } = changesBetween(dataStackWith(before, central), stack);
    expect(rest).toEqual({ added: [], forgotten: ["aws_security_group.postgres-1-access_group", "module.postgres-1"] });
    expect(changed).toEqual(["aws_ssm_parameter.connection_reader-host"]);
    expect(destroyed.filter((address) => !address.startsWith("aws_vpc_security_group_ingress_rule."))).toEqual([]);
    expect(destroyed).toHaveLength(6);
  });

  it("leaves the copied backups, which are the only second copy now", () => {
    expect(stack.addresses).toContain(backups);
  });

  it("sends readers to the writer", () => {
    const parameters = stack.resources("aws_ssm_parameter");
    for (const name of ["reader-host", "writer-host"]) {
      expect(parameters[`connection_${name}`]?.["value"]).toBe(
        `\${data.terraform_remote_state.prod-eu-west-1-data.outputs.database_host}`,
      );
    }
  });

  it("is followed by its next generation, which leaves the writer's stack alone too", () => {
    const rebuilt = [...lost, { step: "rebuilding" } as const];
    expect(dataStackWith(rebuilt, west).text).toBe(writerStack.text);
    expect(dataStackWith(rebuilt, central).moduleIds).toEqual(["postgres-2"]);
    expect(dataStackWith(rebuilt, central).module("postgres-2")).toMatchObject({
      identifier: "acme-prod-euc1-postgres-2",
      replicate_source_db: `\${data.terraform_remote_state.prod-eu-west-1-data.outputs.database_arn}`,
    });
  });
});

describe("a database without a replica", () => {
  const alone = [{ step: "created", writer: west, engineVersion: "17", replica: "later" } as const];

  it("has a writer like any other, and in the other region its copied backups and where to find it", () => {
    expect(dataStackWith(alone, west).text).toBe(dataStackWith(createdIn(west), west).text);
    const other = dataStackWith(alone, central);
    expect(other.moduleIds).toEqual([]);
    expect(other.forgotten).toEqual([]);
    expect(other.addresses).toEqual(expect.arrayContaining([backups, "aws_ssm_parameter.connection_writer-host"]));
  });
});

describe("a new major", () => {
  const upgraded = [...createdIn(west), { step: "upgraded", engineVersion: "18" } as const];
  const rebuilt = [...upgraded, { step: "rebuilding" } as const];
  const newMajor = {
    engine_version: "18",
    family: "postgres18",
    parameter_group_name: "acme-prod-euw1-postgres-1-postgres18",
  };

  it("changes the writer's version, its parameter group under another name, and the leave to do so", () => {
    const { parameters: _, ...before } = dataStackWith(createdIn(west), west).module("postgres-1");
    const { parameters: __, ...after } = dataStackWith(upgraded, west).module("postgres-1");
    expect(after).toEqual({ ...before, ...newMajor, allow_major_version_upgrade: true });
    expect(changesBetween(dataStackWith(createdIn(west), west), dataStackWith(upgraded, west))).toEqual({
      added: [],
      changed: ["module.postgres-1"],
      destroyed: [],
      forgotten: [],
    });
  });

  it("lets go of the replica, which cannot follow", () => {
    expect(dataStackWith(upgraded, central).text).toBe(
      dataStackWith([...createdIn(west), { step: "replica-lost" }], central).text,
    );
  });

  it("takes the leave back when a new replica is made, which has the new major", () => {
    expect(dataStackWith(rebuilt, west).module("postgres-1")).not.toHaveProperty("allow_major_version_upgrade");
    expect(dataStackWith(rebuilt, central).module("postgres-2")).toMatchObject({
      engine_version: "18",
      family: "postgres18",
    });
  });
});

describe("no step of any life", () => {
  const fromWest = (length: number) =>
    livesOf(length).filter(([first]) => first?.step === "created" && first.writer === west);
  // Five steps where the fourth is steady: with four, every other pair of steps has been seen.
  const long = fromWest(5).filter((history) => history[3]?.step === "steady");
  const lives = [...[2, 3, 4].flatMap(fromWest), ...long].flatMap((now) =>
    [west, central].map((region) => ({
      region,
      step: now.at(-1)?.step,
      life: now
        .slice(0, -1)
        .map(({ step }) => step)
        .join(", "),
      writer: now.flatMap((step) => ("writer" in step ? [step.writer] : [])).at(-1),
      before: dataStackWith(now.slice(0, -1), region),
      after: dataStackWith(now, region),
    })),
  );

  it.each(lives)("takes a database away that it does not forget: $step after $life in $region", ({ before, after }) => {
    for (const id of before.moduleIds.filter((each) => !after.moduleIds.includes(each))) {
      expect(after.forgotten).toContain(`module.${id}`);
    }
    for (const address of before.forgotten.filter((each) => each.startsWith("module."))) {
      expect(after.forgotten).toContain(address);
    }
  });

  it.each(lives)("destroys what a forgotten database uses: $step after $life in $region", ({ before, after }) => {
    for (const id of before.moduleIds.filter((each) => !after.moduleIds.includes(each))) {
      const used = [...JSON.stringify(before.module(id)).matchAll(/(?<!ephemeral\.)\baws_\w+\.[\w-]+/g)].map(
        ([address]) => address,
      );
      expect(used).toContain(`aws_security_group.${id}-access_group`);
      expect([...after.addresses, ...after.forgotten]).toEqual(expect.arrayContaining(used));
    }
  });

  it.each(lives)("forgets what it declares: $step after $life in $region", ({ after }) => {
    for (const address of after.forgotten) expect(after.addresses).not.toContain(address);
    expect(after.json.removed ?? []).toHaveLength(after.forgotten.length);
  });

  it.each(lives)("renames or rebuilds a database: $step after $life in $region", ({ before, after }) => {
    const lasting = ["identifier", "db_name", "username", "kms_key_id", "db_subnet_group_name", "engine", "port"];
    for (const id of before.moduleIds.filter((each) => after.moduleIds.includes(each))) {
      const [old, now] = [before.module(id), after.module(id)];
      expect(lasting.map((input) => now[input])).toEqual(lasting.map((input) => old[input]));
      // Only a replica that is promoted loses its source; nothing that takes writes gets one.
      if (old["replicate_source_db"] === undefined) expect(now).not.toHaveProperty("replicate_source_db");
    }
  });

  it.each(lives)("changes the key, the subnet group or the role: $step after $life in $region", ({ before, after }) => {
    for (const type of ["aws_kms_key", "aws_kms_alias", "aws_db_subnet_group", "aws_iam_role"]) {
      expect(after.resources(type)).toEqual(before.resources(type));
    }
  });

  it.each(lives.filter(({ region, writer }) => region === writer))(
    "makes the writer read the other region: $step after $life in $region",
    ({ region, after }) => {
      expect(Object.keys(after.remoteStates)).toEqual([`prod-${region}-network`]);
      const purposes = purposesOf(mentionsOf(otherOf(region), after));
      expect(["client", "copy of the secret"]).toEqual(expect.arrayContaining([...purposes]));
    },
  );

  it.each(lives.filter(({ step, region, writer }) => step === "replica-lost" && region === writer))(
    "touches the writer's stack when the replica is lost: after $life in $region",
    ({ before, after }) => {
      expect(after.text).toBe(before.text);
    },
  );

  it.each(lives)(
    "changes the major of what is not upgraded: $step after $life in $region",
    ({ step, before, after }) => {
      for (const id of before.moduleIds.filter((each) => after.moduleIds.includes(each))) {
        const [old, now] = [before.module(id), after.module(id)];
        const upgrades = step === "upgraded" && now["allow_major_version_upgrade"] === true;
        if (!upgrades) expect(now["engine_version"]).toBe(old["engine_version"]);
        expect(now["parameter_group_name"]).toBe(`${now["identifier"]}-${now["family"]}`);
      }
    },
  );
});
