import { describe, expect, it } from "vitest";
import { addonNames, kubernetesVersions } from "../../modules/kubernetes-versions";
import { addonInputs } from "../../src/cluster/addons";
import { planClusters } from "../../src/cluster/cluster-plan";
import type { EnvironmentInput } from "../../src/environment/environment";
import { clusterWith, dev, parsed, prod } from "../literals";
import { central, clusterStackOf, clusterStacksOf, everything, followed, partOf, west } from "./clusters";

/** What the eks module is told of the add-ons of the first region. */
function addonsOf(literal: EnvironmentInput) {
  const [plan] = planClusters(parsed(literal));
  if (plan === undefined) throw new Error(`${literal.name} has no cluster`);
  return addonInputs(plan, ({ roleName }) => `role/${roleName}`);
}

const withCluster = (change: Parameters<typeof clusterWith>[0]) => ({ ...prod, cluster: clusterWith(change) });
const always = [
  "aws-ebs-csi-driver",
  "coredns",
  "eks-pod-identity-agent",
  "kube-proxy",
  "metrics-server",
  "vpc-cni",
] as const;

describe("the add-ons of a cluster", () => {
  it.each([
    ["prod", prod],
    ["dev", dev],
  ])("are in both regions of %s all that nodes and platform need, and no more", (_, environment) => {
    for (const stack of clusterStacksOf(environment)) {
      expect(Object.keys(partOf(stack, "addons")).toSorted()).toEqual(always);
    }
  });

  it("have the snapshot controller where the file asks for it", () => {
    const addons = addonsOf(withCluster({ volumeSnapshots: true }));
    expect(Object.keys(addons).toSorted()).toEqual([...always, "snapshot-controller"].toSorted());
    expect(Object.keys(addons).toSorted()).toEqual(addonNames.toSorted());
  });

  // What a node needs to become Ready. CoreDNS, metrics-server and the drivers need nodes themselves.
  it("stand before the first node where it needs them, and wait for it where they need it", () => {
    const addons = Object.entries(addonsOf(withCluster({ volumeSnapshots: true })));
    const namesOf = (before: boolean) =>
      addons.filter(([, { before_compute }]) => before_compute === before).map(([name]) => name);
    expect(namesOf(true).toSorted()).toEqual(["eks-pod-identity-agent", "kube-proxy", "vpc-cni"]);
    expect(namesOf(false).toSorted()).toEqual([
      "aws-ebs-csi-driver",
      "coredns",
      "metrics-server",
      "snapshot-controller",
    ]);
  });

  it.each(Object.entries(kubernetesVersions))(
    "have on Kubernetes %s the versions of the tables",
    (minor, { addons }) => {
      const inputs = addonsOf(withCluster({ kubernetesVersion: minor, volumeSnapshots: true }));
      expect(
        Object.fromEntries(Object.entries(inputs).map(([name, { addon_version }]) => [name, addon_version])),
      ).toEqual(addons);
    },
  );

  it("are never the newest of the day: plans would change by themselves", () => {
    for (const addon of Object.values(addonsOf(withCluster({ volumeSnapshots: true })))) {
      expect(addon.most_recent).toBe(false);
      expect(addon.addon_version).toMatch(/^v\d+\.\d+\.\d+-eksbuild\.\d+$/);
    }
  });

  it("take over what an apply left that died", () => {
    for (const addon of Object.values(addonsOf(prod))) {
      expect(addon).toMatchObject({ resolve_conflicts_on_create: "OVERWRITE" });
    }
  });

  it("stay on nodes that are drained in a destroy, where those run on them", () => {
    for (const addon of Object.values(addonsOf(prod))) expect(addon.preserve).toBe(addon.before_compute);
  });
});

describe("the configuration of", () => {
  const configurations = Object.fromEntries(
    Object.entries(addonsOf(withCluster({ volumeSnapshots: true }))).map(([name, { configuration_values }]) => [
      name,
      configuration_values === undefined ? undefined : JSON.parse(configuration_values),
    ]),
  );

  it("vpc-cni obeys NetworkPolicies, gives nodes whole prefixes of addresses, and lets pods leave under their own", () => {
    expect(configurations["vpc-cni"]).toEqual({
      enableNetworkPolicy: "true",
      env: {
        ENABLE_PREFIX_DELEGATION: "true",
        WARM_PREFIX_TARGET: "1",
        AWS_VPC_K8S_CNI_EXTERNALSNAT: "true",
      },
    });
  });

  it("aws-ebs-csi-driver sets the tag that its policy asks for, and those of every resource", () => {
    expect(configurations["aws-ebs-csi-driver"]).toEqual({
      controller: {
        k8sTagClusterId: "acme-prod-euw1",
        extraVolumeTags: {
          environment: "prod",
          region: "eu-west-1",
          layer: "cluster",
          owner: "platform-team",
          "managed-by": "tandem",
          "cost-center": "platform",
        },
      },
      node: { reservedVolumeAttachments: 1 },
    });
  });

  it("aws-ebs-csi-driver keeps a place for each disk that a node has itself, of which Bottlerocket has two", () => {
    const values = addonsOf(everything)["aws-ebs-csi-driver"]?.configuration_values ?? "{}";
    expect(JSON.parse(values)).toMatchObject({ node: { reservedVolumeAttachments: 2 } });
  });

  it("all others is their own", () => {
    const configured = Object.entries(configurations).filter(([, values]) => values !== undefined);
    expect(configured.map(([name]) => name).toSorted()).toEqual(["aws-ebs-csi-driver", "vpc-cni"]);
  });
});

describe.each([
  [west, "euw1"],
  [central, "euc1"],
])("an add-on that calls AWS in %s", (region, shortCode) => {
  const roles = {
    "aws-ebs-csi-driver": [`acme-prod-${shortCode}-ebs-csi-driver`, "ebs-csi-controller-sa"],
    "vpc-cni": [`acme-prod-${shortCode}-vpc-cni`, "aws-node"],
  } as const;
  const withRole = (addons: object, ...inputs: readonly string[]) =>
    Object.entries(addons)
      .filter(([, addon]) => inputs.some((input) => input in addon))
      .map(([name]) => name)
      .toSorted();

  it("is given its role, and with it the permissions of the role", () => {
    const stack = clusterStackOf(region, prod);
    const addons = partOf(stack, "addons");
    expect(withRole(addons, "service_account_role_arn", "pod_identity_association")).toEqual(Object.keys(roles));
    for (const [name, [role]] of Object.entries(roles)) {
      const arn = addons[name]?.["service_account_role_arn"];
      // By way of the policy: whoever holds the ARN waits for the permissions.
      expect(arn).toMatch(/^arn:aws:iam::111122223333:role\/\$\{aws_iam_role_policy(_attachment)?\..*\.role\}$/);
      expect(followed(stack, arn)).toBe(`arn:aws:iam::111122223333:role/${role}`);
      expect(addons[name]).not.toHaveProperty("pod_identity_association");
    }
  });

  it("brings its own association where it uses Pod Identity", () => {
    const stack = clusterStackOf(region, everything);
    const addons = partOf(stack, "addons");
    expect(withRole(addons, "service_account_role_arn")).toEqual([]);
    expect(withRole(addons, "pod_identity_association")).toEqual(Object.keys(roles));
    for (const [name, [role, serviceAccount]] of Object.entries(roles)) {
      const associations = addons[name]?.["pod_identity_association"] as readonly Record<string, string>[];
      expect(
        associations.map((association) => ({ ...association, role_arn: followed(stack, association["role_arn"]) })),
      ).toEqual([{ role_arn: `arn:aws:iam::111122223333:role/${role}`, service_account: serviceAccount }]);
    }
  });
});
