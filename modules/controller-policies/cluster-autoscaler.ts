import type { PolicyStatement } from "../iam/policy-document";
import { arnIn, type ClusterScope, clusterTag } from "./cluster-scope";

/**
 * Looks at every group, as the API knows no narrower question, and sizes those of its own cluster only.
 * https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/cloudprovider/aws/README.md#iam-policy
 */
export function clusterAutoscalerPolicy(scope: ClusterScope): readonly PolicyStatement[] {
  return [
    {
      Sid: "LookAtGroups",
      Effect: "Allow",
      Action: [
        "autoscaling:DescribeAutoScalingGroups",
        "autoscaling:DescribeAutoScalingInstances",
        "autoscaling:DescribeLaunchConfigurations",
        "autoscaling:DescribeScalingActivities",
        "ec2:DescribeImages",
        "ec2:DescribeInstanceTypes",
        "ec2:DescribeLaunchTemplateVersions",
        "ec2:GetInstanceTypesFromInstanceRequirements",
      ],
      Resource: "*",
    },
    {
      Sid: "LookAtNodeGroups",
      Effect: "Allow",
      Action: "eks:DescribeNodegroup",
      Resource: arnIn(scope, "eks", `nodegroup/${scope.clusterName}/*/*`),
    },
    {
      Sid: "SizeOwnGroups",
      Effect: "Allow",
      Action: ["autoscaling:SetDesiredCapacity", "autoscaling:TerminateInstanceInAutoScalingGroup"],
      // EKS names and tags the groups of its managed node groups so.
      Resource: arnIn(scope, "autoscaling", "autoScalingGroup:*:autoScalingGroupName/eks-*"),
      Condition: {
        StringEquals: { [`autoscaling:ResourceTag/${clusterTag(scope)}`]: "owned" },
      },
    },
  ];
}
