import type { PolicyStatement } from "../iam/policy-document";
import { arnIn, type ClusterScope, clusterTag } from "./cluster-scope";

/**
 * Makes load balancers for its own cluster and manages what carries its tag; it also registers pods in target groups that Terraform made.
 * The conditions are those of the controller's own policy, with the name of the cluster where that one asks for any; what that one allows
 * for every resource stands with the resources that AWS's tables know.
 * https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/installation/#configure-iam
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export function loadBalancerControllerPolicy(scope: ClusterScope): readonly PolicyStatement[] {
  const { partition, regionCode, accountId, clusterName } = scope;
  const tag = "elbv2.k8s.aws/cluster";
  const own = { StringEquals: { [`aws:ResourceTag/${tag}`]: clusterName } };
  const asOwn = { StringEquals: { [`aws:RequestTag/${tag}`]: clusterName } };
  /** What is its own, as long as the tag that makes it so is not touched. */
  const ownButTag = { ...own, Null: { [`aws:RequestTag/${tag}`]: "true" } };
  const admitting = ["ec2:AuthorizeSecurityGroupIngress", "ec2:RevokeSecurityGroupIngress"];
  const securityGroups = arnIn(scope, "ec2", "security-group/*");
  const everyElb = arnIn(scope, "elasticloadbalancing", "*");
  const targetGroups = arnIn(scope, "elasticloadbalancing", "targetgroup/*/*");
  const balancers = [
    targetGroups,
    arnIn(scope, "elasticloadbalancing", "loadbalancer/net/*/*"),
    arnIn(scope, "elasticloadbalancing", "loadbalancer/app/*/*"),
  ];
  return [
    {
      Sid: "FirstBalancerOfAccount",
      Effect: "Allow",
      Action: "iam:CreateServiceLinkedRole",
      Resource: `arn:${partition}:iam::${accountId}:role/aws-service-role/elasticloadbalancing.amazonaws.com/*`,
      Condition: { StringEquals: { "iam:AWSServiceName": "elasticloadbalancing.amazonaws.com" } },
    },
    {
      Sid: "Look",
      Effect: "Allow",
      Action: [
        "ec2:DescribeAccountAttributes",
        "ec2:DescribeAddresses",
        "ec2:DescribeAvailabilityZones",
        "ec2:DescribeCoipPools",
        "ec2:DescribeInstances",
        "ec2:DescribeInternetGateways",
        "ec2:DescribeIpamPools",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeRouteTables",
        "ec2:DescribeSecurityGroups",
        "ec2:DescribeSubnets",
        "ec2:DescribeTags",
        "ec2:DescribeVpcPeeringConnections",
        "ec2:DescribeVpcs",
        "elasticloadbalancing:DescribeCapacityReservation",
        "elasticloadbalancing:DescribeListenerAttributes",
        "elasticloadbalancing:DescribeListenerCertificates",
        "elasticloadbalancing:DescribeListeners",
        "elasticloadbalancing:DescribeLoadBalancerAttributes",
        "elasticloadbalancing:DescribeLoadBalancers",
        "elasticloadbalancing:DescribeRules",
        "elasticloadbalancing:DescribeSSLPolicies",
        "elasticloadbalancing:DescribeTags",
        "elasticloadbalancing:DescribeTargetGroupAttributes",
        "elasticloadbalancing:DescribeTargetGroups",
        "elasticloadbalancing:DescribeTargetHealth",
        "elasticloadbalancing:DescribeTrustStores",
      ],
      Resource: "*",
    },
    {
      Sid: "LookInside",
      Effect: "Allow",
      Action: ["ec2:GetCoipPoolUsage", "ec2:GetSecurityGroupsForVpc"],
      Resource: [arnIn(scope, "ec2", "coip-pool/*"), arnIn(scope, "ec2", "vpc/*")],
    },
    {
      Sid: "ListOthers",
      Effect: "Allow",
      Action: [
        "acm:ListCertificates",
        "iam:ListServerCertificates",
        "shield:GetSubscriptionState",
        "wafv2:ListWebACLs",
      ],
      Resource: "*",
    },
    {
      Sid: "ReadCertificates",
      Effect: "Allow",
      Action: ["acm:DescribeCertificate", "cognito-idp:DescribeUserPoolClient", "iam:GetServerCertificate"],
      Resource: [
        arnIn(scope, "acm", "certificate/*"),
        arnIn(scope, "cognito-idp", "userpool/*"),
        `arn:${partition}:iam::${accountId}:server-certificate/*`,
      ],
    },
    {
      // Both sides are asked for. Where the web ACL is not known yet, WAF asks for regional/webacl/*, and WAF Classic for */*.
      Sid: "UseWebAcls",
      Effect: "Allow",
      Action: [
        "waf-regional:AssociateWebACL",
        "waf-regional:DisassociateWebACL",
        "waf-regional:GetWebACL",
        "waf-regional:GetWebACLForResource",
        "wafv2:AssociateWebACL",
        "wafv2:GetWebACL",
        "wafv2:GetWebACLForResource",
      ],
      Resource: [
        arnIn(scope, "wafv2", "regional/webacl/*"),
        arnIn(scope, "waf-regional", "*"),
        arnIn(scope, "elasticloadbalancing", "loadbalancer/app/*/*"),
      ],
    },
    {
      // AWS's table has no resource for the first, and its guide asks for the second on `*`: with an ARN they might match nothing.
      Sid: "SetWebAcl",
      Effect: "Allow",
      Action: ["elasticloadbalancing:SetWebAcl", "wafv2:DisassociateWebACL"],
      Resource: "*",
      Condition: { StringEquals: { "aws:RequestedRegion": regionCode } },
    },
    {
      // Shield has one endpoint for all regions, and no resource for what does not exist yet.
      Sid: "Protect",
      Effect: "Allow",
      Action: "shield:CreateProtection",
      Resource: "*",
    },
    {
      Sid: "ManageProtections",
      Effect: "Allow",
      Action: ["shield:DeleteProtection", "shield:DescribeProtection"],
      Resource: `arn:${partition}:shield::${accountId}:protection/*`,
    },
    {
      // The groups of the cluster's nodes, and no others: not the database's.
      Sid: "AdmitToNodes",
      Effect: "Allow",
      Action: admitting,
      Resource: securityGroups,
      Condition: { StringEquals: { [`aws:ResourceTag/${clusterTag(scope)}`]: "owned" } },
    },
    {
      Sid: "AdmitToOwnGroup",
      Effect: "Allow",
      Action: admitting,
      Resource: securityGroups,
      Condition: own,
    },
    {
      // A rule is a resource beside its group, which is asked for too.
      Sid: "MakeRules",
      Effect: "Allow",
      Action: admitting,
      Resource: arnIn(scope, "ec2", "security-group-rule/*"),
    },
    {
      Sid: "CreateGroup",
      Effect: "Allow",
      Action: "ec2:CreateSecurityGroup",
      Resource: [securityGroups, arnIn(scope, "ec2", "vpc/*")],
    },
    {
      Sid: "TagNewGroup",
      Effect: "Allow",
      Action: "ec2:CreateTags",
      Resource: securityGroups,
      Condition: { StringEquals: { ...asOwn.StringEquals, "ec2:CreateAction": "CreateSecurityGroup" } },
    },
    {
      Sid: "TagOwnGroup",
      Effect: "Allow",
      Action: ["ec2:CreateTags", "ec2:DeleteTags"],
      Resource: securityGroups,
      Condition: ownButTag,
    },
    {
      Sid: "DeleteOwnGroup",
      Effect: "Allow",
      Action: "ec2:DeleteSecurityGroup",
      Resource: securityGroups,
      Condition: own,
    },
    {
      Sid: "CreateBalancer",
      Effect: "Allow",
      Action: ["elasticloadbalancing:CreateLoadBalancer", "elasticloadbalancing:CreateTargetGroup"],
      Resource: everyElb,
      Condition: asOwn,
    },
    {
      Sid: "TagNewBalancer",
      Effect: "Allow",
      Action: "elasticloadbalancing:AddTags",
      Resource: balancers,
      Condition: {
        StringEquals: {
          ...asOwn.StringEquals,
          "elasticloadbalancing:CreateAction": ["CreateTargetGroup", "CreateLoadBalancer"],
        },
      },
    },
    {
      Sid: "TagOwnBalancer",
      Effect: "Allow",
      Action: ["elasticloadbalancing:AddTags", "elasticloadbalancing:RemoveTags"],
      Resource: balancers,
      Condition: ownButTag,
    },
    {
      Sid: "ManageOwnBalancer",
      Effect: "Allow",
      Action: [
        "elasticloadbalancing:CreateWebACLAssociation",
        "elasticloadbalancing:DeleteLoadBalancer",
        "elasticloadbalancing:DeleteTargetGroup",
        "elasticloadbalancing:DeleteWebACLAssociation",
        "elasticloadbalancing:GetLoadBalancerWebACL",
        "elasticloadbalancing:ModifyCapacityReservation",
        "elasticloadbalancing:ModifyIpPools",
        "elasticloadbalancing:ModifyListenerAttributes",
        "elasticloadbalancing:ModifyLoadBalancerAttributes",
        "elasticloadbalancing:ModifyTargetGroup",
        "elasticloadbalancing:ModifyTargetGroupAttributes",
        "elasticloadbalancing:SetIpAddressType",
        "elasticloadbalancing:SetSecurityGroups",
        "elasticloadbalancing:SetSubnets",
      ],
      Resource: everyElb,
      Condition: own,
    },
    {
      Sid: "ManageListeners",
      Effect: "Allow",
      Action: [
        "elasticloadbalancing:AddListenerCertificates",
        "elasticloadbalancing:CreateListener",
        "elasticloadbalancing:CreateRule",
        "elasticloadbalancing:DeleteListener",
        "elasticloadbalancing:DeleteRule",
        "elasticloadbalancing:ModifyListener",
        "elasticloadbalancing:ModifyRule",
        "elasticloadbalancing:RemoveListenerCertificates",
        "elasticloadbalancing:SetRulePriorities",
      ],
      Resource: everyElb,
    },
    {
      Sid: "TagListeners",
      Effect: "Allow",
      Action: ["elasticloadbalancing:AddTags", "elasticloadbalancing:RemoveTags"],
      Resource: ["listener", "listener-rule"].flatMap((type) =>
        ["app", "net"].map((kind) => arnIn(scope, "elasticloadbalancing", `${type}/${kind}/*/*/*`)),
      ),
    },
    {
      Sid: "RegisterPods",
      Effect: "Allow",
      Action: ["elasticloadbalancing:RegisterTargets", "elasticloadbalancing:DeregisterTargets"],
      Resource: targetGroups,
    },
  ];
}
