import { afterAll, describe, expect, it } from "vitest";
import { environment as prod } from "../../environments/prod";
import { succeed } from "../../src/terraform/terraform";
import { runbookCommands } from "../runbook-commands";
import {
  applyStack,
  changesOf,
  countResources,
  destroyStack,
  findDrift,
  forAll,
  openLaboratory,
  planStack,
} from "./laboratory";

const laboratory = await openLaboratory("cluster", ["vpc", "eks"]);
const networks = ["prod-eu-west-1-network", "prod-eu-central-1-network"];
const [west, central] = ["prod-eu-west-1-cluster", "prod-eu-central-1-cluster"];
const clusters = [west, central];

/** Both regions with their roles swapped, as after a failover. */
const swapped = prod.regions.map((region) => ({
  ...region,
  role: region.role === "primary" ? "failover" : "primary",
}));

const flowing = { ...prod.cluster, crossRegionFlows: { gossip: { port: 7000 } } };

/** A while before: two zones where there are three, and nobody from outside. */
const young = {
  regions: prod.regions.map((region) =>
    region.role === "primary" ? { ...region, zones: region.zones.slice(0, 2) } : region,
  ),
  peers: {},
  cluster: flowing,
};

const grown = { cluster: flowing };

/** With what Terraform takes for a reference and for a directive. */
const greeting = 'echo "$' + '{HOME} %{x}" > /etc/motd';

/** What prod does not use: Pod Identity, Bottlerocket, user data, the snapshot controller, a public endpoint. */
const variant = {
  ...flowing,
  publicAccessCidrs: ["203.0.113.0/24"],
  podIdentity: ["external-secrets", "ebs-csi-driver"],
  volumeSnapshots: true,
  nodeGroups: {
    ...prod.cluster?.nodeGroups,
    general: {
      ...prod.cluster?.nodeGroups["general"],
      userData: {
        script: `#!/bin/sh\n${greeting}\n`,
        kubelet: { imageGCHighThresholdPercent: 70 },
      },
    },
    batch: {
      instanceTypes: ["c7g.xlarge", "c6g.xlarge"],
      operatingSystem: "bottlerocket",
      capacity: "spot",
      sizes: { primary: { min: 0, max: 6 }, failover: { min: 0, max: 6 } },
      userData: { settings: '[settings.kubernetes]\nlog-level = "3"' },
    },
  },
};

describe.skipIf(laboratory === undefined)("the clusters of prod, in the emulators", () => {
  if (laboratory === undefined) return;
  const { emulators, synth, terraform, shell, close } = laboratory;
  afterAll(close);

  const inRunbook = (pattern: RegExp) => runbookCommands("cluster.md").filter((command) => pattern.test(command));
  const emulated = [
    `export AWS_ENDPOINT_URL=${emulators.ministack}`,
    // The emulator's certificate is its own.
    'aws() { command aws --no-verify-ssl "$@"; }',
  ];

  const synthWith = (changes: object = {}) =>
    synth("prod", { state: { backend: "local" }, interfaceEndpoints: [], ...changes });

  it("stand on the networks of both regions", async () => {
    synthWith(young);
    await forAll(networks, (stack) => applyStack(terraform(stack)));
    await applyStack(terraform("prod-peering"));
  });

  it("are applied, and planned again without a change", async () => {
    synthWith({ ...young, cluster: { ...flowing, kubernetesVersion: "1.35" } });
    await forAll(clusters, (stack) => applyStack(terraform(stack)));
    expect(await forAll(clusters, (stack) => findDrift(terraform(stack)))).toEqual(["", ""]);
  });

  it("are planned to be upgraded by a minor in place", async () => {
    synthWith(young);
    await forAll(clusters, (stack) => planStack(terraform(stack)));
    const changes = await forAll(clusters, (stack) => changesOf(terraform(stack)));
    for (const { "module.eks.time_sleep.this[0]": wait, ...change } of changes) {
      // Nothing in AWS: the module waits once more after each upgrade.
      expect(wait).toEqual(["create", "delete"]);
      expect(change["module.eks.aws_eks_cluster.this[0]"]).toEqual(["update"]);
      expect(new Set(Object.values(change).flat())).toEqual(new Set(["update"]));
      expect(Object.keys(nodeGroupsIn(change))).toContain("general-az1");
    }
  });

  it("are upgraded, and planned again without a change", async () => {
    await forAll(clusters, (stack) => applyStack(terraform(stack)));
    expect(await forAll(clusters, (stack) => findDrift(terraform(stack)))).toEqual(["", ""]);
  });

  it("refuse at plan to grow into a zone that their network does not have yet, as does what routes to it", async () => {
    synthWith(grown);
    for (const stack of [west, "prod-peering"]) {
      const { exitCode, output } = await terraform(stack)("plan", "-input=false", "-no-color");
      expect(exitCode).toBe(1);
      expect(output.replaceAll(/[\s│]+/g, " ")).toContain(
        `prod-eu-west-1-network has 2 private_subnet_ids, and ${stack} expects 3: apply prod-eu-west-1-network first.`,
      );
    }
  });

  it("say at plan that the new zone has no way to the other region yet", async () => {
    await forAll(networks, (stack) => applyStack(terraform(stack)));
    const plan = await succeed(terraform(west), "plan", "-input=false", "-no-color");
    expect(plan).toContain("Warning: Check block assertion failed");
    expect(plan).toContain("apply prod-peering");
    await applyStack(terraform("prod-peering"));
  });

  it("take a third zone and a new peer beside what they have, and are planned again without a change", async () => {
    await forAll(clusters, (stack) => planStack(terraform(stack)));
    const [inWest, inCentral] = await forAll(clusters, (stack) =>
      changesOf(terraform(stack), "aws_security_group_rule"),
    );
    const rule = (group: string, key: string) => `module.eks.aws_security_group_rule.${group}["${key}"]`;
    expect(inWest).toEqual({
      [rule("cluster", "https_10.0.192.0/18")]: ["create"],
      [rule("cluster", "https_192.168.0.0/20")]: ["create"],
    });
    expect(inCentral).toEqual({
      [rule("cluster", "https_192.168.0.0/20")]: ["create"],
      [rule("node", "tcp_7000_10.0.192.0/18")]: ["create"],
    });
    await forAll(clusters, (stack) => applyStack(terraform(stack)));
    expect(await forAll(clusters, (stack) => findDrift(terraform(stack)))).toEqual(["", ""]);
  });

  it("roll their nodes for another owner, and replace those of other instance types", async () => {
    const { monitoring } = prod.cluster?.nodeGroups ?? {};
    synthWith({
      owner: "other-team",
      cluster: {
        ...flowing,
        nodeGroups: { ...prod.cluster?.nodeGroups, monitoring: { ...monitoring, instanceTypes: ["r7i.large"] } },
      },
    });
    await planStack(terraform(west));
    const changes = await changesOf(terraform(west));
    expect(nodeGroupsIn(changes)).toEqual({
      "general-az1": ["update"],
      "general-az2": ["update"],
      "general-az3": ["update"],
      "monitoring-az1": ["create", "delete"],
    });
    const others = Object.entries(changes).filter(([address]) => !address.includes("aws_eks_node_group"));
    expect(new Set(others.flatMap(([, actions]) => actions))).toEqual(new Set(["update"]));
    synthWith(grown);
  });

  it("know at synth what their roles are called", async () => {
    const roles = await addressesAndValues(central, "aws_iam_role");
    expect(roles["aws-load-balancer-controller_role"]?.["name"]).toBe("acme-prod-euc1-aws-load-balancer-controller");
    const trust = JSON.parse(String(roles["aws-load-balancer-controller_role"]?.["assume_role_policy"]));
    const [issuer] = Object.keys(trust.Statement[0].Condition.StringEquals).map((key) =>
      key.replace(/:(aud|sub)$/, ""),
    );
    expect(trust.Statement[0].Principal.Federated).toBe(`arn:aws:iam::111122223333:oidc-provider/${issuer}`);
  });

  it("touch nothing that runs where the runbook's commands were given and the regions swap their roles", async () => {
    shell(...emulated, ...inRunbook(/^GROUP=.*eu-central-1|update-nodegroup-config/));
    synthWith({ ...grown, regions: swapped });
    // The new primary gets a NAT gateway per zone, which must change nothing of its cluster.
    await applyStack(terraform("prod-eu-central-1-network"));
    await applyStack(terraform("prod-peering"));
    await forAll(clusters, (stack) => planStack(terraform(stack)));
    const [inWest, inCentral] = await forAll(clusters, (stack) => changesOf(terraform(stack)));
    expect(nodeGroupsIn(inWest)).toEqual({ "general-az2": ["delete"], "general-az3": ["delete"] });
    expect(nodeGroupsIn(inCentral)).toEqual({ "general-az2": ["create"], "general-az3": ["create"] });
    const elsewhere = [...Object.keys(inWest ?? {}), ...Object.keys(inCentral ?? {})].filter(
      (address) => !/eks_managed_node_group\["general-az[23]"\]/.test(address),
    );
    expect(elsewhere).toEqual([]);
  });

  it("take over, and are planned again without a change", async () => {
    await forAll(clusters, (stack) => applyStack(terraform(stack)));
    expect(await forAll(clusters, (stack) => findDrift(terraform(stack)))).toEqual(["", ""]);
    const sizes = Object.values(await addressesAndValues(central, "aws_eks_node_group")).map((group) => {
      const [scaling] = group["scaling_config"] as readonly { desired_size: number; max_size: number }[];
      return [scaling?.desired_size, scaling?.max_size];
    });
    expect(sizes.toSorted()).toEqual([
      [1, 3],
      [12, 18],
      [2, 6],
      [2, 6],
    ]);
  });

  it("take Pod Identity, Bottlerocket, user data, snapshots and a public endpoint, and are planned again without a change", async () => {
    synthWith({ cluster: variant });
    await applyStack(terraform(central));
    expect(await findDrift(terraform(central))).toBe("");
    const templates = Object.values(await addressesAndValues(central, "aws_launch_template"));
    const userData = templates.map(({ user_data }) => Buffer.from(String(user_data), "base64").toString());
    expect(userData.filter((text) => text.includes(greeting))).toHaveLength(1);
    expect(userData.filter((text) => text.includes('"imageGCHighThresholdPercent": 70'))).toHaveLength(1);
    expect(userData.filter((text) => text.includes('log-level = "3"'))).toHaveLength(1);
  });

  it("are destroyed, one of them by the runbook's commands", async () => {
    const destroys = inRunbook(/terraform .* destroy/);
    expect(destroys).toHaveLength(2);
    shell("export TF_CLI_ARGS_destroy='-input=false -auto-approve'", ...destroys);
    expect(await countResources(terraform(west))).toBe(0);
    await destroyStack(terraform(central));
    await destroyStack(terraform("prod-peering"));
    await forAll(networks, (stack) => destroyStack(terraform(stack)));
  });

  /** Values of a stack's resources of one type by name, also of those inside modules. */
  async function addressesAndValues(stack: string, type: string): Promise<Record<string, Record<string, unknown>>> {
    const state = JSON.parse(await succeed(terraform(stack), "show", "-json")) as {
      values: { root_module: StateModule };
    };
    const found = resourcesIn(state.values.root_module).filter((resource) => resource.type === type);
    return Object.fromEntries(found.map(({ address, values }) => [address.replace(`${type}.`, ""), values]));
  }
});

interface StateModule {
  readonly resources?: readonly {
    readonly address: string;
    readonly type: string;
    readonly values: Record<string, unknown>;
  }[];
  readonly child_modules?: readonly StateModule[];
}

function resourcesIn({ resources = [], child_modules = [] }: StateModule): NonNullable<StateModule["resources"]> {
  return [...resources, ...child_modules.flatMap(resourcesIn)];
}

function nodeGroupsIn(changes: Readonly<Record<string, readonly string[]>> = {}): Record<string, readonly string[]> {
  return Object.fromEntries(
    Object.entries(changes).flatMap(([address, actions]) => {
      const [, key] = /eks_managed_node_group\["([\w-]+)"\]\.aws_eks_node_group\.this\[0\]$/.exec(address) ?? [];
      return key === undefined ? [] : [[key, actions]];
    }),
  );
}
