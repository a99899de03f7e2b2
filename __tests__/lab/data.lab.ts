import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { environment as prod } from "../../environments/prod";
import { succeed } from "../../src/terraform/terraform";
import { applyStack, destroyStack, findDrift, openLaboratory } from "./laboratory";

const laboratory = await openLaboratory("data", ["vpc", "rds"]);
const [west, central] = ["prod-eu-west-1-data", "prod-eu-central-1-data"];
const networks = ["prod-eu-west-1-network", "prod-eu-central-1-network"];
const created = { step: "created", writer: "eu-west-1" };
const promoted = { step: "promoted", writer: "eu-central-1" };

describe.skipIf(laboratory === undefined)("the database of prod, in the emulators", () => {
  if (laboratory === undefined) return;
  const { folder, emulators, synth, terraform, close } = laboratory;
  afterAll(close);

  /** Synthesizes prod at a point of its database's history, with state in files, so that every one of them can be searched. */
  const synthAt = (...history: readonly object[]) =>
    synth("prod", { state: { backend: "local" }, interfaceEndpoints: [], database: { ...prod.database, history } });

  beforeAll(async () => {
    synthAt(created);
    await Promise.all(networks.map((stack) => applyStack(terraform(stack))));
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

  it("promotes the replica in place, with nothing replaced, and without the lost region", async () => {
    synthAt(created, promoted);
    const survivor = terraform(central);
    await succeed(survivor, "init", "-input=false");
    await succeed(survivor, "plan", "-input=false", "-out=tfplan");
    expect(await changesOf(central, "aws_db_instance")).toEqual({
      "module.postgres-1.aws_db_instance.this[0]": ["update"],
    });
    expect(Object.values(await changesOf(central, "")).flat()).not.toContain("delete");
    await succeed(survivor, "apply", "-input=false", "tfplan");
    expect(await findDrift(survivor)).toBe("");
  });

  it("rebuilds the lost region beside its old instance, and touches neither that nor the survivor's address", async () => {
    synthAt(created, promoted, { step: "rebuilding" });
    await succeed(terraform(central), "plan", "-input=false", "-out=tfplan");
    expect(await changesOf(central, "aws_db_instance")).toEqual({
      "module.postgres-1.aws_db_instance.this[0]": ["update"],
    });
    await succeed(terraform(central), "apply", "-input=false", "tfplan");

    await succeed(terraform(west), "init", "-input=false");
    await succeed(terraform(west), "plan", "-input=false", "-out=tfplan");
    expect(await changesOf(west, "aws_db_instance")).toEqual({
      "module.postgres-2.aws_db_instance.this[0]": ["create"],
    });
    await succeed(terraform(west), "apply", "-input=false", "tfplan");
    expect(await findDrift(terraform(west))).toBe("");
    expect(await findDrift(terraform(central))).toBe("");
  });

  it("lets go of the old instance without destroying it", async () => {
    synthAt(created, promoted, { step: "rebuilding" }, { step: "steady" });
    await succeed(terraform(west), "plan", "-input=false", "-out=tfplan");
    expect(await changesOf(west, "aws_db_instance")).toEqual({
      "module.postgres-1.aws_db_instance.this[0]": ["forget"],
    });
    await succeed(terraform(west), "apply", "-input=false", "tfplan");
    expect(await findDrift(terraform(west))).toBe("");
  });

  it("destroys the replica, the writer, and their networks but for what the old instance still holds", async () => {
    expect(await destroyStack(terraform(west))).toMatch(/Destroy complete! Resources: \d+ destroyed/);
    expect(await destroyStack(terraform(central))).toMatch(/Destroy complete! Resources: \d+ destroyed/);
  });

  /** What the saved plan of a stack does to resources of a type, by address; what it leaves alone is left out. */
  async function changesOf(stack: string, type: string): Promise<Record<string, readonly string[]>> {
    const plan = JSON.parse(await succeed(terraform(stack), "show", "-json", "tfplan")) as {
      resource_changes?: readonly {
        address: string;
        type: string;
        mode: string;
        change: { actions: readonly string[] };
      }[];
    };
    const changes = (plan.resource_changes ?? []).filter(
      (resource) =>
        resource.mode === "managed" && resource.type.startsWith(type) && resource.change.actions[0] !== "no-op",
    );
    return Object.fromEntries(changes.map(({ address, change }) => [address, change.actions]));
  }

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

function filesIn(directory: string): readonly string[] {
  return readdirSync(directory, { recursive: true, encoding: "utf8" })
    .filter((file) => !file.includes(".terraform/providers"))
    .map((file) => join(directory, file))
    .filter((file) => statSync(file).isFile());
}
