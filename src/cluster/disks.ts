import type { EksInputs } from "../../modules/eks/eks-inputs";
import type { NodeGroup } from "./node-group-plan";

type NodeGroupInputs = NonNullable<EksInputs["eks_managed_node_groups"]>[string];

/**
 * The disks of a group's nodes. Bottlerocket keeps its system on a small first disk and everything else on a second one. Encrypted with the account's default key: with one
 * of our own, instances would not start before its policy knows the service-linked role of EC2 Auto Scaling.
 * https://bottlerocket.dev/en/os/latest/#/concepts/storage/
 */
export function disks({ operatingSystem, diskGiB }: NodeGroup): NonNullable<NodeGroupInputs["block_device_mappings"]> {
  const ebs = { volume_type: "gp3", encrypted: true, delete_on_termination: true };
  if (operatingSystem === "al2023")
    return { root: { device_name: "/dev/xvda", ebs: { ...ebs, volume_size: diskGiB } } };
  return {
    system: { device_name: "/dev/xvda", ebs: { ...ebs, volume_size: 4 } },
    data: { device_name: "/dev/xvdb", ebs: { ...ebs, volume_size: diskGiB } },
  };
}
