import { describe, expect, it } from "vitest";
import { certManagerPolicy } from "../../modules/controller-policies/cert-manager";
import { clusterAutoscalerPolicy } from "../../modules/controller-policies/cluster-autoscaler";
import { ebsCsiDriverPolicy } from "../../modules/controller-policies/ebs-csi-driver";
import { externalSecretsPolicy } from "../../modules/controller-policies/external-secrets";
import { grafanaPolicy } from "../../modules/controller-policies/grafana";
import { loadBalancerControllerPolicy } from "../../modules/controller-policies/load-balancer-controller";
import {
  furtherLoadBalancerControllerActions,
  loadBalancerControllerActions,
} from "../../modules/controller-policies/load-balancer-controller-actions";
import type { PolicyStatement } from "../../modules/iam/policy-document";
import { charts } from "../../modules/versions";
import { clusterStackOf, listed, permissionsOf } from "../cluster/clusters";
import { prod } from "../literals";
import { type SimulatedRequest, simulate } from "./policy-simulator";

/** What a request is about, whatever it does. */
type About = Omit<SimulatedRequest, "action">;

const scope = { partition: "aws-us-gov", regionCode: "us-gov-west-1", accountId: "444455556666", clusterName: "shop" };

const named = (statements: readonly PolicyStatement[], sid: string): PolicyStatement => {
  const statement = statements.find(({ Sid }) => Sid === sid);
  if (statement === undefined) throw new Error(`no statement ${sid}: ${statements.map(({ Sid }) => Sid).join(", ")}`);
  return statement;
};

const actionsOf = (statements: readonly PolicyStatement[]) => statements.flatMap(({ Action }) => listed(Action));
const looks = (action: string) => /:(Describe|Get|List)/.test(action);
/** The statements that do more than look. */
const acting = (statements: readonly PolicyStatement[]) =>
  statements.filter((statement) => !listed(statement.Action).every(looks));

describe("what the load balancer controller calls", () => {
  const { actions, version, source } = loadBalancerControllerActions;

  it("is of the version that is installed", () => {
    expect(version).toBe(charts["aws-load-balancer-controller"].version);
    expect(source.split("/")).toContain(`v${version}`);
    expect(source).toMatch(/^https:\/\/raw\.githubusercontent\.com\/kubernetes-sigs\/aws-load-balancer-controller\//);
  });

  it("is sorted, each action once", () => {
    expect(actions).toEqual([...new Set(actions)].toSorted());
    expect(actions.length).toBeGreaterThan(70);
  });

  it("is exactly what its role may do", () => {
    const emitted = permissionsOf(clusterStackOf("eu-west-1", prod), "acme-prod-euw1-aws-load-balancer-controller");
    const further = furtherLoadBalancerControllerActions.flatMap((one) => one.actions);
    expect([...new Set(actionsOf(emitted))].toSorted()).toEqual([...actions, ...further].toSorted());
  });
});

describe("the policy of the load balancer controller", () => {
  const statements = loadBalancerControllerPolicy(scope);
  const tag = "elbv2.k8s.aws/cluster";
  const own = { [`aws:ResourceTag/${tag}`]: "shop" };
  const asOwn = { [`aws:RequestTag/${tag}`]: "shop" };

  it.each([
    ["DeleteOwnGroup", { StringEquals: own }],
    ["ManageOwnBalancer", { StringEquals: own }],
    ["CreateBalancer", { StringEquals: asOwn }],
    ["TagNewGroup", { StringEquals: { ...asOwn, "ec2:CreateAction": "CreateSecurityGroup" } }],
    [
      "TagNewBalancer",
      {
        StringEquals: {
          ...asOwn,
          "elasticloadbalancing:CreateAction": ["CreateTargetGroup", "CreateLoadBalancer"],
        },
      },
    ],
    // What is its own stays its own: nothing becomes its own by a tag, nor ceases to be.
    ["TagOwnGroup", { StringEquals: own, Null: { [`aws:RequestTag/${tag}`]: "true" } }],
    ["TagOwnBalancer", { StringEquals: own, Null: { [`aws:RequestTag/${tag}`]: "true" } }],
    ["FirstBalancerOfAccount", { StringEquals: { "iam:AWSServiceName": "elasticloadbalancing.amazonaws.com" } }],
  ])("%s is bound to what bears the tag of its cluster", (sid, condition) => {
    expect(named(statements, sid).Condition).toEqual(condition);
  });

  it("changes nothing without a condition but where these statements say so", () => {
    const unbound = acting(statements).filter(({ Condition }) => Condition === undefined);
    expect(unbound.map(({ Sid }) => Sid)).toEqual([
      "UseWebAcls",
      "Protect",
      "ManageProtections",
      "MakeRules",
      "CreateGroup",
      "ManageListeners",
      "TagListeners",
      "RegisterPods",
    ]);
  });

  it("registers pods in target groups only", () => {
    expect(named(statements, "RegisterPods")).toEqual({
      Sid: "RegisterPods",
      Effect: "Allow",
      Action: ["elasticloadbalancing:RegisterTargets", "elasticloadbalancing:DeregisterTargets"],
      Resource: "arn:aws-us-gov:elasticloadbalancing:us-gov-west-1:444455556666:targetgroup/*/*",
    });
  });

  const regional = "us-gov-west-1:444455556666";
  const alb = `arn:aws-us-gov:elasticloadbalancing:${regional}:loadbalancer/app/shop/1`;
  const ownAlb = { [`aws:ResourceTag/${tag}`]: "shop" };
  const inRegion = { "aws:RequestedRegion": "us-gov-west-1" };

  // What AWS asks for when an Ingress names a web ACL: the action for the ACL and for the balancer, and one of ELB's, the old or the new.
  // https://docs.aws.amazon.com/waf/latest/developerguide/security_iam_service-with-iam.html#security_iam_action-AssociateWebACL
  it.each<[string, About]>([
    ["wafv2:AssociateWebACL", { resource: `arn:aws-us-gov:wafv2:${regional}:regional/webacl/shop/1` }],
    ["wafv2:AssociateWebACL", { resource: alb }],
    ["wafv2:DisassociateWebACL", { context: inRegion }],
    ["wafv2:DisassociateWebACL", { resource: alb, context: inRegion }],
    ["wafv2:GetWebACLForResource", { resource: alb }],
    // What a refusal named of a balancer without one.
    ["wafv2:GetWebACLForResource", { resource: `arn:aws-us-gov:wafv2:${regional}:regional/webacl/*` }],
    ["elasticloadbalancing:SetWebAcl", { context: inRegion }],
    ["elasticloadbalancing:SetWebAcl", { resource: alb, context: inRegion }],
    ["elasticloadbalancing:CreateWebACLAssociation", { resource: alb, context: ownAlb }],
    ["elasticloadbalancing:DeleteWebACLAssociation", { resource: alb, context: ownAlb }],
    ["elasticloadbalancing:GetLoadBalancerWebACL", { resource: alb, context: ownAlb }],
    // WAF Classic names this in its refusals. https://github.com/kubernetes-sigs/aws-load-balancer-controller/issues/2322
    ["waf-regional:GetWebACLForResource", { resource: `arn:aws-us-gov:waf-regional:${regional}:*/*` }],
    ["waf-regional:AssociateWebACL", { resource: `arn:aws-us-gov:waf-regional:${regional}:webacl/1` }],
  ])("may %s", (action, request) => {
    expect(simulate(statements, { ...request, action })).toBe("allowed");
  });

  it.each<[string, string, About]>([
    [
      "a web ACL of CloudFront",
      "wafv2:AssociateWebACL",
      { resource: "arn:aws-us-gov:wafv2:us-east-1:444455556666:global/webacl/shop/1" },
    ],
    [
      "a web ACL of another region",
      "wafv2:AssociateWebACL",
      { resource: "arn:aws-us-gov:wafv2:us-gov-east-1:444455556666:regional/webacl/shop/1" },
    ],
    ["other regions", "elasticloadbalancing:SetWebAcl", { context: { "aws:RequestedRegion": "us-gov-east-1" } }],
    ["balancers of others", "elasticloadbalancing:DeleteWebACLAssociation", { resource: alb }],
    [
      "protections of another account",
      "shield:DeleteProtection",
      { resource: "arn:aws-us-gov:shield::111122223333:protection/1" },
    ],
    [
      "certificates of another account",
      "acm:DescribeCertificate",
      { resource: "arn:aws-us-gov:acm:us-gov-west-1:111122223333:certificate/1" },
    ],
  ])("leaves %s alone", (_, action, request) => {
    expect(simulate(statements, { ...request, action })).toBe("not allowed");
  });

  it("admits to groups of its cluster only: not to the database's", () => {
    expect(named(statements, "AdmitToNodes").Condition).toEqual({
      StringEquals: { "aws:ResourceTag/kubernetes.io/cluster/shop": "owned" },
    });
    expect(named(statements, "AdmitToOwnGroup").Condition).toEqual({
      StringEquals: { "aws:ResourceTag/elbv2.k8s.aws/cluster": "shop" },
    });
    expect(named(statements, "MakeRules").Resource).toBe(
      "arn:aws-us-gov:ec2:us-gov-west-1:444455556666:security-group-rule/*",
    );
  });
});

describe("the policy of the EBS driver", () => {
  const statements = ebsCsiDriverPolicy(scope);
  const tag = "kubernetes.io/cluster/shop";
  const volumes = "arn:aws-us-gov:ec2:us-gov-west-1:444455556666:volume/*";
  const snapshots = "arn:aws-us-gov:ec2:us-gov-west-1::snapshot/*";

  it.each([
    ["CreateOwn", { StringEquals: { [`aws:RequestTag/${tag}`]: "owned" } }],
    ["CreateFromOwn", { StringEquals: { [`aws:ResourceTag/${tag}`]: "owned" } }],
    ["ManageOwn", { StringEquals: { [`aws:ResourceTag/${tag}`]: "owned" } }],
    ["TagNew", { StringEquals: { "ec2:CreateAction": ["CreateVolume", "CreateSnapshot", "CopyVolumes"] } }],
  ])("%s is bound to volumes and snapshots of its cluster", (sid, condition) => {
    expect(named(statements, sid)).toMatchObject({ Resource: [volumes, snapshots], Condition: condition });
  });

  it("tags what it makes, and its own volumes afterwards, but for what says whose they are", () => {
    const tagging = statements.filter(({ Action }) =>
      listed(Action).some((action) => /Tags$/.test(action) && !looks(action)),
    );
    expect(tagging.map(({ Sid, Action }) => [Sid, Action])).toEqual([
      ["TagNew", "ec2:CreateTags"],
      ["TagOwn", ["ec2:CreateTags", "ec2:DeleteTags"]],
    ]);
    expect(named(statements, "TagOwn")).toMatchObject({
      Resource: volumes,
      Condition: {
        StringEquals: { "aws:ResourceTag/kubernetes.io/cluster/shop": "owned" },
        // Without it, a request that names no tag would take all of them away.
        Null: { "aws:TagKeys": "false" },
        "ForAllValues:StringNotEquals": {
          "aws:TagKeys": expect.arrayContaining(["kubernetes.io/cluster/shop", "ebs.csi.aws.com/cluster"]),
        },
      },
    });
  });

  it("touches instances only to attach volumes to them", () => {
    const ofInstances = statements.filter(({ Resource }) => listed(Resource).some((arn) => arn.includes("instance/")));
    expect(ofInstances).toMatchObject([
      {
        Action: ["ec2:AttachVolume", "ec2:DetachVolume"],
        Resource: "arn:aws-us-gov:ec2:us-gov-west-1:444455556666:instance/*",
      },
    ]);
  });

  // EKS tags instances of managed node groups so, and AWS's own policy for one cluster asks for it.
  // https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonEBSCSIDriverEKSClusterScopedPolicy.html
  it("attaches volumes to nodes of its cluster only", () => {
    expect(named(statements, "AttachToNodes").Condition).toEqual({
      StringEquals: { "aws:ResourceTag/eks:cluster-name": "shop" },
    });
  });

  it("does all that the driver does", () => {
    expect([...new Set(actionsOf(acting(statements)))].toSorted()).toEqual([
      "ec2:AttachVolume",
      "ec2:CopyVolumes",
      "ec2:CreateSnapshot",
      "ec2:CreateTags",
      "ec2:CreateVolume",
      "ec2:DeleteSnapshot",
      "ec2:DeleteTags",
      "ec2:DeleteVolume",
      "ec2:DetachVolume",
      "ec2:EnableFastSnapshotRestores",
      "ec2:LockSnapshot",
      "ec2:ModifyVolume",
    ]);
  });
});

describe("the policy of cluster-autoscaler", () => {
  const statements = clusterAutoscalerPolicy(scope);

  it("sizes nothing but groups that bear the tag of its cluster", () => {
    expect(acting(statements)).toEqual([
      {
        Sid: "SizeOwnGroups",
        Effect: "Allow",
        Action: ["autoscaling:SetDesiredCapacity", "autoscaling:TerminateInstanceInAutoScalingGroup"],
        Resource: "arn:aws-us-gov:autoscaling:us-gov-west-1:444455556666:autoScalingGroup:*:autoScalingGroupName/eks-*",
        Condition: { StringEquals: { "autoscaling:ResourceTag/kubernetes.io/cluster/shop": "owned" } },
      },
    ]);
  });

  // https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/cloudprovider/aws/README.md#full-cluster-autoscaler-features-policy-recommended
  it("looks at all that its documentation names", () => {
    expect(actionsOf(statements).filter(looks).toSorted()).toEqual([
      "autoscaling:DescribeAutoScalingGroups",
      "autoscaling:DescribeAutoScalingInstances",
      "autoscaling:DescribeLaunchConfigurations",
      "autoscaling:DescribeScalingActivities",
      "ec2:DescribeImages",
      "ec2:DescribeInstanceTypes",
      "ec2:DescribeLaunchTemplateVersions",
      "ec2:GetInstanceTypesFromInstanceRequirements",
      "eks:DescribeNodegroup",
    ]);
  });
});

describe("the policy of external-secrets", () => {
  it("only reads, and only below its path", () => {
    const statements = externalSecretsPolicy(scope, "shop/test");
    const secrets = ["platform", "services"].map(
      (kind) => `arn:aws-us-gov:secretsmanager:us-gov-west-1:444455556666:secret:shop/test/${kind}/*`,
    );
    expect(actionsOf(acting(statements))).toEqual(["kms:Decrypt"]);
    expect(statements.map(({ Resource }) => Resource)).toEqual([
      secrets,
      "arn:aws-us-gov:secretsmanager:us-gov-west-1:444455556666:secret:shop/test/database/*",
      "arn:aws-us-gov:kms:us-gov-west-1:444455556666:key/*",
      "arn:aws-us-gov:ssm:us-gov-west-1:444455556666:parameter/shop/test/*",
    ]);
    expect(named(statements, "DecryptSecrets").Condition).toEqual({
      // The name of the service is the same in every partition but China.
      StringEquals: { "kms:ViaService": "secretsmanager.us-gov-west-1.amazonaws.com" },
      StringLike: { "kms:EncryptionContext:SecretARN": secrets },
    });
  });

  // ListSecrets knows no resource: who may find secrets by tag or pattern sees the names of all that the account has.
  it("finds no secret whose name nobody gave", () => {
    expect(actionsOf(externalSecretsPolicy(scope, "shop/test"))).not.toContain("secretsmanager:ListSecrets");
  });
});

describe("the policy of cert-manager", () => {
  it("changes TXT records below _acme-challenge in its zone, and nothing else", () => {
    expect(acting(certManagerPolicy("aws-us-gov", "Z1"))).toEqual([
      {
        Sid: "AnswerChallenges",
        Effect: "Allow",
        Action: "route53:ChangeResourceRecordSets",
        Resource: "arn:aws-us-gov:route53:::hostedzone/Z1",
        Condition: {
          "ForAllValues:StringEquals": { "route53:ChangeResourceRecordSetsRecordTypes": ["TXT"] },
          "ForAllValues:StringLike": {
            "route53:ChangeResourceRecordSetsNormalizedRecordNames": ["_acme-challenge.*"],
          },
        },
      },
    ]);
  });
});

describe("the policy of Grafana", () => {
  const { partition, accountId } = scope;
  const logGroups = [
    { regionCode: "us-gov-west-1", name: "/aws/eks/shop/cluster" },
    { regionCode: "us-gov-east-1", name: "/aws/rds/instance/shop-*" },
  ];
  const statements = grafanaPolicy({
    partition,
    accountId,
    regionCodes: ["us-gov-west-1", "us-gov-east-1"],
    logGroups,
  });

  it("searches the named log groups, each in its region", () => {
    expect(named(statements, "SearchLogs")).toMatchObject({
      Action: ["logs:GetLogEvents", "logs:GetLogGroupFields", "logs:StartQuery"],
      Resource: [
        "arn:aws-us-gov:logs:us-gov-west-1:444455556666:log-group:/aws/eks/shop/cluster:*",
        "arn:aws-us-gov:logs:us-gov-east-1:444455556666:log-group:/aws/rds/instance/shop-*:*",
      ],
    });
  });

  it("reads metrics of the named regions", () => {
    expect(named(statements, "ReadMetrics")).toMatchObject({
      Resource: "*",
      Condition: { StringEquals: { "aws:RequestedRegion": ["us-gov-west-1", "us-gov-east-1"] } },
    });
    expect(
      actionsOf(statements).filter((action) => /:(Put|Delete|Set|Create|Enable|Disable|Tag)/.test(action)),
    ).toEqual([]);
  });
});
