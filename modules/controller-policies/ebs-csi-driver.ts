import type { PolicyStatement } from "../iam/policy-document";
import { arnIn, type ClusterScope, clusterTag } from "./cluster-scope";

/** What the driver finds its volumes by. */
const driverTags = ["ebs.csi.aws.com/cluster", "ebs.csi.aws.com/cluster-name", "kubernetes.io/created-for/pvc/name"];

/**
 * Manages the volumes and snapshots that carry the tag of its own cluster, which the driver sets with `k8sTagClusterId`. Volumes that
 * somebody else made must carry it too before they can be attached. Volumes are encrypted with the key aws/ebs, which needs no grant; a
 * default key of the account's own must let this role use it.
 * https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/tagging.md
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonEBSCSIDriverPolicyV2.html
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonEBSCSIDriverEKSClusterScopedPolicy.html
 */
export function ebsCsiDriverPolicy(scope: ClusterScope): readonly PolicyStatement[] {
  const volumes = arnIn(scope, "ec2", "volume/*");
  // Snapshots and images have no account in their ARN.
  const snapshots = `arn:${scope.partition}:ec2:${scope.regionCode}::snapshot/*`;
  const tag = clusterTag(scope);
  const own = { StringEquals: { [`aws:ResourceTag/${tag}`]: "owned" } };
  const asOwn = { StringEquals: { [`aws:RequestTag/${tag}`]: "owned" } };
  const making = ["CreateVolume", "CreateSnapshot", "CopyVolumes"];
  return [
    {
      Sid: "Look",
      Effect: "Allow",
      Action: [
        "ec2:DescribeAvailabilityZones",
        "ec2:DescribeInstances",
        "ec2:DescribeInstanceTypes",
        "ec2:DescribeSnapshots",
        "ec2:DescribeTags",
        "ec2:DescribeVolumes",
        "ec2:DescribeVolumesModifications",
        "ec2:DescribeVolumeStatus",
      ],
      Resource: "*",
    },
    {
      Sid: "CreateOwn",
      Effect: "Allow",
      Action: making.map((call) => `ec2:${call}`),
      Resource: [volumes, snapshots],
      Condition: asOwn,
    },
    {
      Sid: "CreateFromOwn",
      Effect: "Allow",
      Action: making.map((call) => `ec2:${call}`),
      Resource: [volumes, snapshots],
      Condition: own,
    },
    {
      Sid: "TagNew",
      Effect: "Allow",
      Action: "ec2:CreateTags",
      Resource: [volumes, snapshots],
      Condition: { StringEquals: { "ec2:CreateAction": making } },
    },
    {
      // For a VolumeAttributesClass that changes tags, but not those that say whose a volume is, nor all of them at once.
      Sid: "TagOwn",
      Effect: "Allow",
      Action: ["ec2:CreateTags", "ec2:DeleteTags"],
      Resource: volumes,
      Condition: {
        ...own,
        Null: { "aws:TagKeys": "false" },
        "ForAllValues:StringNotEquals": { "aws:TagKeys": [tag, ...driverTags] },
      },
    },
    {
      Sid: "ManageOwn",
      Effect: "Allow",
      Action: [
        "ec2:AttachVolume",
        "ec2:DeleteSnapshot",
        "ec2:DeleteVolume",
        "ec2:DetachVolume",
        "ec2:EnableFastSnapshotRestores",
        "ec2:LockSnapshot",
        "ec2:ModifyVolume",
      ],
      Resource: [volumes, snapshots],
      Condition: own,
    },
    {
      Sid: "AttachToNodes",
      Effect: "Allow",
      Action: ["ec2:AttachVolume", "ec2:DetachVolume"],
      Resource: arnIn(scope, "ec2", "instance/*"),
      // EKS tags the instances of managed node groups so.
      Condition: { StringEquals: { "aws:ResourceTag/eks:cluster-name": scope.clusterName } },
    },
  ];
}
