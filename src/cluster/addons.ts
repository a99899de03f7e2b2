import type { EksInputs } from "../../modules/eks/eks-inputs";
import { type AddonName, getKubernetesVersion } from "../../modules/kubernetes-versions";
import type { ClusterPlan } from "./cluster-plan";
import { disks } from "./disks";
import type { IdentityPlan } from "./identities";

type Addon = NonNullable<EksInputs["addons"]>[string];

/**
 * What a node needs to become Ready: without it the first node group waits for its nodes until it fails. They are installed while the node
 * groups still wait (`dataplane_wait_duration`), so that the first node already boots with prefix delegation, which decides how many pods it
 * takes.
 */
const beforeNodes: ReadonlySet<AddonName> = new Set(["vpc-cni", "kube-proxy", "eks-pod-identity-agent"]);

/** The add-ons of a cluster, each at the version that fits its Kubernetes. */
export function addonInputs(
  plan: ClusterPlan,
  roleArnOf: (identity: IdentityPlan) => string,
): Readonly<Record<string, Addon>> {
  const { addons } = getKubernetesVersion(plan.cluster.kubernetesVersion);
  const configurations = configurationsOf(plan);
  const installed = (Object.entries(addons) as [AddonName, string][]).filter(
    ([name]) => name !== "snapshot-controller" || plan.cluster.volumeSnapshots,
  );
  return Object.fromEntries(
    installed.map(([name, version]): [string, Addon] => {
      const identity = plan.identities.find(({ addon }) => addon === name);
      const configuration = configurations[name];
      return [
        name,
        {
          addon_version: version,
          most_recent: false,
          before_compute: beforeNodes.has(name),
          // An apply that died half-way leaves parts behind; they are the add-on's own.
          resolve_conflicts_on_create: "OVERWRITE",
          // What nodes run on stays on them while they are drained; it goes with the cluster.
          preserve: beforeNodes.has(name),
          ...(configuration === undefined ? {} : { configuration_values: JSON.stringify(configuration) }),
          ...(identity === undefined ? {} : identityInputs(identity, roleArnOf(identity))),
        },
      ];
    }),
  );
}

/**
 * What differs from the defaults, as `aws eks describe-addon-configuration` shows their schema.
 * https://github.com/aws/amazon-vpc-cni-k8s#cni-configuration-variables
 * https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/charts/aws-ebs-csi-driver/values.schema.json
 */
function configurationsOf({ names, tags, nodeGroups }: ClusterPlan): Partial<Record<AddonName, object>> {
  return {
    "vpc-cni": {
      enableNetworkPolicy: "true",
      env: {
        ENABLE_PREFIX_DELEGATION: "true",
        WARM_PREFIX_TARGET: "1",
        // Nodes stand behind NAT gateways, always: pods reach the other region and peers under their own addresses, not as their node.
        AWS_VPC_K8S_CNI_EXTERNALSNAT: "true",
      },
    },
    // The driver's policy goes by this tag. A StorageClass comes with the platform, which names it.
    "aws-ebs-csi-driver": {
      controller: { k8sTagClusterId: names.cluster, extraVolumeTags: tags },
      // It cannot ask the instance, whose metadata its pods do not reach, and would count one disk. One configuration for all nodes, so the most.
      node: { reservedVolumeAttachments: Math.max(...nodeGroups.map(({ group }) => Object.keys(disks(group)).length)) },
    },
  };
}

function identityInputs({ proof, serviceAccount }: IdentityPlan, roleArn: string): Partial<Addon> {
  if (proof === "irsa") return { service_account_role_arn: roleArn };
  return { pod_identity_association: [{ role_arn: roleArn, service_account: serviceAccount.name }] };
}
