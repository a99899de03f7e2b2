import { controllerNames } from "../../modules/controller-policies/controller-names";
import type { PolicyStatement } from "../../modules/iam/policy-document";
import type { EnvironmentInput } from "../../src/environment/environment";
import { clusterWith, prod, regionsWith } from "../literals";
import { type Block, type SynthesizedStack, stackOf } from "../synthesized";

export const west = "eu-west-1";
export const central = "eu-central-1";

/** A node group as small as groups can be, which stands in one zone. */
export const small = {
  instanceTypes: ["m7i.large"],
  zones: "first",
  sizes: { primary: { min: 1, max: 1 }, failover: { min: 1, max: 1 } },
};

/** Prod after a failover: each region serves in the role of the other. */
export const swapped: EnvironmentInput = {
  ...prod,
  regions: regionsWith({ role: "failover" }, { role: "primary" }),
};

/** Prod with everything that a cluster can have beside it, and both regions serving. */
export const everything: EnvironmentInput = {
  ...prod,
  roles: { failover: { mode: "active" } },
  cluster: clusterWith({
    publicAccessCidrs: ["203.0.113.0/24", "198.51.100.7/32"],
    logRetentionDays: 90,
    podIdentity: [...controllerNames],
    volumeSnapshots: true,
    crossRegionFlows: { gossip: { port: 7000 }, voice: { port: 5004, protocol: "udp" } },
    access: {
      ...clusterWith({}).access,
      auditor: {
        grant: "reader",
        principalArn: "arn:aws:iam::111122223333:role/auditor",
        namespaces: ["shop", "billing"],
      },
      "on-call": {
        grant: "groups",
        principalArn: "arn:aws:iam::111122223333:user/on-call",
        groups: ["operators", "debuggers"],
      },
    },
    nodeGroups: {
      ...clusterWith({}).nodeGroups,
      graviton: {
        instanceTypes: ["m7g.large", "m6g.large"],
        operatingSystem: "bottlerocket",
        capacity: "spot",
        amiRelease: "1.65.0-0123abcd",
        diskGiB: 80,
        labels: { "acme.com/tier": "batch", spot: "true" },
        taints: [
          { key: "spot", value: "true", effect: "PreferNoSchedule" },
          { key: "spot", value: "true", effect: "NoExecute" },
        ],
        userData: { settings: '[settings.kubernetes]\nlog-level = "3"' },
        sizes: { primary: { min: 0, desired: 4, max: 8 }, failover: { min: 2, desired: 5, max: 10 } },
      },
      tuned: {
        instanceTypes: ["c7i.xlarge"],
        zones: "first",
        userData: { script: "#!/bin/sh\nexit 0\n", kubelet: { imageGCHighThresholdPercent: 70 } },
        sizes: { primary: { min: 1, max: 2 }, failover: { min: 1, max: 2 } },
      },
    },
  }),
  services: {
    ...prod.services,
    carts: {
      namespace: "shop",
      identity: "pod-identity",
      permissions: [
        {
          actions: ["dynamodb:GetItem", "dynamodb:PutItem"],
          resources: ["arn:aws:dynamodb:{region}:{account}:table/carts"],
        },
        {
          actions: ["s3:Get*"],
          resources: ["arn:aws:s3:::acme-{region}-{account}", "arn:aws:s3:::acme-{region}-{account}/*"],
        },
      ],
      tolerations: [
        { key: "spot", value: "true", effect: "PreferNoSchedule" },
        { key: "spot", value: "true", effect: "NoExecute" },
      ],
    },
    front: { namespace: "shop" },
  },
};

/** A region's cluster stack in some environment. */
export const clusterStackOf = (region: string, environment: EnvironmentInput): SynthesizedStack =>
  stackOf(`${environment.name}-${region}-cluster`, environment);

/** The cluster stacks of both regions, in the order of the file. */
export const clusterStacksOf = (environment: EnvironmentInput): readonly SynthesizedStack[] =>
  environment.regions.map(({ code }) => clusterStackOf(code, environment));

/** Part of the inputs of a cluster, whose entries have names: node groups, add-ons and the like. */
export const partOf = (stack: SynthesizedStack, input: string): Readonly<Record<string, Block>> =>
  stack.module("eks")[input] as Readonly<Record<string, Block>>;

export const nodeGroupsOf = (stack: SynthesizedStack): Readonly<Record<string, Block>> =>
  partOf(stack, "eks_managed_node_groups");

/** What a reference to an output of the region's network looks like. */
export const networkOutput = (stack: SynthesizedStack, output: string): string =>
  `\${data.terraform_remote_state.${stack.id.replace(/-cluster$/, "-network")}.outputs.${output}}`;

/** A text in which references to resources of its own stack are followed to what they stand for. */
export function followed(stack: SynthesizedStack, text: unknown): string {
  return String(text).replaceAll(/\$\{(\w+)\.([\w-]+)\.(\w+)\}/g, (reference, type, name, attribute) => {
    const value = stack.resources(type)[name]?.[attribute];
    return value === undefined ? reference : followed(stack, value);
  });
}

export const statementsOf = (policy: unknown): readonly PolicyStatement[] => JSON.parse(String(policy)).Statement;

/** What IAM knows of a role. */
export interface Role {
  readonly trust: readonly PolicyStatement[];
  /** ARNs of managed policies. */
  readonly managed: readonly unknown[];
  /** Texts of its own policies. */
  readonly inline: readonly string[];
}

/** The roles that a stack makes, by their names in AWS. */
export function rolesOf(stack: SynthesizedStack): ReadonlyMap<string, Role> {
  const of = (type: string, name: string, attribute: string) =>
    Object.values(stack.resources(type))
      .filter(({ role }) => followed(stack, role) === name)
      .map((resource) => resource[attribute]);
  return new Map(
    Object.values(stack.resources("aws_iam_role")).map((role) => {
      const name = String(role["name"]);
      return [
        name,
        {
          trust: statementsOf(role["assume_role_policy"]),
          managed: of("aws_iam_role_policy_attachment", name, "policy_arn"),
          inline: of("aws_iam_role_policy", name, "policy").map(String),
        },
      ];
    }),
  );
}

export function roleOf(stack: SynthesizedStack, name: string): Role {
  const role = rolesOf(stack).get(name);
  if (role === undefined) throw new Error(`${stack.id} has no role ${name}: ${[...rolesOf(stack).keys()].join(", ")}`);
  return role;
}

/** What a role may do beside its managed policies. */
export const permissionsOf = (stack: SynthesizedStack, name: string): readonly PolicyStatement[] =>
  roleOf(stack, name).inline.flatMap(statementsOf);

/** One or many of something in a policy, as a list. */
export const listed = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : [value].flat();
