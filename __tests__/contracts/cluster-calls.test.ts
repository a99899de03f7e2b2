import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkModuleCalls, type ModuleCall } from "../../modules/contracts/check-module-call";
import type { ModuleContract } from "../../modules/contracts/contract";
import type { EksInputs } from "../../modules/eks/eks-inputs";
import { central, clusterStackOf, clusterStacksOf, everything, swapped, west } from "../cluster/clusters";
import { govCloud, prod } from "../literals";

const contract: ModuleContract = JSON.parse(readFileSync(join(__dirname, "../../modules/contracts/eks.json"), "utf8"));
const { json } = clusterStackOf(west, prod);

/** What the contract says of prod's cluster in which the name of an attribute is another, wherever in the call it stands. */
function problemsWith(path: readonly string[], misspelt: string): readonly string[] {
  const renamed = (value: unknown, [head = "", ...rest]: readonly string[]): unknown => {
    const { [head]: inner, ...others } = value as Record<string, unknown>;
    if (inner === undefined) throw new Error(`prod's cluster has no ${path.join(".")}`);
    return rest.length === 0 ? { ...others, [misspelt]: inner } : { ...others, [head]: renamed(inner, rest) };
  };
  const eks = renamed(json.module?.["eks"], path) as ModuleCall;
  return checkModuleCalls({ ...json, module: { eks } }, [contract]);
}

/** Names of the attributes of every object in a map that is an input. */
function attributesOf(input: string): string {
  const type = contract.inputs[input]?.type;
  const object = Array.isArray(type) && type[0] === "map" ? type[1] : undefined;
  if (!Array.isArray(object) || object[0] !== "object") throw new Error(`${input} is no map of objects`);
  return Object.keys(object[1]).join(", ");
}

const unknown = (path: string, known: string) =>
  `module.eks: ${path}: got an unknown attribute, expected one of ${known}`;

// Terraform drops them without a word, and the node group has the default: an AMI of the day, a disk without encryption.
describe("the contract of the eks module refuses", () => {
  const group = ["eks_managed_node_groups", "general-az1"];
  const groupPath = 'eks_managed_node_groups["general-az1"]';
  const ofGroup = attributesOf("eks_managed_node_groups");

  it.each([
    ["desired_size", "desired_sise"],
    ["ami_release_version", "ami_release_verison"],
    ["use_latest_ami_release_version", "use_latest_ami_release_verison"],
    ["metadata_options", "metadata_option"],
    ["launch_template_tags", "launch_template_tag"],
  ])("%s of a node group as %s", (attribute, misspelt) => {
    expect(problemsWith([...group, attribute], misspelt)).toEqual([unknown(`${groupPath}.${misspelt}`, ofGroup)]);
  });

  it("an attribute of version 20, which had other names", () => {
    expect(ofGroup.split(", ")).not.toContain("cluster_version");
    expect(problemsWith(["kubernetes_version"], "cluster_version")).toEqual([
      "module.eks: cluster_version: got an unknown input, expected one that the module has",
    ]);
  });

  it.each([
    [
      [...group, "block_device_mappings", "root", "ebs", "volume_size"],
      "volume_sise",
      `${groupPath}.block_device_mappings["root"].ebs.volume_sise`,
      "delete_on_termination, encrypted, iops, kms_key_id, snapshot_id, throughput, volume_initialization_rate, volume_size, volume_type",
    ],
    [
      [...group, "block_device_mappings", "root", "ebs", "encrypted"],
      "encrypt",
      `${groupPath}.block_device_mappings["root"].ebs.encrypt`,
      "delete_on_termination, encrypted, iops, kms_key_id, snapshot_id, throughput, volume_initialization_rate, volume_size, volume_type",
    ],
    [
      [...group, "metadata_options", "http_put_response_hop_limit"],
      "hop_limit",
      `${groupPath}.metadata_options.hop_limit`,
      "http_endpoint, http_protocol_ipv6, http_put_response_hop_limit, http_tokens, instance_metadata_tags",
    ],
    [
      [...group, "update_config", "max_unavailable_percentage"],
      "max_unavailable_percent",
      `${groupPath}.update_config.max_unavailable_percent`,
      "max_unavailable, max_unavailable_percentage, update_strategy",
    ],
    [
      ["addons", "vpc-cni", "before_compute"],
      "before_computed",
      'addons["vpc-cni"].before_computed',
      attributesOf("addons"),
    ],
    [["addons", "vpc-cni", "addon_version"], "version", 'addons["vpc-cni"].version', attributesOf("addons")],
    [
      ["access_entries", "platform", "policy_associations"],
      "policy_association",
      'access_entries["platform"].policy_association',
      "kubernetes_groups, principal_arn, type, user_name, tags, policy_associations",
    ],
    [
      ["encryption_config", "provider_key_arn"],
      "provider_kms_key_arn",
      "encryption_config.provider_kms_key_arn",
      "provider_key_arn, resources",
    ],
    [
      ["node_security_group_additional_rules", "nodes_all", "self"],
      "own",
      'node_security_group_additional_rules["nodes_all"].own',
      attributesOf("node_security_group_additional_rules"),
    ],
  ])("%j as %s", (path, misspelt, at, known) => {
    expect(problemsWith(path, misspelt)).toEqual([unknown(at, known)]);
  });

  it.each([
    [
      ["eks_managed_node_groups", "monitoring-az1", "taints", "dedicated:NoSchedule", "effect"],
      "efect",
      'eks_managed_node_groups["monitoring-az1"].taints["dedicated:NoSchedule"]',
      "key, value, effect",
    ],
    [
      ["access_entries", "pipeline", "policy_associations", "edit", "access_scope", "type"],
      "kind",
      'access_entries["pipeline"].policy_associations["edit"].access_scope',
      "namespaces, type",
    ],
    [
      ["access_entries", "platform", "principal_arn"],
      "principal",
      'access_entries["platform"]',
      "kubernetes_groups, principal_arn, type, user_name, tags, policy_associations",
    ],
  ])("%j as %s, and misses what is required", (path, misspelt, at, known) => {
    expect(problemsWith(path, misspelt)).toEqual([
      unknown(`${at}.${misspelt}`, known),
      `module.eks: ${at}.${path.at(-1)}: got nothing, expected a value: the attribute is required`,
    ]);
  });

  it("an output that the module does not have", () => {
    const misread = { ...json, output: { issuer: { value: `\${module.eks.oidc_issuer}` } } };
    expect(checkModuleCalls(misread, [contract])).toEqual([
      "module.eks: output oidc_issuer: got a reference, expected an output that the module has",
    ]);
  });
});

describe("the contract of the eks module accepts", () => {
  it.each([
    ["prod after a failover", swapped],
    ["prod in GovCloud", govCloud],
    ["prod with everything that a cluster can have", everything],
  ])("the clusters of %s", (_, environment) => {
    for (const stack of clusterStacksOf(environment)) expect(checkModuleCalls(stack.json, [contract])).toEqual([]);
  });

  it("a cluster only once it is a call of the pinned version", () => {
    const eks = { ...clusterStackOf(central, prod).module("eks"), version: "20.37.2" } as unknown as ModuleCall;
    expect(checkModuleCalls({ module: { eks } }, [contract])).toEqual([
      `module.eks: got terraform-aws-modules/eks/aws 20.37.2, expected a module with a contract: terraform-aws-modules/eks/aws ${contract.version}`,
    ]);
  });
});

// Checked by `tsc`, which is part of `npm run check`.
describe("the compiler refuses", () => {
  const inputs: readonly EksInputs[] = [
    // @ts-expect-error: desired_sise
    { eks_managed_node_groups: { general: { desired_sise: 1 } } },
    // @ts-expect-error: version 20 had it
    { eks_managed_node_group_defaults: { desired_size: 1 } },
    // @ts-expect-error: volume_sise
    { eks_managed_node_groups: { general: { block_device_mappings: { root: { ebs: { volume_sise: 50 } } } } } },
    // @ts-expect-error: efect
    { eks_managed_node_groups: { general: { taints: { gpu: { key: "gpu", effect: "NO_SCHEDULE", efect: "" } } } } },
    // @ts-expect-error: no effect
    { eks_managed_node_groups: { general: { taints: { gpu: { key: "gpu" } } } } },
    // @ts-expect-error: version
    { addons: { "vpc-cni": { version: "v1.23.1-eksbuild.1" } } },
    // @ts-expect-error: no principal_arn
    { access_entries: { platform: { kubernetes_groups: ["operators"] } } },
  ];

  it("what the contract refuses, in the same places", () => {
    const call = (input: EksInputs): ModuleCall => ({ ...input, source: contract.module, version: contract.version });
    for (const input of inputs) {
      expect(checkModuleCalls({ module: { eks: call(input) } }, [contract]).length).toBeGreaterThan(0);
    }
    expect(inputs).toHaveLength(7);
  });
});
