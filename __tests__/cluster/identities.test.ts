import { describe, expect, it } from "vitest";
import { controllerNames } from "../../modules/controller-policies/controller-names";
import { maxInlinePolicyLength } from "../../modules/iam/role-policies";
import { clusterArn, planClusters } from "../../src/cluster/cluster-plan";
import type { EnvironmentInput } from "../../src/environment/environment";
import { clusterWith, dev, govCloud, local, parsed, prod } from "../literals";
import { simulate } from "../modules/policy-simulator";
import { synthesized } from "../synthesized";
import {
  central,
  clusterStackOf,
  clusterStacksOf,
  everything,
  followed,
  listed,
  permissionsOf,
  roleOf,
  rolesOf,
  statementsOf,
  west,
} from "./clusters";

/** Every controller with its service account, as charts and add-ons name it. */
const controllers = [
  ["alertmanager", "monitoring", "alertmanager"],
  ["aws-load-balancer-controller", "kube-system", "aws-load-balancer-controller"],
  ["cert-manager", "cert-manager", "cert-manager"],
  ["cloudwatch-exporter", "monitoring", "cloudwatch-exporter"],
  ["cluster-autoscaler", "kube-system", "cluster-autoscaler"],
  ["ebs-csi-driver", "kube-system", "ebs-csi-controller-sa"],
  ["external-secrets", "external-secrets", "external-secrets"],
  ["grafana", "monitoring", "grafana"],
  ["vpc-cni", "kube-system", "aws-node"],
] as const;

/** Add-ons make their associations themselves; a second one would be refused. */
const addons: readonly string[] = ["ebs-csi-driver", "vpc-cni"];

const regions = [
  [west, "euw1"],
  [central, "euc1"],
] as const;

const irsa = (namespace: string, name: string) => [
  {
    Sid: "ServiceAccount",
    Effect: "Allow",
    Principal: { Federated: `\${module.eks.oidc_provider_arn}` },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: {
      StringEquals: {
        [`\${module.eks.oidc_provider}:aud`]: "sts.amazonaws.com",
        [`\${module.eks.oidc_provider}:sub`]: `system:serviceaccount:${namespace}:${name}`,
      },
    },
  },
];

const podIdentity = (cluster: string, namespace: string, name: string) => [
  {
    Sid: "ServiceAccount",
    Effect: "Allow",
    Principal: { Service: "pods.eks.amazonaws.com" },
    Action: ["sts:AssumeRole", "sts:TagSession"],
    Condition: {
      StringEquals: {
        "aws:SourceAccount": "111122223333",
        "aws:RequestTag/eks-cluster-arn": cluster,
        "aws:RequestTag/kubernetes-namespace": namespace,
        "aws:RequestTag/kubernetes-service-account": name,
      },
    },
  },
];

it("every controller of the schema is in the tables of these tests", () => {
  expect(controllers.map(([controller]) => controller)).toEqual(controllerNames);
});

describe.each(regions)("the roles in %s", (region, shortCode) => {
  const stack = clusterStackOf(region, prod);

  it("are those of nodes, controllers and services that ask for permissions, under names with the region in them", () => {
    const names = ["node", ...controllers.map(([name]) => name), "svc-orders"];
    expect([...rolesOf(stack).keys()].toSorted()).toEqual(
      names.map((name) => `acme-prod-${shortCode}-${name}`).toSorted(),
    );
  });

  it.each(controllers)("let %s in by the token of its service account, and nobody else", (name, namespace, account) => {
    expect(roleOf(stack, `acme-prod-${shortCode}-${name}`).trust).toEqual(irsa(namespace, account));
  });

  it("let a service in by the token of its service account, which has its name", () => {
    expect(roleOf(stack, `acme-prod-${shortCode}-svc-orders`).trust).toEqual(irsa("shop", "orders"));
  });

  it("have no associations where nobody uses Pod Identity", () => {
    expect(stack.resources("aws_eks_pod_identity_association")).toEqual({});
  });
});

describe.each(regions)("with Pod Identity in %s", (region, shortCode) => {
  const stack = clusterStackOf(region, everything);
  const cluster = `arn:aws:eks:${region}:111122223333:cluster/acme-prod-${shortCode}`;
  const associations = Object.values(stack.resources("aws_eks_pod_identity_association"));
  const associationsOf = (role: string) =>
    associations
      .map(({ "//": _, ...association }) => ({ ...association, role_arn: followed(stack, association["role_arn"]) }))
      .filter(({ role_arn }) => role_arn === `arn:aws:iam::111122223333:role/${role}`);

  it.each(controllers)("%s is let in by its service account in this cluster only", (name, namespace, account) => {
    expect(roleOf(stack, `acme-prod-${shortCode}-${name}`).trust).toEqual(podIdentity(cluster, namespace, account));
  });

  it.each(controllers)("%s has one association, its add-on's own or this stack's", (name, namespace, account) => {
    const role = `acme-prod-${shortCode}-${name}`;
    const own = {
      cluster_name: `\${module.eks.cluster_name}`,
      namespace,
      service_account: account,
      role_arn: `arn:aws:iam::111122223333:role/${role}`,
    };
    expect(associationsOf(role)).toEqual(addons.includes(name) ? [] : [own]);
  });

  it("each service chooses for itself", () => {
    expect(roleOf(stack, `acme-prod-${shortCode}-svc-carts`).trust).toEqual(podIdentity(cluster, "shop", "carts"));
    expect(associationsOf(`acme-prod-${shortCode}-svc-carts`)).toHaveLength(1);
    expect(roleOf(stack, `acme-prod-${shortCode}-svc-orders`).trust).toEqual(irsa("shop", "orders"));
    expect(associationsOf(`acme-prod-${shortCode}-svc-orders`)).toEqual([]);
  });

  it("nothing is associated beside them", () => {
    expect(associations).toHaveLength(controllers.length - addons.length + 1);
  });

  it("what a role may do is the same", () => {
    for (const [name] of controllers) {
      const { managed, inline } = roleOf(stack, `acme-prod-${shortCode}-${name}`);
      expect({ managed, inline }).toEqual({
        managed: roleOf(clusterStackOf(region, prod), `acme-prod-${shortCode}-${name}`).managed,
        inline: roleOf(clusterStackOf(region, prod), `acme-prod-${shortCode}-${name}`).inline,
      });
    }
  });
});

it("one controller may use Pod Identity while the others do not", () => {
  const literal = { ...prod, cluster: clusterWith({ podIdentity: ["grafana"] }) };
  for (const { identities } of planClusters(parsed(literal))) {
    const proofs = Object.fromEntries(identities.map(({ id, proof }) => [id, proof]));
    const others = [...controllers.map(([name]) => name), "service-orders"].map((id) => [id, "irsa"]);
    expect(proofs).toEqual({ ...Object.fromEntries(others), grafana: "pod-identity" });
  }
});

describe.each(regions)("in %s", (region, shortCode) => {
  const stack = clusterStackOf(region, prod);
  const name = `acme-prod-${shortCode}`;
  const permissions = (role: string) => permissionsOf(stack, `${name}-${role}`);
  const arn = (service: string, resource: string) => `arn:aws:${service}:${region}:111122223333:${resource}`;

  it("the CNI has the policy of AWS for it, and nothing beside", () => {
    expect(roleOf(stack, `${name}-vpc-cni`)).toMatchObject({
      managed: ["arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy"],
      inline: [],
    });
  });

  it("nobody but nodes and the CNI has a policy of AWS", () => {
    const managed = [...rolesOf(stack)].filter(([, role]) => role.managed.length > 0).map(([role]) => role);
    expect(managed).toEqual([`${name}-node`, `${name}-vpc-cni`]);
  });

  it("cert-manager answers challenges in the one zone, by TXT records below _acme-challenge, and does nothing else", () => {
    const zone = "arn:aws:route53:::hostedzone/Z0123456789EXAMPLE";
    expect(permissions("cert-manager")).toEqual([
      { Sid: "AwaitChange", Effect: "Allow", Action: "route53:GetChange", Resource: "arn:aws:route53:::change/*" },
      { Sid: "LookAtZone", Effect: "Allow", Action: "route53:ListResourceRecordSets", Resource: zone },
      {
        Sid: "AnswerChallenges",
        Effect: "Allow",
        Action: "route53:ChangeResourceRecordSets",
        Resource: zone,
        Condition: {
          "ForAllValues:StringEquals": { "route53:ChangeResourceRecordSetsRecordTypes": ["TXT"] },
          "ForAllValues:StringLike": { "route53:ChangeResourceRecordSetsNormalizedRecordNames": ["_acme-challenge.*"] },
        },
      },
    ]);
  });

  it("cluster-autoscaler sizes the groups that are tagged for this cluster, and looks at the rest", () => {
    const [groups, nodeGroups, own, ...more] = permissions("cluster-autoscaler");
    expect(listed(groups?.Action).filter((action) => !/:(Describe|Get)/.test(action))).toEqual([]);
    expect(nodeGroups).toMatchObject({
      Action: "eks:DescribeNodegroup",
      Resource: arn("eks", `nodegroup/${name}/*/*`),
    });
    expect(own).toMatchObject({
      Action: ["autoscaling:SetDesiredCapacity", "autoscaling:TerminateInstanceInAutoScalingGroup"],
      Resource: arn("autoscaling", "autoScalingGroup:*:autoScalingGroupName/eks-*"),
      Condition: { StringEquals: { [`autoscaling:ResourceTag/kubernetes.io/cluster/${name}`]: "owned" } },
    });
    expect(more).toEqual([]);
  });

  it("alertmanager publishes to the topic of its region, by the key of that topic alone", () => {
    expect(permissions("alertmanager")).toEqual([
      { Sid: "PublishAlerts", Effect: "Allow", Action: "sns:Publish", Resource: arn("sns", `${name}-alarms`) },
      {
        Sid: "EncryptAlerts",
        Effect: "Allow",
        Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
        Resource: arn("kms", "key/*"),
        Condition: {
          StringEquals: { "kms:ViaService": `sns.${region}.amazonaws.com` },
          "ForAnyValue:StringEquals": { "kms:ResourceAliases": `alias/${name}-alarms` },
        },
      },
    ]);
  });

  it("cloudwatch-exporter reads metrics of its own region, and finds what they are of", () => {
    expect(permissions("cloudwatch-exporter")).toEqual([
      {
        Sid: "ReadMetrics",
        Effect: "Allow",
        Action: [
          "cloudwatch:GetMetricData",
          "cloudwatch:GetMetricStatistics",
          "cloudwatch:ListMetrics",
          "tag:GetResources",
        ],
        Resource: "*",
        Condition: { StringEquals: { "aws:RequestedRegion": region } },
      },
      { Sid: "NameAccount", Effect: "Allow", Action: "iam:ListAccountAliases", Resource: "*" },
    ]);
  });

  it("external-secrets reads what is there for services and the platform, and decrypts only that", () => {
    const secrets = ["platform", "services"].map((kind) => arn("secretsmanager", `secret:acme/prod/${kind}/*`));
    expect(permissions("external-secrets")).toEqual([
      {
        Sid: "ReadSecrets",
        Effect: "Allow",
        Action: [
          "secretsmanager:GetSecretValue",
          "secretsmanager:DescribeSecret",
          "secretsmanager:GetResourcePolicy",
          "secretsmanager:ListSecretVersionIds",
        ],
        Resource: secrets,
      },
      {
        Sid: "RefuseMasterUser",
        Effect: "Deny",
        Action: "secretsmanager:GetSecretValue",
        Resource: arn("secretsmanager", "secret:acme/prod/database/*"),
      },
      {
        Sid: "DecryptSecrets",
        Effect: "Allow",
        Action: "kms:Decrypt",
        Resource: arn("kms", "key/*"),
        Condition: {
          StringEquals: { "kms:ViaService": `secretsmanager.${region}.amazonaws.com` },
          StringLike: { "kms:EncryptionContext:SecretARN": secrets },
        },
      },
      {
        Sid: "ReadParameters",
        Effect: "Allow",
        Action: ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath"],
        Resource: arn("ssm", "parameter/acme/prod/*"),
      },
    ]);
  });

  it("external-secrets reaches the facts of the database, and not its master user", () => {
    const statements = permissions("external-secrets");
    const named = (type: string) =>
      [...synthesized(prod).values()]
        .filter(({ id }) => id.endsWith("-data"))
        .flatMap((data) => Object.values(data.resources(type)).map(({ name: resource }) => String(resource)));
    expect(named("aws_secretsmanager_secret")).toEqual(["acme/prod/database/credentials-1"]);
    for (const secret of named("aws_secretsmanager_secret")) {
      const resource = arn("secretsmanager", `secret:${secret}-AbCdEf`);
      expect(simulate(statements, { action: "secretsmanager:GetSecretValue", resource })).toBe("denied");
      const context = {
        "kms:ViaService": `secretsmanager.${region}.amazonaws.com`,
        "kms:EncryptionContext:SecretARN": resource,
      };
      expect(simulate(statements, { action: "kms:Decrypt", resource: arn("kms", "key/1"), context })).toBe(
        "not allowed",
      );
    }
    expect(named("aws_ssm_parameter").length).toBeGreaterThan(2);
    for (const parameter of named("aws_ssm_parameter")) {
      const resource = arn("ssm", `parameter${parameter}`);
      expect(simulate(statements, { action: "ssm:GetParameter", resource })).toBe("allowed");
    }
  });

  it("Grafana reads metrics of both regions and the logs of this environment, and changes nothing", () => {
    const [metrics, logs, ...more] = permissions("grafana");
    const changing = [metrics, logs]
      .flatMap((statement) => listed(statement?.Action))
      .filter((action) => !/:(Describe|Get|List)/.test(action));
    // To search is to start a query, and to stop it when the viewer leaves.
    expect(changing.toSorted()).toEqual(["logs:StartQuery", "logs:StopQuery"]);
    expect(metrics?.Condition).toEqual({ StringEquals: { "aws:RequestedRegion": [central, west] } });
    // Not those of the database, which may hold what no viewer of dashboards should read.
    const groups = regions
      .toReversed()
      .flatMap(([code, short]) =>
        [`/aws/eks/acme-prod-${short}/cluster`, `/aws/vpc-flow-log/acme-prod-${short}`].map(
          (group) => `arn:aws:logs:${code}:111122223333:log-group:${group}:*`,
        ),
      );
    expect(logs?.Resource).toEqual(groups);
    expect(more).toEqual([]);
  });

  it("a service may do what the file says, with this region and account filled in", () => {
    expect(permissions("svc-orders")).toEqual([
      { Sid: "Permission0", Effect: "Allow", Action: ["sqs:SendMessage"], Resource: [arn("sqs", "acme-prod-orders")] },
      {
        Sid: "SignInToDatabase",
        Effect: "Allow",
        Action: "rds-db:connect",
        // Of both regions: the writer may be in either.
        Resource: ["eu-central-1", "eu-west-1"].map((code) => `arn:aws:rds-db:${code}:111122223333:dbuser:*/orders`),
      },
    ]);
    expect(permissionsOf(clusterStackOf(region, everything), `${name}-svc-carts`)).toEqual([
      {
        Sid: "Permission0",
        Effect: "Allow",
        Action: ["dynamodb:GetItem", "dynamodb:PutItem"],
        Resource: [arn("dynamodb", "table/carts")],
      },
      {
        Sid: "Permission1",
        Effect: "Allow",
        Action: ["s3:Get*"],
        Resource: [`arn:aws:s3:::acme-${region}-111122223333`, `arn:aws:s3:::acme-${region}-111122223333/*`],
      },
    ]);
  });
});

describe("no role", () => {
  it("is made for a service that asks for nothing", () => {
    expect(Object.keys(everything.services ?? {})).toContain("front");
    for (const stack of clusterStacksOf(everything)) {
      const services = [...rolesOf(stack).keys()].filter((name) => name.includes("-svc-"));
      expect(services.map((name) => name.replace(/.*-svc-/, "")).toSorted()).toEqual(["carts", "orders"]);
    }
  });

  it("is made for cert-manager where the environment has no zone, nor for Alertmanager where nobody is told", () => {
    for (const stack of clusterStacksOf(dev)) {
      const roles = [...rolesOf(stack).keys()].map((name) => name.replace(/^acme-dev-eu(w|c)1-/, ""));
      expect(roles.toSorted()).toEqual(
        ["node", ...controllerNames].filter((name) => name !== "cert-manager" && name !== "alertmanager").toSorted(),
      );
      expect(stack.text).not.toContain("route53");
    }
  });
});

const environments: readonly (readonly [string, EnvironmentInput])[] = [
  ["dev", dev],
  ["prod", prod],
  ["local", local],
  ["prod in GovCloud", govCloud],
  ["prod with everything", everything],
];

/** Every policy of every role that the cluster stacks of an environment make, with what it must keep to. */
const policies = environments.flatMap(([environment, literal]) =>
  literal.regions.flatMap(({ code }) => {
    if (literal.cluster === undefined) return [];
    const roles = [...rolesOf(clusterStackOf(code, literal))];
    return roles.flatMap(([role, { inline }]) =>
      inline.map((text) => ({ environment, literal, region: code, role, text, statements: statementsOf(text) })),
    );
  }),
);

/** What may act on everything although it does more than look, and why. */
const actsOnEverything: Readonly<Record<string, string>> = {
  "elasticloadbalancing:SetWebAcl": "AWS knows no resource for it; in one region only",
  "logs:StopQuery": "ends one's own search; CloudWatch Logs knows no resource for it",
  "shield:CreateProtection": "the load balancer that an Ingress wants protected is not known before it is made",
  "wafv2:DisassociateWebACL": "AWS knows no resource for it; in one region only",
};

describe("every policy of a role", () => {
  it("is looked at here", () => {
    // Five environments, one of them without clusters; nine controllers less the CNI, less cert-manager and Alertmanager in dev, the services, and nodes that pull through.
    expect(policies.length).toBe(2 * (6 + 10 + 9 + 11));
  });

  it("allows no service as a whole, nor all but something", () => {
    for (const { statements, role } of policies) {
      for (const statement of statements) {
        expect(Object.keys(statement), role).toEqual(expect.arrayContaining(["Sid", "Effect", "Action", "Resource"]));
        expect(Object.keys(statement).filter((key) => key.startsWith("Not"))).toEqual([]);
        expect(statement.Effect, role).toBe(statement.Sid.startsWith("Refuse") ? "Deny" : "Allow");
        for (const action of listed(statement.Action))
          expect(action, role).toMatch(/^([a-z0-9-]+:[A-Z][A-Za-z]+\*?|rds-db:connect)$/);
      }
    }
  });

  it("has a name for each statement, used once", () => {
    for (const { statements, role } of policies) {
      const sids = statements.map(({ Sid }) => Sid);
      expect(new Set(sids).size, role).toBe(sids.length);
      for (const sid of sids) expect(sid, role).toMatch(/^[A-Za-z0-9]+$/);
    }
  });

  it("says nothing twice", () => {
    for (const { statements, role } of policies) {
      for (const { Sid, Action, Resource } of statements) {
        for (const list of [listed(Action), listed(Resource)])
          expect(new Set(list).size, `${role} ${Sid}`).toBe(list.length);
      }
    }
  });

  it("reaches everything only to look at it, with exceptions that are named here", () => {
    const acting = policies.flatMap(({ statements }) =>
      statements
        .filter(({ Resource }) => listed(Resource).includes("*"))
        .flatMap(({ Action }) => listed(Action))
        .filter((action) => !/:(Describe|Get|List)[A-Za-z]+$/.test(action)),
    );
    expect([...new Set(acting)].toSorted()).toEqual(Object.keys(actsOnEverything).toSorted());
  });

  it("fits into its role, with the longest names that roles have", () => {
    for (const { text, role } of policies) expect(text.length, role).toBeLessThanOrEqual(maxInlinePolicyLength);
    // acme-prod-euw1-aws-load-balancer-controller has 43 characters of 64.
    const longest = { ...prod, name: `prod${"x".repeat(64 - 43)}` };
    for (const [role, { inline }] of rolesOf(clusterStackOf("eu-west-1", longest)))
      for (const text of inline) expect(text.length, role).toBeLessThanOrEqual(maxInlinePolicyLength);
  });

  it("names resources of its own partition, region and account where they have one", () => {
    for (const { statements, role, region, literal } of policies) {
      const partition = region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
      const codes = literal.regions.map(({ code }) => code);
      const arns = statements.flatMap(({ Resource }) => listed(Resource)).filter((resource) => resource !== "*");
      for (const arn of arns) {
        const [prefix, inPartition, service = "", inRegion, account, ...resource] = arn.split(":");
        const global = ["route53", "iam", "s3", "shield"].includes(service);
        // Grafana shows what is known of the other region too, and the writer of the database may be there.
        const own = role.endsWith("-grafana") || service === "rds-db" ? codes : [region];
        const hasAccount = !["route53", "s3"].includes(service) && !resource.join(":").startsWith("snapshot/");
        expect([prefix, inPartition, account], arn).toEqual(["arn", partition, hasAccount ? literal.accountId : ""]);
        expect(global ? [""] : own, arn).toContain(inRegion);
      }
    }
  });
});

describe("every trust policy", () => {
  it("names one principal, one service account, and no wildcard", () => {
    const trusts = environments
      .filter(([, { cluster }]) => cluster !== undefined)
      .flatMap(([, literal]) => clusterStacksOf(literal).flatMap((stack) => [...rolesOf(stack).values()]))
      .map(({ trust }) => trust);
    expect(trusts.length).toBeGreaterThan(60);
    for (const trust of trusts) {
      expect(trust).toHaveLength(1);
      expect(JSON.stringify(trust)).not.toContain("*");
      expect(JSON.stringify(trust)).not.toContain("StringLike");
    }
  });
});

describe("in GovCloud", () => {
  it("everything names the partition", () => {
    for (const stack of clusterStacksOf(govCloud)) {
      expect(roleOf(stack, `acme-prod-${stack.id.includes("west") ? "usgw1" : "usge1"}-node`).managed).toEqual([
        "arn:aws-us-gov:iam::aws:policy/AmazonEKSWorkerNodePolicy",
        "arn:aws-us-gov:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly",
      ]);
      expect(stack.text).not.toContain("arn:aws:");
    }
  });

  it("the agent of Pod Identity speaks for a cluster of the partition", () => {
    expect(planClusters(parsed(govCloud)).map(clusterArn)).toEqual([
      "arn:aws-us-gov:eks:us-gov-west-1:111122223333:cluster/acme-prod-usgw1",
      "arn:aws-us-gov:eks:us-gov-east-1:111122223333:cluster/acme-prod-usge1",
    ]);
  });

  it("the audience of a token is the same", () => {
    const stack = clusterStackOf("us-gov-west-1", govCloud);
    expect(roleOf(stack, "acme-prod-usgw1-cluster-autoscaler").trust).toEqual(
      irsa("kube-system", "cluster-autoscaler"),
    );
  });
});
