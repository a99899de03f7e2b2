import { afterAll, describe, expect, it } from "vitest";
import { finders } from "../../src/adopt/finders";
import { planFile } from "../../src/adopt/plan-with-imports";
import { succeed } from "../../src/terraform/terraform";
import {
  applyStack,
  changesOf,
  countResources,
  destroyStack,
  findDrift,
  forAll,
  openLaboratory,
  outputOf,
} from "./laboratory";
import { isFull, leavePartOut } from "./left-out";

if (!isFull) leavePartOut("edge");
const laboratory = isFull ? await openLaboratory("edge", ["vpc"]) : undefined;
const networks = ["prod-eu-west-1-network", "prod-eu-central-1-network"] as const;
const entries = ["prod-eu-west-1-entry", "prod-eu-central-1-entry"] as const;
const lostBucket = "acme-prod-euw1-111122223333-tfstate";

interface EndpointGroup {
  readonly EndpointGroupArn: string;
  readonly EndpointGroupRegion: string;
  readonly TrafficDialPercentage: number;
}

/** The part of `terraform show` that is read here. */
interface State {
  readonly values: {
    readonly root_module: {
      readonly resources: readonly {
        readonly address: string;
        readonly type: string;
        readonly values: { readonly id: string };
      }[];
    };
  };
}

describe.skipIf(laboratory === undefined)("the way of users into prod, in the emulators", () => {
  if (laboratory === undefined) return;
  const { emulators, synth, terraform, start, shell, close } = laboratory;
  afterAll(close);

  const regions = (primary: "eu-west-1" | "eu-central-1") =>
    (["eu-west-1", "eu-central-1"] as const).map((code, i) => ({
      code,
      role: code === primary ? "primary" : "failover",
      cidr: `10.${i}.0.0/16`,
      zones: [1, 2, 3].map((zone) => `${code === "eu-west-1" ? "euw1" : "euc1"}-az${zone}`),
      serviceCidr: `172.${20 + i}.0.0/16`,
    }));
  const dns = { domain: "prod.example.com", hostedZoneId: "" };
  const edge = { by: "global-accelerator" };
  const accelerator = "aws --region us-west-2 --output json globalaccelerator";
  const s3 = `aws --region eu-west-1 --endpoint-url ${emulators.ministack} --no-verify-ssl`;
  const zone = () =>
    `aws --region us-east-1 --output json route53 list-resource-record-sets --hosted-zone-id ${dns.hostedZoneId}`;

  /** What the run took, for the one who reads the output. */
  const timed = async <T>(what: string, run: () => Promise<T>): Promise<T> => {
    const startedMs = Date.now();
    const result = await run();
    process.stdout.write(`lab: edge: ${what} ${((Date.now() - startedMs) / 1000).toFixed(0)} s\n`);
    return result;
  };
  const listed = <T>(command: string, key: string): readonly T[] =>
    (JSON.parse(shell(command)) as Readonly<Record<string, readonly T[]>>)[key] ?? [];
  const acceleratorArn = () =>
    listed<{ AcceleratorArn: string }>(`${accelerator} list-accelerators`, "Accelerators")[0]?.AcceleratorArn ?? "";
  const listenerArn = () =>
    listed<{ ListenerArn: string }>(
      `${accelerator} list-listeners --accelerator-arn ${acceleratorArn()}`,
      "Listeners",
    )[0]?.ListenerArn ?? "";
  const groups = () =>
    listed<EndpointGroup>(`${accelerator} list-endpoint-groups --listener-arn ${listenerArn()}`, "EndpointGroups");
  const dials = () =>
    Object.fromEntries(groups().map((group) => [group.EndpointGroupRegion, group.TrafficDialPercentage]));
  const refusal = (command: string) => shell(`${command} 2>&1 || true`);
  const again = (change: object, primary: "eu-west-1" | "eu-central-1" = "eu-west-1") =>
    synth("prod", { dns, edge, regions: regions(primary), ...change });

  it("stands on buckets, networks and certificates, which one record proves in both regions", async () => {
    const created = shell(
      "aws --region us-east-1 route53 create-hosted-zone --name prod.example.com --caller-reference edge --query HostedZone.Id --output text",
    );
    dns.hostedZoneId = created.trim().replace("/hostedzone/", "");
    again({});
    const bootstrap = await outputOf(start("state", "bootstrap", "prod", "--auto-approve"));
    expect(bootstrap.exitCode, bootstrap.output).toBe(0);
    await timed("networks", () => forAll(networks, (stack) => applyStack(terraform(stack))));
    await timed("certificates", () => applyStack(terraform("prod-certificates")));
    expect(await findDrift(terraform("prod-certificates"))).toBe("");
    expect(await countResources(terraform("prod-certificates"))).toBe(5);
  });

  it("has a front door in each region, and an inner one for Prometheus, planned again without a change", async () => {
    await timed("front doors of both regions", () => forAll(entries, (stack) => applyStack(terraform(stack))));
    expect(await forAll(entries, (stack) => findDrift(terraform(stack)))).toEqual(["", ""]);
  });

  it("leads there by an accelerator, all users to the primary region", async () => {
    await timed("accelerator and records", () => applyStack(terraform("prod-edge")));
    expect(await findDrift(terraform("prod-edge"))).toBe("");
    expect(dials()).toEqual({ "eu-west-1": 100, "eu-central-1": 0 });
    const names = listed<{ Name: string; Type: string; AliasTarget?: { DNSName: string } }>(
      zone(),
      "ResourceRecordSets",
    );
    expect(names.filter(({ AliasTarget }) => AliasTarget?.DNSName.includes("awsglobalaccelerator"))).toHaveLength(2);
  });

  it("stands in an emulator that refuses what AWS refuses", () => {
    const [group] = groups();
    const update = `${accelerator} update-endpoint-group --endpoint-group-arn ${group?.EndpointGroupArn}`;
    const create = `${accelerator} create-endpoint-group --listener-arn ${listenerArn()} --endpoint-group-region`;
    expect(refusal(`${accelerator} delete-accelerator --accelerator-arn ${acceleratorArn()}`)).toContain(
      "AcceleratorNotDisabledException",
    );
    expect(refusal(`${accelerator} delete-listener --listener-arn ${listenerArn()}`)).toContain(
      "AssociatedEndpointGroupFoundException",
    );
    expect(refusal(`${create} ${group?.EndpointGroupRegion}`)).toContain("EndpointGroupAlreadyExistsException");
    expect(refusal(`${create} eu-nowhere-1`)).toContain("no region of Global Accelerator");
    expect(refusal(`${update} --traffic-dial-percentage 101`)).toContain("not between 0 and 100");
    expect(
      refusal(`${update} --endpoint-configurations EndpointId=arn:aws:elasticloadbalancing:lb,Weight=128`),
    ).toContain("is not a valid load balancer ARN");
  });

  it("turns the dials in place where the regions exchange their roles", async () => {
    again({}, "eu-central-1");
    const edgeStack = terraform("prod-edge");
    await succeed(edgeStack, "plan", "-input=false", "-out=swap");
    expect(await changesOf(edgeStack, "", "swap")).toEqual({
      "aws_globalaccelerator_endpoint_group.edge_euc1": ["update"],
      "aws_globalaccelerator_endpoint_group.edge_euw1": ["update"],
    });
    await timed("exchange of the roles", () => succeed(edgeStack, "apply", "-input=false", "swap"));
    expect(dials()).toEqual({ "eu-west-1": 0, "eu-central-1": 100 });
    expect(await findDrift(edgeStack)).toBe("");
    again({});
    await succeed(edgeStack, "apply", "-input=false", "-auto-approve");
    expect(dials()).toEqual({ "eu-west-1": 100, "eu-central-1": 0 });
  });

  it("is taken up again by adopt where every state of it is lost, with the addresses that it had", async () => {
    const lost = ["prod-certificates", ...entries, "prod-edge"];
    const ids = () =>
      forAll(lost, async (stack) => {
        const state = JSON.parse(await succeed(terraform(stack), "show", "-json")) as State;
        return (
          state.values.root_module.resources
            .filter(({ type }) => type in finders)
            // ACM ends names with a dot, which the provider keeps in the id that it makes up, and nowhere else.
            .map(({ address, values }) => `${address} ${values.id.replace("._", "_")}`)
            .toSorted()
        );
      });
    const before = await ids();
    for (const bucket of [lostBucket, lostBucket.replace("euw1", "euc1")]) {
      for (const stack of lost) shell(`${s3} s3 rm s3://${bucket}/prod/${stack}.tfstate`);
    }
    for (const stack of lost) {
      const { output } = await timed(`adoption of ${stack}`, () => outputOf(start("adopt", stack)));
      expect(output).toContain(` apply ${planFile}`);
      const said = await succeed(terraform(stack), "apply", "-input=false", "-no-color", planFile);
      expect(said).toContain(" 0 destroyed.");
      expect(await findDrift(terraform(stack))).toBe("");
    }
    expect(await ids()).toEqual(before);
  });

  it("is applied while the primary region and its state are gone, and takes it back", async () => {
    const edgeStack = terraform("prod-edge");
    const addresses = listed(`${accelerator} list-accelerators`, "Accelerators");
    shell(
      `${s3} s3 cp --recursive --quiet s3://${lostBucket} saved`,
      `${s3} s3 rm --recursive --quiet s3://${lostBucket}`,
    );
    const stuck = await edgeStack("plan", "-input=false", "-no-color");
    expect(stuck.exitCode).toBe(1);
    expect(stuck.output).toContain("Unable to find remote state");

    again({ edge: { ...edge, regionLost: "eu-west-1" } });
    await timed("edge without the lost region", () => applyStack(edgeStack));
    expect(dials()).toEqual({ "eu-central-1": 100 });
    expect(await findDrift(edgeStack)).toBe("");

    shell(`${s3} s3 cp --recursive --quiet saved s3://${lostBucket}`);
    again({}, "eu-central-1");
    await timed("edge with the region that is back", () => applyStack(edgeStack));
    expect(dials()).toEqual({ "eu-west-1": 0, "eu-central-1": 100 });
    const [before, after] = [addresses, listed(`${accelerator} list-accelerators`, "Accelerators")].map((found) =>
      JSON.stringify((found[0] as { readonly IpSets: unknown }).IpSets),
    );
    expect(after).toBe(before);
  });

  it("leads by records of Route 53 instead, exchanges them and loses a region", async () => {
    await destroyStack(terraform("prod-edge"));
    expect(listed(`${accelerator} list-accelerators`, "Accelerators")).toEqual([]);
    const weights = () =>
      Object.fromEntries(
        listed<{ SetIdentifier?: string; Weight?: number; Name: string }>(zone(), "ResourceRecordSets")
          .filter(({ SetIdentifier }) => SetIdentifier !== undefined)
          .map(({ SetIdentifier, Name, Weight }) => [`${Name.replace("\\052", "*")} ${SetIdentifier}`, Weight]),
      );
    const both = (west: number, central: number) => ({
      "prod.example.com. euw1": west,
      "prod.example.com. euc1": central,
      "*.prod.example.com. euw1": west,
      "*.prod.example.com. euc1": central,
    });
    again({ edge: { by: "route53" } });
    await timed("front doors in public subnets", () => forAll(entries, (stack) => applyStack(terraform(stack))));
    await timed("records of Route 53", () => applyStack(terraform("prod-edge")));
    expect(await findDrift(terraform("prod-edge"))).toBe("");
    expect(weights()).toEqual(both(100, 0));

    again({ edge: { by: "route53" } }, "eu-central-1");
    await applyStack(terraform("prod-edge"));
    expect(weights()).toEqual(both(0, 100));

    again({ edge: { by: "route53", regionLost: "eu-west-1" } });
    await applyStack(terraform("prod-edge"));
    expect(weights()).toEqual({ "prod.example.com. euc1": 100, "*.prod.example.com. euc1": 100 });
    expect(await findDrift(terraform("prod-edge"))).toBe("");
  });

  it("is destroyed, and leaves nothing", async () => {
    await timed("destruction", async () => {
      await destroyStack(terraform("prod-edge"));
      await forAll(entries, (stack) => destroyStack(terraform(stack)));
      await destroyStack(terraform("prod-certificates"));
    });
    const stacks = ["prod-edge", ...entries, "prod-certificates"];
    expect(await forAll(stacks, (stack) => countResources(terraform(stack)))).toEqual(stacks.map(() => 0));
    const records = listed<{ Type: string }>(zone(), "ResourceRecordSets").map(({ Type }) => Type);
    expect(records.toSorted()).toEqual(["NS", "SOA"]);
  });
});
