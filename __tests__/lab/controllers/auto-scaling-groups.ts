import { setTimeout as sleep } from "node:timers/promises";
import type { ClusterPlan } from "../../../src/cluster/cluster-plan";
import type { NodeGroupPlan } from "../../../src/cluster/node-group-plan";
import { nodeOf } from "../cloud/fake-nodes";
import type { KubernetesObject } from "../cloud/kubernetes-api";
import type { RunningCluster } from "../cloud/running-cluster";
import { accountId } from "../laboratory";
import type { AwsClient } from "./aws-client";

/** A group as EC2 Auto Scaling describes it. */
export interface AutoScalingGroup {
  readonly AutoScalingGroupName: string;
  readonly DesiredCapacity: number;
  readonly Instances: readonly { readonly InstanceId: string; readonly AvailabilityZone: string }[];
  readonly Tags: readonly { readonly Key: string; readonly Value: string }[];
}

/** Where groups put their instances. */
export interface GroupNetwork {
  /** Private subnets in the order of the region's zones. */
  readonly subnetIds: readonly string[];
  readonly securityGroupId: string;
}

/** A group of the cluster, or of another one. */
interface GroupRequest extends GroupNetwork {
  readonly cluster: string;
  readonly group: NodeGroupPlan;
}

/** EKS adds an id of its own to the name of a node group; here the cluster's name stands in its place. */
export function nameOfGroup(cluster: string, { key }: Pick<NodeGroupPlan, "key">): string {
  return `eks-${key}-${cluster}`;
}

/**
 * Makes a node group as far as an autoscaler looks: the group of EC2 Auto Scaling under the name and with the tags that EKS gives it.
 * https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html
 */
export async function makeGroup(
  aws: AwsClient,
  { cluster, group, subnetIds, securityGroupId }: GroupRequest,
): Promise<string> {
  const { key, size, zoneIndex, instanceTypes } = group;
  const name = nameOfGroup(cluster, group);
  await aws.call("ec2", "create_launch_template", {
    LaunchTemplateName: name,
    LaunchTemplateData: {
      InstanceType: instanceTypes[0],
      // One that the emulator knows.
      ImageId: "ami-12c6146b",
      SecurityGroupIds: [securityGroupId],
    },
  });
  const tags = {
    "eks:cluster-name": cluster,
    "eks:nodegroup-name": key,
    "k8s.io/cluster-autoscaler/enabled": "true",
    [`k8s.io/cluster-autoscaler/${cluster}`]: "owned",
    [`kubernetes.io/cluster/${cluster}`]: "owned",
  };
  await aws.call("autoscaling", "create_auto_scaling_group", {
    AutoScalingGroupName: name,
    LaunchTemplate: { LaunchTemplateName: name },
    MinSize: size.min,
    MaxSize: size.max,
    DesiredCapacity: size.desired,
    VPCZoneIdentifier: subnetIds[zoneIndex],
    Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value, PropagateAtLaunch: true })),
  });
  return name;
}

/** Makes a node group known to the emulated EKS, which says what labels and taints its nodes will have. */
export async function makeNodeGroup(
  aws: AwsClient,
  { cluster, group: { key, group, zoneIndex }, subnetIds }: Omit<GroupRequest, "securityGroupId">,
): Promise<void> {
  const effects = { NoSchedule: "NO_SCHEDULE", NoExecute: "NO_EXECUTE", PreferNoSchedule: "PREFER_NO_SCHEDULE" };
  const taints = group.taints.map(({ effect, ...taint }) => ({ ...taint, effect: effects[effect] }));
  await aws.call("eks", "create_nodegroup", {
    clusterName: cluster,
    nodegroupName: key,
    subnets: [subnetIds[zoneIndex]],
    nodeRole: `arn:aws:iam::${accountId}:role/stand-in`,
    labels: group.labels,
    taints,
  });
}

export async function listGroups(aws: AwsClient): Promise<readonly AutoScalingGroup[]> {
  const { AutoScalingGroups } = await aws.call<{ AutoScalingGroups: readonly AutoScalingGroup[] }>(
    "autoscaling",
    "describe_auto_scaling_groups",
  );
  return AutoScalingGroups;
}

export interface NodeLoop {
  /** Once more after what is under way. */
  readonly turn: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Stands for EC2 and the kubelet: every instance of the cluster's groups becomes a node, and a node whose instance is gone goes too. */
export function startNodeLoop(aws: AwsClient, cluster: RunningCluster, plan: ClusterPlan): NodeLoop {
  const stopped = new AbortController();
  const turn = () => followInstances(aws, cluster, plan);
  const loop = async () => {
    while (!stopped.signal.aborted) {
      // An emulator that is busy answers the next time.
      await turn().catch(() => {});
      await sleep(2000, undefined, { signal: stopped.signal }).catch(() => {});
    }
  };
  const running = loop();
  return {
    turn,
    stop: async () => {
      stopped.abort();
      await running;
    },
  };
}

async function followInstances(aws: AwsClient, { api }: RunningCluster, plan: ClusterPlan): Promise<void> {
  const groups = await listGroups(aws);
  const wanted = groups.flatMap(({ Instances, Tags }) => {
    const tag = (key: string) => Tags.find(({ Key }) => Key === key)?.Value;
    const group = plan.nodeGroups.find(({ key }) => key === tag("eks:nodegroup-name"));
    if (group === undefined || tag("eks:cluster-name") !== plan.names.cluster) return [];
    return Instances.map(({ InstanceId, AvailabilityZone }) =>
      nodeOf(plan.region, group, { id: InstanceId, zone: AvailabilityZone }),
    );
  });
  const there = await api.list<KubernetesObject>("/api/v1/nodes");
  const names = (nodes: readonly KubernetesObject[]) => new Set(nodes.map(({ metadata }) => metadata.name));
  const [present, future] = [names(there), names(wanted)];
  for (const node of wanted) if (!present.has(node.metadata.name)) await api.call("POST", "/api/v1/nodes", node);
  for (const name of present) if (!future.has(name)) await api.call("DELETE", `/api/v1/nodes/${name}`);
}
