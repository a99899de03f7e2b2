import type { EksInputs } from "../../modules/eks/eks-inputs";
import { accessEntries } from "./access-entries";
import { addonInputs } from "./addons";
import type { ClusterPlan, FlowPlan } from "./cluster-plan";
import { disks } from "./disks";
import type { IdentityPlan } from "./identities";
import { maxUnavailablePercentage, type NodeGroupPlan } from "./node-group-plan";
import { teamEntries } from "./team-entries";
import { userDataInputs } from "./user-data";

type NodeGroupInputs = NonNullable<EksInputs["eks_managed_node_groups"]>[string];

/**
 * The region's first two zones, which are there whatever the nodes of a role do and however many zones are appended: EKS needs two, and takes
 * no subnet in another zone than those that the cluster was made with.
 * https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html
 */
const controlPlaneZones = [0, 1];

/**
 * What AWS stores for every issuer of EKS where it is given none, and has not looked at since 2023. Given none, each plan would want to take it
 * away, and each apply would write to IAM, which lives in a region that may be lost. Looked up, it would need the internet, and a name that an
 * `eks` endpoint in the VPC hides. https://github.com/terraform-aws-modules/terraform-aws-eks/issues/3607
 */
const oidcThumbprint = "06b25927c42a721631c1efd9431e648fa62e1e39";

/** What is known after apply only. */
export interface ClusterReferences {
  readonly vpcId: string;
  readonly intraSubnetIdOf: (zoneIndex: number) => string;
  readonly privateSubnetIds: string[];
  readonly privateSubnetIdOf: (zoneIndex: number) => string;
  /** Public address of the NAT gateway in the first zone, which is there in every role, as a range. */
  readonly firstNatCidr: string;
  readonly keyArn: string;
  readonly nodeRoleArn: string;
  readonly roleArnOf: (identity: IdentityPlan) => string;
}

/** What the eks module is asked for. */
export function eksInputs(plan: ClusterPlan, references: ClusterReferences): EksInputs {
  const { cluster, names, region, partition, stack } = plan;
  const { iam } = stack.environment;
  const isPublic = cluster.publicAccessCidrs.length > 0;
  return {
    name: names.cluster,
    kubernetes_version: cluster.kubernetesVersion,
    // Extended support costs six times as much. EKS upgrades a cluster whose standard support is over.
    upgrade_policy: { support_type: "STANDARD" },
    deletion_protection: stack.environment.deletionProtection,
    zonal_shift_config: { enabled: true },

    vpc_id: references.vpcId,
    control_plane_subnet_ids: controlPlaneZones.map(references.intraSubnetIdOf),
    subnet_ids: references.privateSubnetIds,
    service_ipv4_cidr: region.serviceCidr,

    endpoint_private_access: true,
    endpoint_public_access: isPublic,
    // Never left out: without any, EKS admits the world to the cluster's security group and to an endpoint that is switched on by hand.
    // https://github.com/terraform-aws-modules/terraform-aws-eks/pull/3700
    endpoint_public_access_cidrs: isPublic ? cluster.publicAccessCidrs : [references.firstNatCidr],

    create_kms_key: false,
    encryption_config: { provider_key_arn: references.keyArn, resources: ["secrets"] },
    // From the cluster to its first node, for the add-ons that must be there before it, and the roles that those wait for.
    dataplane_wait_duration: "90s",
    enabled_log_types: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
    cloudwatch_log_group_retention_in_days: cluster.logRetentionDays,
    cloudwatch_log_group_kms_key_id: references.keyArn,

    iam_role_name: names.clusterRole,
    iam_role_use_name_prefix: false,
    iam_role_path: iam.path,
    ...(iam.permissionsBoundary === undefined ? {} : { iam_role_permissions_boundary: iam.permissionsBoundary }),
    encryption_policy_name: names.clusterEncryptionPolicy,
    encryption_policy_use_name_prefix: false,
    encryption_policy_path: iam.path,
    include_oidc_root_ca_thumbprint: false,
    custom_oidc_thumbprints: [oidcThumbprint],

    authentication_mode: "API",
    enable_cluster_creator_admin_permissions: false,
    access_entries: { ...accessEntries(cluster, partition), ...teamEntries(stack.environment) },

    security_group_additional_rules: Object.fromEntries(plan.callers.map(callerRule)),
    // The module's recommended rules keep pods on ports below 1025, and UDP, from other nodes, and open ports of software we do not run.
    node_security_group_enable_recommended_rules: false,
    node_security_group_additional_rules: {
      nodes_all: {
        description: "Pods of all nodes; NetworkPolicies divide them",
        protocol: "-1",
        from_port: 0,
        to_port: 0,
        self: true,
      },
      // The module itself admits 443 and the kubelets. What else answers the control plane is whatever webhook somebody installs.
      control_plane: {
        description: "Webhooks and aggregated APIs",
        from_port: 1024,
        to_port: 65535,
        source_cluster_security_group: true,
      },
      ...Object.fromEntries(plan.crossRegionFlows.map(flowRule)),
      egress_all: {
        description: "Registries, AWS, and whatever services call",
        type: "egress",
        protocol: "-1",
        from_port: 0,
        to_port: 0,
        cidr_blocks: ["0.0.0.0/0"],
      },
    },

    addons: addonInputs(plan, references.roleArnOf),
    eks_managed_node_groups: Object.fromEntries(
      plan.nodeGroups.map((nodeGroup) => [nodeGroup.key, nodeGroupInputs(plan, nodeGroup, references)]),
    ),
  };
}

/**
 * A rule for each range, keyed by what EC2 tells rules apart by. One rule of a list would be replaced when the list grows, and EC2 refuses the
 * new one as a duplicate while the old one stands; so would a name be, that is changed in the file.
 */
function callerRule(cidr: string) {
  const rule = { description: "May call the private endpoint", from_port: 443, to_port: 443, cidr_blocks: [cidr] };
  return [`https_${cidr}`, rule] as const;
}

function flowRule({ protocol, port, cidr }: FlowPlan) {
  const rule = {
    description: "Pods of the other region",
    protocol,
    from_port: port,
    to_port: port,
    cidr_blocks: [cidr],
  };
  return [`${protocol}_${port}_${cidr}`, rule] as const;
}

function nodeGroupInputs(
  { names, tags }: ClusterPlan,
  { key, group, zoneIndex, size, instanceTypes, amiType, amiRelease }: NodeGroupPlan,
  { privateSubnetIdOf, nodeRoleArn }: ClusterReferences,
): NodeGroupInputs {
  return {
    subnet_ids: [privateSubnetIdOf(zoneIndex)],
    min_size: size.min,
    desired_size: size.desired,
    max_size: size.max,
    instance_types: [...instanceTypes],
    capacity_type: group.capacity === "spot" ? "SPOT" : "ON_DEMAND",
    ami_type: amiType,
    ami_release_version: amiRelease,
    use_latest_ami_release_version: false,
    update_config: { max_unavailable_percentage: maxUnavailablePercentage },
    labels: group.labels,
    taints: Object.fromEntries(
      group.taints.map((taint) => [
        `${taint.key}:${taint.effect}`,
        { key: taint.key, value: taint.value, effect: effectsInEks[taint.effect] },
      ]),
    ),
    create_iam_role: false,
    iam_role_arn: nodeRoleArn,
    launch_template_name: `${names.cluster}-${key}`,
    launch_template_tags: tags,
    // Hop limit 1: pods that are not on the host's network do not reach the node's credentials.
    metadata_options: { http_endpoint: "enabled", http_tokens: "required", http_put_response_hop_limit: 1 },
    block_device_mappings: disks(group),
    ...userDataInputs(group),
  };
}

const effectsInEks = {
  NoSchedule: "NO_SCHEDULE",
  PreferNoSchedule: "PREFER_NO_SCHEDULE",
  NoExecute: "NO_EXECUTE",
} as const;
