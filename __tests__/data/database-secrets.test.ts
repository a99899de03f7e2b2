import { describe, expect, it } from "vitest";
import { dev } from "../literals";
import { type SynthesizedStack, synthesized } from "../synthesized";
import { central, dataStackAfter, otherOf, prodAfter, west } from "./histories";

const stages = [1, 2, 3, 4, 5, 6, 7].flatMap((length) =>
  [west, central].map((region) => ({ length, region, stack: dataStackAfter(length, region) })),
);
const created = dataStackAfter(1, west);

/** Texts, numbers and the like below a value, with the name of the argument that each stands in. */
function leavesOf(value: unknown, name = ""): readonly (readonly [string, unknown])[] {
  if (typeof value !== "object" || value === null) return [[name, value]];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, Array.isArray(value) ? name : key));
}

const secretsOf = ({ json }: SynthesizedStack) =>
  leavesOf(json).filter(([name]) => /^(password|secret_string|master_password|auth_token)/.test(name));

describe("passwords", () => {
  it.each(stages)("are references to ephemeral values: $region after $length steps", ({ stack }) => {
    for (const [name, value] of secretsOf(stack)) {
      if (name.endsWith("_version")) expect(value).toBe(1);
      else expect(value).toMatch(/^\$\{.*ephemeral\.\w+\.credentials-\d\.\w+.*\}$/);
      expect(name).toMatch(/^(password|secret_string)_wo(_version)?$/);
    }
  });

  it("are some, where there is a writer", () => {
    const names = secretsOf(created).map(([name]) => name);
    const written = ["password_wo", "password_wo_version", "secret_string_wo", "secret_string_wo_version"];
    expect(names.toSorted()).toEqual(written);
  });

  it("are in no other stack", () => {
    for (const stack of synthesized(prodAfter(1)).values()) {
      if (!stack.id.endsWith("-data")) expect(secretsOf(stack)).toEqual([]);
    }
  });

  it("are never left to RDS, which makes no replica of such an instance", () => {
    for (const { stack } of stages) {
      for (const id of stack.moduleIds) expect(stack.module(id)).toMatchObject({ manage_master_user_password: false });
    }
  });

  it("are made as an ephemeral value, and read back from the secret", () => {
    expect(created.json.ephemeral).toEqual({
      random_password: { "credentials-1": { length: 40, special: false } },
      aws_secretsmanager_secret_version: {
        "credentials-1": {
          secret_id: `\${aws_secretsmanager_secret.credentials-1_secret.id}`,
          version_id: `\${aws_secretsmanager_secret_version.credentials-1_version.version_id}`,
        },
      },
    });
    expect(created.only("aws_secretsmanager_secret_version")).toMatchObject({
      secret_id: `\${aws_secretsmanager_secret.credentials-1_secret.id}`,
      secret_string_wo: `\${jsonencode({ username = "tandem_admin", password = ephemeral.random_password.credentials-1.result })}`,
      secret_string_wo_version: 1,
    });
    expect(created.module("postgres-1")["password_wo"]).toBe(
      `\${jsondecode(ephemeral.aws_secretsmanager_secret_version.credentials-1.secret_string).password}`,
    );
  });

  it("are made anew in the secret and in the database when their version is raised", () => {
    const { database } = prodAfter(1);
    if (database === undefined) throw new Error("prod has no database");
    const rotated = synthesized({ ...prodAfter(1), database: { ...database, passwordVersion: 2 } });
    const stack = rotated.get("prod-eu-west-1-data");
    expect(stack?.only("aws_secretsmanager_secret_version")["secret_string_wo_version"]).toBe(2);
    expect(stack?.module("postgres-1")["password_wo_version"]).toBe(2);
    expect(rotated.get("prod-eu-central-1-data")?.text).toBe(dataStackAfter(1, central).text);
  });
});

describe("a secret", () => {
  it.each(stages)("is copied to the other region: $region after $length steps", ({ stack, region }) => {
    for (const secret of Object.values(stack.resources("aws_secretsmanager_secret"))) {
      expect(secret["replica"]).toEqual([{ region: otherOf(region) }]);
      expect(secret["kms_key_id"]).toBe(`\${aws_kms_key.data_key.arn}`);
    }
  });

  it("has a name that is never used again, in either region", () => {
    const names = new Map<unknown, Set<string>>();
    for (const { stack, region } of stages) {
      for (const { name } of Object.values(stack.resources("aws_secretsmanager_secret"))) {
        names.set(name, (names.get(name) ?? new Set()).add(region));
      }
    }
    expect([...names].map(([name, regions]) => [name, ...regions])).toEqual([
      ["acme/prod/database/credentials-1", west],
      ["acme/prod/database/credentials-2", central],
      ["acme/prod/database/credentials-3", west],
    ]);
  });

  it.each([
    ["can be had back for 30 days in prod", created, 30],
    ["goes at once where nothing is protected", synthesized(dev).get("dev-eu-west-1-data"), 0],
  ])("%s", (_, stack, days) => {
    expect(stack?.only("aws_secretsmanager_secret")["recovery_window_in_days"]).toBe(days);
  });
});

describe("the replica", () => {
  it("is given no user, no database and no password: it has its writer's", () => {
    const replica = dataStackAfter(1, central).module("postgres-1");
    const own = ["username", "db_name", "password_wo", "password_wo_version", "snapshot_identifier"];
    for (const input of own) expect(replica).not.toHaveProperty(input);
    expect(created.module("postgres-1")).toMatchObject({
      username: "tandem_admin",
      db_name: "app",
      allocated_storage: 100,
    });
  });
});
