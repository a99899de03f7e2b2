import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { acceptedFindings } from "../../security/accepted-findings";
import { labFolder } from "../../src/local/lab-folder";
import { installPackages } from "../../src/local/python-packages";
import { succeed } from "../../src/terraform/terraform";
import { findInPolicy } from "../policies/find-in-policy";
import { policiesIn, readPlan } from "../security/applied-plan";
import { checkovPackages, runCheckov } from "../security/checkov";
import { complaintsOf, review, tableOf } from "../security/findings";
import { applyStack, changesOf, forAll, openLaboratory, outputOf, planStack } from "./laboratory";

const laboratory = await openLaboratory("scan", ["vpc", "rds", "eks"]);
const regions = ["eu-west-1", "eu-central-1"];
const inRegions = (layer: string) => regions.map((region) => `prod-${region}-${layer}`);
const stacks = [
  "prod-state",
  "prod-images",
  ...inRegions("network"),
  "prod-peering",
  "prod-certificates",
  ...inRegions("data"),
  ...inRegions("entry"),
  ...inRegions("cluster"),
  "prod-edge",
];

describe.skipIf(laboratory === undefined)("what Terraform makes of prod", () => {
  if (laboratory === undefined) return;
  const { folder, synth, terraform, start, shell, close } = laboratory;
  const venv = join(labFolder(process.env), "checkov");
  afterAll(close);

  it("is applied in the emulators, as it is", async () => {
    const created = shell(
      "aws --region us-east-1 route53 create-hosted-zone --name prod.example.com --caller-reference scan --query HostedZone.Id --output text",
    );
    for (const region of regions) {
      shell(
        `aws --region ${region} secretsmanager create-secret --name ecr-pullthroughcache/ghcr --secret-string '{"username":"somebody","accessToken":"something"}'`,
      );
    }
    const hostedZoneId = created.trim().replace("/hostedzone/", "");
    synth("prod", { deletionProtection: true, dns: { domain: "prod.example.com", hostedZoneId } });
    const bootstrap = await outputOf(start("state", "bootstrap", "prod", "--auto-approve"));
    expect(bootstrap.exitCode, bootstrap.output).toBe(0);
    await forAll(inRegions("network"), (stack) => applyStack(terraform(stack)));
    // Clusters warn of zones that have no way to the other region.
    await applyStack(terraform("prod-peering"));
    // The replica follows the writer, front doors their certificates, the edge both front doors; all else follows the networks.
    const [writer = "", replica = ""] = inRegions("data");
    await forAll([writer, "prod-images", "prod-certificates", ...inRegions("cluster")], async (stack) => {
      await applyStack(terraform(stack));
      if (stack === writer) await applyStack(terraform(replica));
      if (stack !== "prod-certificates") return;
      await forAll(inRegions("entry"), (entry) => applyStack(terraform(entry)));
      await applyStack(terraform("prod-edge"));
    });
  }, 1_800_000);

  it("has no finding without a reason, and no reason without a finding", async () => {
    await installPackages(venv, checkovPackages, (line) => process.stdout.write(`${line}\n`));
    // What is known after apply only is known by now: nothing is left to be done, and a plan says all of it.
    await forAll(stacks, (stack) => planStack(terraform(stack)));
    expect(await forAll(stacks, (stack) => changesOf(terraform(stack)))).toEqual(stacks.map(() => ({})));
    const plans = await forAll(stacks, async (stack) =>
      readPlan(stack, await succeed(terraform(stack), "show", "-json", "tfplan")),
    );

    const { findings, passed, resources } = await runCheckov(venv, join(folder, "plans"), plans);
    // Who looks at nothing finds nothing.
    expect(resources).toBeGreaterThanOrEqual(plans.flatMap((plan) => plan.resources).length);
    expect(passed).toBeGreaterThan(500);
    const policies = plans.flatMap((plan) => policiesIn(plan).map((policy) => ({ ...policy, stack: plan.stack })));
    expect(policies.length).toBeGreaterThan(60);
    const inPolicies = await Promise.all(policies.map((policy) => findInPolicy(policy.stack, policy)));

    const result = review([...findings, ...inPolicies.flat()], acceptedFindings);
    const summary = `scan: ${resources} resources, ${passed} checks passed, ${policies.length} policies`;
    process.stdout.write(`${[...tableOf(result), summary].join("\n")}\n`);
    expect(complaintsOf(result)).toEqual([]);
  });
});
