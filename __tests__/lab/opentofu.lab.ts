import { afterAll, describe, expect, it } from "vitest";
import { openTofuVersion } from "../../modules/versions";
import { openTofu } from "../../src/local/distribution";
import { succeed } from "../../src/terraform/terraform";
import { applyStack, countResources, destroyStack, findDrift, forAll, openLaboratory, outputOf } from "./laboratory";
import { isFull, leavePartOut } from "./left-out";

if (!isFull) leavePartOut("opentofu");
const laboratory = isFull
  ? await openLaboratory("opentofu", ["vpc", "rds", "eks"], { distribution: openTofu })
  : undefined;
const networks = ["prod-eu-west-1-network", "prod-eu-central-1-network"] as const;
/** One of each layer that stands on the networks. */
const upper = ["prod-peering", "prod-eu-west-1-data", "prod-eu-west-1-cluster"] as const;
/** Of an output of the eks module, which Terraform says nothing about: version 5 of the provider has an attribute that 6 has not. */
const deprecation = "Value derived from a deprecated source";

describe.skipIf(laboratory === undefined)("a stack of each layer of prod with OpenTofu, in the emulators", () => {
  if (laboratory === undefined) return;
  const { synth, terraform, start, close } = laboratory;
  afterAll(close);

  it("is done by the version that the README names", async () => {
    synth("prod", { interfaceEndpoints: [] });
    const { terraform_version: version } = JSON.parse(await succeed(terraform("prod-state"), "version", "-json"));
    expect(version).toBe(openTofuVersion);
  });

  it("keeps the state of the state stack in the bucket that it makes, by the project's own bootstrap", async () => {
    const { exitCode, output } = await outputOf(start("state", "bootstrap", "prod", "--auto-approve"));
    expect(output).toContain("state: done");
    expect(exitCode).toBe(0);
  });

  it("is applied with state in S3, each without a warning", async () => {
    await forAll(networks, (stack) => applyStack(terraform(stack)));
    await forAll(upper, (stack) => applyStack(terraform(stack), [deprecation]));
  });

  it.each(["prod-state", ...networks, ...upper])("plans %s again without a change", async (stack) => {
    expect(await findDrift(terraform(stack))).toBe("");
  });

  it("refuses a second writer while the first one holds the lock in S3", async () => {
    const apply = () => terraform("prod-peering")("apply", "-input=false", "-auto-approve", "-no-color");
    const outcomes = (await Promise.all([apply(), apply()])).toSorted((a, b) => a.exitCode - b.exitCode);
    expect(outcomes.map(({ exitCode }) => exitCode)).toEqual([0, 1]);
    expect(outcomes[1]?.output).toContain("Error acquiring the state lock");
  });

  it("is destroyed, with nothing left in its state", async () => {
    await forAll(upper, (stack) => destroyStack(terraform(stack)));
    await forAll(networks, (stack) => destroyStack(terraform(stack)));
    const stacks = [...upper, ...networks];
    expect(await forAll(stacks, (stack) => countResources(terraform(stack)))).toEqual(stacks.map(() => 0));
    const { exitCode, output } = await outputOf(start("state", "retire", "prod", "--auto-approve"));
    expect(output).toContain("Destroy complete! Resources: 18 destroyed.");
    expect(exitCode).toBe(0);
  });
});
