import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { succeed } from "../../src/terraform/terraform";
import { applyStack, countResources, destroyStack, findDrift, forAll, openLaboratory, outputOf } from "./laboratory";
import { isFull, sayLeftOut } from "./left-out";

const laboratory = await openLaboratory("network", ["vpc"]);
const networks = ["prod-eu-west-1-network", "prod-eu-central-1-network"] as const;
// biome-ignore lint/suspicious/noControlCharactersInRegex: Terraform's colors
const colors = /\u001b\[[0-9;]*m/g;
const bootstrapFile = "terraform-state/prod/prod-state.bootstrap.tfstate";

const whole = it.runIf(isFull);
if (laboratory !== undefined && !isFull) sayLeftOut("a deleted state bucket");

describe.skipIf(laboratory === undefined)("the networks of prod, in the emulators", () => {
  if (laboratory === undefined) return;
  const { folder, emulators, synth, terraform, start, shell, close } = laboratory;
  afterAll(close);

  it("ends in order when the bootstrap is interrupted, and gives the lock back", async () => {
    synth("prod");
    const interrupted = start("state", "bootstrap", "prod", "--auto-approve");
    let printed = "";
    let isSent = false;
    interrupted.stdout?.on("data", (piece: Buffer) => {
      printed += piece.toString();
      if (isSent || !printed.includes("Creating...")) return;
      isSent = true;
      process.kill(-(interrupted.pid ?? 0), "SIGINT");
    });
    const { exitCode, output } = await outputOf(interrupted);
    expect(output).toContain("Gracefully shutting down...");
    expect(output).toContain("interrupted, and Terraform has ended in order; run the same again to go on");
    expect(exitCode).not.toBe(0);
    expect(readdirSync(join(folder, "terraform-state", "prod")).filter((name) => name.includes("lock"))).toEqual([]);
  });

  it("bootstraps the state stack again after it was killed half-way", async () => {
    const killed = start("state", "bootstrap", "prod", "--auto-approve");
    let printed = "";
    let isKilled = false;
    killed.stdout?.on("data", (piece: Buffer) => {
      printed += piece.toString();
      // Settings of both buckets say that both are there.
      const isHalfWay = ["euw1", "euc1"].every((region) =>
        new RegExp(`aws_s3_bucket_\\w+\\.${region}_\\w+: Creation complete`).test(printed.replaceAll(colors, "")),
      );
      if (!isHalfWay || isKilled) return;
      isKilled = true;
      process.kill(-(killed.pid ?? 0), "SIGKILL");
    });
    await outputOf(killed);
    expect(existsSync(join(folder, bootstrapFile))).toBe(true);
    // Terraform empties the file before each note that it takes, and may be killed right there.
    writeFileSync(join(folder, bootstrapFile), "");

    const { exitCode, output } = await outputOf(start("state", "bootstrap", "prod", "--auto-approve"));
    expect(output).toContain("state: aws_s3_bucket.euw1_bucket is noted now");
    expect(output).toContain("state: aws_s3_bucket.euc1_bucket is noted now");
    expect(output).toContain("state: done");
    expect(output).toMatch(/^state: wrote .*prod\.identity\.json; commit it, so that synth notices another name$/m);
    expect(exitCode).toBe(0);
    expect(existsSync(join(folder, bootstrapFile))).toBe(false);
    expect(await findDrift(terraform("prod-state"))).toBe("");
  });

  it("finds nothing to do when the state stack is bootstrapped twice", async () => {
    const { output } = await outputOf(start("state", "bootstrap", "prod", "--auto-approve"));
    expect(output).toContain("state: nothing to do");
  });

  whole("makes a bucket again that somebody deleted", async () => {
    const s3 = `aws --endpoint-url ${emulators.ministack} --no-verify-ssl s3api`;
    shell(`${s3} delete-bucket --bucket acme-prod-euw1-111122223333-tfstate 2>/dev/null`);
    expect(await findDrift(terraform("prod-state"))).toContain("7 to add, 0 to change, 0 to destroy");
    const { exitCode, output } = await outputOf(start("state", "bootstrap", "prod", "--auto-approve"));
    expect(output).toContain("state: done");
    expect(exitCode).toBe(0);
    expect(await findDrift(terraform("prod-state"))).toBe("");
  });

  it("applies both networks with state in their own region's bucket", async () => {
    await forAll(networks, (stack) => applyStack(terraform(stack)));
    expect(await forAll(networks, (stack) => countResources(terraform(stack)))).toEqual([72, 62]);
  });

  it("refuses a second writer while the first one holds the lock", async () => {
    const [network] = networks;
    const first = terraform(network)("apply", "-input=false", "-auto-approve", "-no-color");
    const second = terraform(network)("apply", "-input=false", "-auto-approve", "-no-color");
    const outcomes = (await Promise.all([first, second])).toSorted((a, b) => a.exitCode - b.exitCode);
    expect(outcomes.map(({ exitCode }) => exitCode)).toEqual([0, 1]);
    expect(outcomes[1]?.output).toContain("Error acquiring the state lock");
  });

  it("joins them by a peering connection", async () => {
    await applyStack(terraform("prod-peering"));
    expect(await countResources(terraform("prod-peering"))).toBe(12);
  });

  it.each(["prod-state", ...networks, "prod-peering"])("plans %s again without a change", async (stack) => {
    expect(await findDrift(terraform(stack))).toBe("");
  });

  it("encrypts every state object with the key of its bucket, although the backend names none", async () => {
    const addresses = await succeed(terraform("prod-state"), "show", "-json", "-no-color");
    const keys = [...addresses.matchAll(/"arn":"(arn:aws:kms:[^"]+)"/g)].map(([, arn]) => arn);
    const { headers } = await headStateObject("prod-eu-west-1-network", "euw1");
    expect(headers.get("x-amz-server-side-encryption")).toBe("aws:kms");
    expect(keys).toContain(headers.get("x-amz-server-side-encryption-aws-kms-key-id"));
  });

  it("plans the transit gateways that the other interconnect asks for", async () => {
    synth(
      "prod",
      {
        interconnect: { type: "transit-gateway" },
        peers: { office: { cidr: "192.168.0.0/20", region: "eu-west-1" } },
      },
      "variant",
    );
    const peering = terraform("prod-peering", "variant");
    await succeed(peering, "init", "-input=false");
    const plan = await succeed(peering, "plan", "-input=false", "-no-color");
    expect(plan).toMatch(/aws_ec2_transit_gateway_peering_attachment\.gateways_request will be created/);
    expect(plan).not.toContain("Warning:");
  });

  it("destroys everything in reverse order", async () => {
    await destroyStack(terraform("prod-peering"));
    const early = await outputOf(start("state", "retire", "prod", "--auto-approve"));
    expect(early.exitCode).toBe(1);
    expect(early.output).toMatch(/state: prod-eu-\w+-1-network still has \d+ resources, expected none/);

    await forAll(networks, (stack) => destroyStack(terraform(stack)));
    const { exitCode, output } = await outputOf(start("state", "retire", "prod", "--auto-approve"));
    expect(output).toContain("Destroy complete! Resources: 18 destroyed.");
    expect(exitCode).toBe(0);
  });

  async function headStateObject(stack: string, shortCode: string): Promise<Response> {
    const certificate = process.env["NODE_TLS_REJECT_UNAUTHORIZED"];
    process.env["NODE_TLS_REJECT_UNAUTHORIZED"] = "0";
    try {
      const bucket = `acme-prod-${shortCode}-111122223333-tfstate`;
      const authorization = "AWS4-HMAC-SHA256 Credential=111122223333/20260101/eu-west-1/s3/aws4_request";
      const url = `${laboratory?.emulators.ministack}/${bucket}/prod/${stack}.tfstate`;
      return await fetch(url, { method: "HEAD", headers: { authorization } });
    } finally {
      process.env["NODE_TLS_REJECT_UNAUTHORIZED"] = certificate;
    }
  }
});
