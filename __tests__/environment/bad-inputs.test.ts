import { describe, expect, it } from "vitest";
import type { Problem } from "../../src/config/problem";
import {
  databaseWith,
  problemsOf,
  problemsOfCluster,
  problemsOfGeneral,
  problemsOfService,
  prod,
  regionsWith,
} from "../literals";

/** One mistake, and the one problem that it is. */
type Row = readonly [what: string, problems: () => readonly Problem[], problem: Problem];

const role = "arn:aws:iam::111122223333:role";
const administrator = { grant: "administrator", principalArn: `${role}/platform-admin` } as const;

const environment = (change: object) => () => problemsOf(change as Readonly<Record<string, unknown>>);
const cluster = (change: object) => () => problemsOfCluster(change);
const general = (change: object) => () => problemsOfGeneral(change);
const service = (change: object) => () => problemsOfService(change);
const database = (change: object) => environment({ database: { ...databaseWith({}), ...change } });
const subscriber = (protocol: string, endpoint: string) =>
  environment({ alarms: { subscribers: [{ protocol, endpoint }] } });
const permission = (action: string, resource: string) =>
  service({ permissions: [{ actions: [action], resources: [resource] }] });
const access = (change: object) =>
  cluster({ access: { platform: administrator, other: { ...administrator, ...change } } });

function rows(kind: string, table: readonly Row[]): void {
  describe(kind, () => {
    it.each(table)("refuses %s, once and where it stands", (_, problems, problem) => {
      expect(problems()).toEqual([problem]);
    });
  });
}

rows("names that AWS keeps for itself", [
  ...["aws", "awsome", "ssm-platform", "sg", "sg-platform", "internal"].map(
    (organization): Row => [
      `the organization ${organization}`,
      environment({ organization }),
      {
        path: "organization",
        got: JSON.stringify(organization),
        expected: "a name that starts with none of aws, ssm, sg-, internal-",
        fix: "choose another: AWS takes no parameters that start with aws or ssm, no security groups with sg- and no load balancers with internal-",
      },
    ],
  ),
  [
    "an organization whose buckets S3 keeps",
    environment({ organization: "sthree" }),
    {
      path: "organization",
      got: '"sthree-prod-euw1-111122223333-tfstate"',
      expected: "no prefix that S3 keeps for itself, in the names of both state buckets",
      fix: "choose another organization, or set state.bucketPrefix",
    },
  ],
  ...(
    [
      [{ tags: { "rds:owner": "x" } }, 'tags["rds:owner"]', "rds:owner"],
      [{ tags: { "AWS:owner": "x" } }, 'tags["AWS:owner"]', "AWS:owner"],
      [{ tags: { team: "aws:x" } }, "tags.team", "aws:x"],
      [{ tags: { team: "rds:x" } }, "tags.team", "rds:x"],
      [{ owner: "rds:platform" }, "owner", "rds:platform"],
    ] as const
  ).map(
    ([change, path, got]): Row => [
      `${JSON.stringify(change)} as a tag`,
      environment(change),
      {
        path,
        got: JSON.stringify(got),
        expected: "a text that does not start with aws: or rds:",
        fix: "rename it: AWS keeps those prefixes for itself, in keys and in values",
      },
    ],
  ),
  [
    "a user that PostgreSQL keeps",
    database({ username: "pg_tandem" }),
    {
      path: "database.username",
      got: '"pg_tandem"',
      expected: "a name that neither RDS nor PostgreSQL keeps for itself",
      fix: "rename it: PostgreSQL keeps names that start with pg_ for its own roles",
    },
  ],
  ...["admin", "rdsadmin", "rds_superuser", "rds_replication", "public"].map(
    (username): Row => [
      `the user ${username}`,
      database({ username }),
      {
        path: "database.username",
        got: JSON.stringify(username),
        expected: "a name that neither RDS nor PostgreSQL keeps for itself",
        fix: "rename it: RDS has a role of this name itself, or refuses it",
      },
    ],
  ),
  ...(["username", "name"] as const).map(
    (field): Row => [
      `user as ${field}, a key word of SQL`,
      database({ [field]: "user" }),
      {
        path: `database.${field}`,
        got: '"user"',
        expected: "a name that neither RDS nor PostgreSQL keeps for itself",
        fix: "rename it: it is a key word of SQL, which RDS refuses as a name",
      },
    ],
  ),
  ...["template0", "template1", "rdsadmin"].map(
    (name): Row => [
      `the database ${name}`,
      database({ name }),
      {
        path: "database.name",
        got: JSON.stringify(name),
        expected: "a name that neither RDS nor PostgreSQL keeps for itself",
        fix: "rename it: every instance has a database of this name already",
      },
    ],
  ),
  [
    "a namespace with the prefix of Kubernetes",
    service({ namespace: "kube-shop" }),
    {
      path: "services.orders.namespace",
      got: '"kube-shop"',
      expected:
        "a namespace of its own, none of kube-system, cert-manager, external-secrets, monitoring, kube-node-lease, node-exporter, kube-public, front-door, nor another that starts with kube-",
      fix: "choose another namespace: those belong to the platform",
    },
  ],
  [
    "the environment all",
    // The name of the file is checked where files are read.
    environment({ name: "all" }),
    { path: "name", got: '"all"', expected: "another name than all", fix: "rename it: all selects every environment" },
  ],
]);

rows("names of principals", [
  [
    "a role of IAM Identity Center without its path",
    access({ principalArn: `${role}/AWSReservedSSO_Admin_0123456789abcdef` }),
    {
      path: "cluster.access.other.principalArn",
      got: `"${role}/AWSReservedSSO_Admin_0123456789abcdef"`,
      expected:
        "the path of a role of IAM Identity Center: role/aws-reserved/sso.amazonaws.com/<region>/AWSReservedSSO_...",
      fix: "copy the ARN whole: aws iam list-roles --path-prefix /aws-reserved/sso.amazonaws.com/",
    },
  ],
  [
    "a service-linked role without its path",
    cluster({ keyAdministrators: [`${role}/AWSServiceRoleForAutoScaling`] }),
    {
      path: "cluster.keyAdministrators[0]",
      got: `"${role}/AWSServiceRoleForAutoScaling"`,
      expected: "the ARN of an IAM role or user, such as arn:aws:iam::111122223333:role/platform-admins",
      fix: "name the role itself: sessions of it (sts, assumed-role), the account's root and service-linked roles can be given no access",
    },
  ],
  [
    "a deployer of namespaces that take in the platform's",
    access({ grant: "deployer", principalArn: `${role}/pipeline`, namespaces: ["shop", "kube-*"] }),
    {
      path: "cluster.access.other.namespaces[1]",
      got: '"kube-*"',
      expected:
        "none of kube-system, cert-manager, external-secrets, monitoring, kube-node-lease, node-exporter, kube-public, front-door, nor another that starts with kube-",
      fix: "grant administrator instead: whoever runs pods there can act as a controller",
    },
  ],
]);

const emailFlaw = {
  expected: "an address, such as on-call@example.com",
  fix: "write the address alone, without a name or mailto:",
};
const httpsFlaw = {
  expected: "a URL that starts with https:// and names a host of the internet",
  fix: "write it as https://alerts.example.com/path; SNS comes from the internet, not from the VPC",
};
const sqsFlaw = {
  expected: "the ARN of protocol sqs, such as arn:aws:sqs:eu-west-1:111122223333:orders-alarms",
  fix: "copy the ARN whole, and let protocol say what it is the ARN of",
};
const lambdaFlaw = {
  expected: "the ARN of protocol lambda, such as arn:aws:lambda:eu-west-1:111122223333:function:page-on-call",
  fix: "copy the ARN whole, and let protocol say what it is the ARN of",
};

rows("endpoints that SNS refuses", [
  ...(
    [
      ["email", "on-call", emailFlaw],
      ["email", "on-call@example", emailFlaw],
      ["email", "mailto:on-call@example.com", emailFlaw],
      ["email", "On Call <on-call@example.com>", emailFlaw],
      ["email", "", emailFlaw],
      ["https", "alerts.example.com", httpsFlaw],
      ["https", "http://alerts.example.com", httpsFlaw],
      ["https", "https://alerts", httpsFlaw],
      ["https", "https://alerts.example.com/{key}", httpsFlaw],
      ["https", "https://10.0.0.7/alarms", httpsFlaw],
      ["https", "https://alerts.prod.internal/", httpsFlaw],
      ["sqs", "https://sqs.eu-west-1.amazonaws.com/111122223333/alarms", sqsFlaw],
      ["sqs", "arn:aws:sns:eu-west-1:111122223333:alarms", sqsFlaw],
      ["sqs", "arn:aws:sqs:eu-wst-1:111122223333:alarms", sqsFlaw],
      ["sqs", "arn:aws-cn:sqs:cn-north-1:111122223333:alarms", sqsFlaw],
      ["sqs", "arn:aws:sqs:us-gov-west-1:111122223333:alarms", sqsFlaw],
      ["lambda", "arn:aws:lambda:eu-west-1:111122223333:page", lambdaFlaw],
      ["lambda", "page-on-call", lambdaFlaw],
    ] as const
  ).map(
    ([protocol, endpoint, flaw]): Row => [
      `${protocol} to ${JSON.stringify(endpoint)}`,
      subscriber(protocol, endpoint),
      { path: "alarms.subscribers[0].endpoint", got: JSON.stringify(endpoint), ...flaw },
    ],
  ),
  [
    "a FIFO queue",
    subscriber("sqs", "arn:aws:sqs:eu-west-1:111122223333:alarms.fifo"),
    {
      path: "alarms.subscribers[0].endpoint",
      got: '"arn:aws:sqs:eu-west-1:111122223333:alarms.fifo"',
      expected: "a standard queue: topics of alarms are standard ones, and SNS delivers those to no FIFO queue",
      fix: "name a standard queue",
    },
  ],
  [
    "a queue of another partition",
    subscriber("sqs", "arn:aws-us-gov:sqs:us-gov-west-1:111122223333:alarms"),
    {
      path: "alarms.subscribers[0].endpoint",
      got: '"arn:aws-us-gov:sqs:us-gov-west-1:111122223333:alarms"',
      expected: "an ARN of partition aws, as eu-west-1 is",
      fix: "name a subscriber of that partition: SNS delivers to no other",
    },
  ],
  [
    "one subscriber twice",
    environment({
      alarms: { subscribers: Array(2).fill({ protocol: "email", endpoint: "on-call@example.com" }) },
    }),
    {
      path: "alarms.subscribers[1].endpoint",
      got: '"on-call@example.com", a second time',
      expected: "every name once",
      fix: "remove one of the two",
    },
  ],
]);

rows("texts that say nothing", [
  [
    "an owner of spaces",
    environment({ owner: "  " }),
    { path: "owner", got: '"  "', expected: "a text that is not empty", fix: "write something" },
  ],
]);

rows("types, zones and regions that do not exist", [
  [
    "a size that the family lacks",
    general({ instanceTypes: ["m7i.3xlarge"] }),
    {
      path: "cluster.nodeGroups.general.instanceTypes[0]",
      got: '"m7i.3xlarge"',
      expected:
        "a size that the family has: large, xlarge, 2xlarge, 4xlarge, 8xlarge, 12xlarge, 16xlarge, 24xlarge, 48xlarge",
      fix: "choose one of them; where EC2 has more by now, renew the tables of 2026-10-27: npm run instance-types",
    },
  ],
  [
    "a family that is none",
    general({ instanceTypes: ["m7ix.xlarge"] }),
    {
      path: "cluster.nodeGroups.general.instanceTypes[0]",
      got: '"m7ix.xlarge"',
      expected: "a family that EC2 has, such as m7a, m7g, m7gd, m7i, m7i-flex",
      fix: "choose one of them; where EC2 has more by now, renew the tables of 2026-10-27: npm run instance-types",
    },
  ],
  [
    "a class that the family lacks",
    database({
      instances: { primary: { instanceClass: "db.r7g.48xlarge" }, failover: { instanceClass: "db.r7g.large" } },
    }),
    {
      path: "database.instances.primary.instanceClass",
      got: '"db.r7g.48xlarge"',
      expected: "a size that the family has: large, xlarge, 2xlarge, 4xlarge, 8xlarge, 12xlarge, 16xlarge",
      fix: "choose one of them; where RDS for PostgreSQL has more by now, renew the tables of 2026-10-27: npm run instance-types",
    },
  ],
  [
    "a class of a family that RDS does not have",
    database({
      instances: { primary: { instanceClass: "db.m7a.large" }, failover: { instanceClass: "db.m7g.large" } },
    }),
    {
      path: "database.instances.primary.instanceClass",
      got: '"db.m7a.large"',
      expected: "a family that RDS for PostgreSQL has, such as m7g, m7i",
      fix: "choose one of them; where RDS for PostgreSQL has more by now, renew the tables of 2026-10-27: npm run instance-types",
    },
  ],
  [
    "a zone that the region lacks",
    environment({ regions: regionsWith({ zones: ["euw1-az1", "euw1-az9"] }) }),
    {
      path: "regions[0].zones[1]",
      got: '"euw1-az9"',
      expected: "a zone that eu-west-1 has: euw1-az1, euw1-az2, euw1-az3",
      fix: 'list the zone ids of eu-west-1: aws ec2 describe-availability-zones --region eu-west-1 --query "AvailabilityZones[].ZoneId"',
    },
  ],
]);

it("a zone that hosts no control plane is not proposed", () => {
  const regions = regionsWith({ code: "us-west-1", zones: ["usw1-az1", "usw1-az7"] });
  expect(problemsOf({ regions, database: undefined, services: {} }).map(({ expected }) => expected)).toEqual([
    "a zone that us-west-1 has: usw1-az1, usw1-az3",
  ]);
});

describe("regions of other partitions", () => {
  it.each([
    [
      "cn-north-1",
      "choose one of those: China is the partition aws-cn: accounts of its own, endpoints below amazonaws.com.cn, and no Global Accelerator, which leads users from one region to the other",
    ],
    [
      "eusc-de-east-1",
      "choose one of those: the European Sovereign Cloud is the partition aws-eusc: accounts and endpoints of its own, and one region, so no pair",
    ],
    [
      "us-isob-east-1",
      "choose one of those: this is a partition for classified work, whose endpoints are of another domain",
    ],
    ["eu-wst-1", "correct the region's code, or add the region to modules/aws-regions.ts"],
  ])("%s is refused with the reason", (code, fix) => {
    const [problem, ...others] = problemsOf({ regions: regionsWith({ code }) });
    expect(problem).toMatchObject({ path: "regions[0].code", got: JSON.stringify(code), fix });
    expect(problem?.expected).toMatch(/^one of af-south-1, ap-east-1, /);
    expect(others).toEqual([]);
  });
});

rows("constraints that no version meets", [
  ...["~> 5.0", ">= 7", "= 6.27.0", "< 6.28"].map(
    (awsProvider): Row => [
      `${awsProvider}, which no module takes`,
      environment({ terraform: { awsProvider } }),
      {
        path: "terraform.awsProvider",
        got: JSON.stringify(awsProvider),
        expected:
          "a constraint that some version of >= 6.28, < 7 meets: the public modules take no older one, and no newer one was tried",
        fix: "widen it, or remove the field",
      },
    ],
  ),
  ...[">= 6.28, < 6.0", "= 6.30.0, = 6.31.0", "~> 6.28.1, > 6.29"].map(
    (awsProvider): Row => [
      `${awsProvider}, which contradicts itself`,
      environment({ terraform: { awsProvider } }),
      {
        path: "terraform.awsProvider",
        got: JSON.stringify(awsProvider),
        expected: "a constraint that some version meets",
        fix: "correct its bounds",
      },
    ],
  ),
]);

const special = [
  ["0.0.0.0/16", "0.0.0.0/8, which is the host itself"],
  ["127.0.0.0/16", "127.0.0.0/8, which is loopback"],
  ["169.254.0.0/16", "169.254.0.0/16, which is link-local: instance metadata, DNS and time of AWS are there"],
  ["224.0.0.0/16", "224.0.0.0/4, which is multicast"],
  ["255.255.0.0/16", "240.0.0.0/4, which is reserved"],
] as const;

rows(
  "addresses that no network can have",
  special.flatMap(([cidr, which]): Row[] => {
    const flaw = {
      expected: `a range of networks, and nothing of ${which}`,
      fix: "choose a private range, for example inside 10.0.0.0/8",
    };
    const got = JSON.stringify(cidr);
    return [
      [`the VPC ${cidr}`, environment({ regions: regionsWith({ cidr }) }), { path: "regions[0].cidr", got, ...flaw }],
      [`the peer ${cidr}`, environment({ peers: { lab: { cidr } } }), { path: "peers.lab.cidr", got, ...flaw }],
    ];
  }),
);

rows("numbers", [
  ...[0, -5, 1.5, 5, 111].map(
    (maxPods): Row => [
      `${maxPods} pods on a node`,
      general({ userData: { kubelet: { maxPods } } }),
      {
        path: "cluster.nodeGroups.general.userData.kubelet.maxPods",
        got: String(maxPods),
        expected:
          "a whole number from 6 to 110: the platform has 5 pods on every node, and EKS runs 110 on these instance types",
        fix: "correct it, or remove it",
      },
    ],
  ),
  [
    "more taints than EKS takes",
    general({ taints: Array.from({ length: 51 }, (_, i) => ({ key: `k${i}`, value: "x", effect: "NoSchedule" })) }),
    {
      path: "cluster.nodeGroups.general.taints",
      got: expect.stringContaining('[{"key":"k0"'),
      expected: "at most 50 values",
      fix: "leave some out: EKS takes no more in a node group",
    },
  ],
  [
    "more storage than can still grow",
    database({ storage: { allocatedGiB: 60_000, maxAllocatedGiB: 65_536 } }),
    {
      path: "database.storage.allocatedGiB",
      got: "60000",
      expected: "a whole number from 20 to 59578",
      fix: "RDS has volumes of up to 65536 GiB, and asks for a tenth of room in maxAllocatedGiB; split the data over two databases",
    },
  ],
  [
    "a disk beyond what a volume has",
    general({ diskGiB: 20_000 }),
    {
      path: "cluster.nodeGroups.general.diskGiB",
      got: "20000",
      expected: "a whole number from 20 to 16384",
      fix: "give pods that keep data volumes of their own",
    },
  ],
  [
    "backups for longer than RDS keeps them",
    database({ backups: { retentionDays: 36 } }),
    {
      path: "database.backups.retentionDays",
      got: "36",
      expected: "a whole number from 1 to 35",
      fix: "RDS keeps automated backups for at most 35 days; AWS Backup keeps others for longer",
    },
  ],
  [
    "logs for longer than CloudWatch keeps them",
    environment({ flowLogs: { retentionDays: 4000 } }),
    {
      path: "flowLogs.retentionDays",
      got: "4000",
      expected:
        "one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653",
      fix: "choose 3653: CloudWatch Logs keeps nothing longer but what is kept for ever",
    },
  ],
]);

rows("wildcards around the check of permissions", [
  ...["s3:D*", "sqs:S*", "s3:Ge*"].map(
    (action): Row => [
      `${action}, which stands for more than it seems`,
      permission(action, "arn:aws:s3:::acme-orders/*"),
      {
        path: "services.orders.permissions[0].actions[0]",
        got: JSON.stringify(action),
        expected: "a whole word before the wildcard, such as s3:Get*",
        fix: "write the word out, or name each action: a letter stands for more than it seems",
      },
    ],
  ),
  ...[
    ["iam:Pass*", "Get, List, Simulate"],
    ["iam:put*", "Get, List, Simulate"],
    ["sts:Assume*", "Decode"],
    ["kms:Create*", "Decrypt, Describe, Encrypt, Generate, Get, List, ReEncrypt, Verify"],
    ["organizations:Attach*", "Describe, List"],
    ["eks:Associate*", "Describe, List"],
    ["secretsmanager:Put*", "Describe, Get, List"],
  ].map(([action = "", verbs]): Row => {
    const [service] = action.split(":");
    return [
      `${action}, which can hand out rights`,
      permission(action, `arn:aws:${service}:{region}:{account}:x/orders`),
      {
        path: "services.orders.permissions[0].actions[0]",
        got: JSON.stringify(action),
        expected: `of ${service}, no wildcard but behind ${verbs}`,
        fix: "name each action: the others of this service can hand out rights",
      },
    ];
  }),
  ...[
    ["s3:Delete*", "*"],
    ["s3:Delete*", "arn:aws:s3:::*"],
    ["s3:Delete*", "arn:aws:s3:::*/*"],
    ["sqs:Delete*", "arn:aws:sqs:*:*:*"],
    ["dynamodb:Delete*", "arn:aws:dynamodb:{region}:{account}:table/*"],
  ].map(
    ([action = "", resource = ""]): Row => [
      `${action} on ${resource}`,
      permission(action, resource),
      {
        path: "services.orders.permissions[0]",
        got: expect.stringContaining(JSON.stringify(action)),
        expected: "no wildcard in the actions of a permission for every resource",
        fix: "name the resources, or each action",
      },
    ],
  ),
]);

rows("tags that others go by", [
  ...["Name", "name", "Environment", "managed-by"].map(
    (key): Row => [
      `the key ${key}`,
      environment({ tags: { [key]: "x" } }),
      {
        path: /^\w+$/.test(key) ? `tags.${key}` : `tags["${key}"]`,
        got: JSON.stringify(key),
        expected: "none of environment, region, layer, owner, managed-by, name",
        fix: "rename the tag: Tandem and the modules set those; IAM tells no upper from lower case",
      },
    ],
  ),
  ...["CSIVolumeName", "CSIVolumeSnapshotName", "ebs.csi.aws.com/cluster", "kubernetes.io", "kubernetes.io/x"].map(
    (key): Row => [
      `${key}, with which the controller of EBS volumes does not start`,
      environment({ tags: { [key]: "x" } }),
      {
        path: /^\w+$/.test(key) ? `tags.${key}` : `tags["${key}"]`,
        got: JSON.stringify(key),
        expected: "no key of Kubernetes",
        fix: "rename the tag: controllers go by those",
      },
    ],
  ),
  [
    "a key that the driver of EBS would read as key and value",
    environment({ tags: { "team=a": "x" } }),
    {
      path: 'tags["team=a"]',
      got: '"team=a"',
      expected: "no = in a key",
      fix: "rename the tag: the driver of EBS reads what follows as the value",
    },
  ],
]);

const podinfo = {
  registry: "ghcr.io",
  repository: "stefanprodan/podinfo",
  tag: "1.0.0",
  digest: `sha256:${"0".repeat(64)}`,
};
const whenDown = { accepted: "leave-region", because: "a test" } as const;
const services = (change: object, more: object = {}) =>
  environment({ services: { ...prod.services, ...change }, ...more });
const exposed = (name: string, expose: object) =>
  services({ [name]: { namespace: "shop", image: podinfo, expose: { whenDown, ...expose } } });
const rightsFix =
  'name what it really calls, or accept it on the permission: rights: { accepted: "hands-out-rights", because: "..." }';

rows("a service that would make its region red without meaning to", [
  [
    "exposed, and nothing said of when it is down",
    exposed("carts", { path: "/carts", whenDown: undefined }),
    {
      path: "services.carts.expose.whenDown",
      got: "nothing",
      expected:
        '{ accepted: "leave-region", because: "..." }: while none of its pods is healthy, all users of all services leave the region',
      fix: "add services.carts.expose.whenDown",
    },
  ],
]);

rows("rights that a service could become somebody else with", [
  ...(
    [
      ["iam:PassRole", "arn:aws:iam::{account}:role/orders"],
      ["iam:AttachRolePolicy", "arn:aws:iam::{account}:role/orders"],
      ["iam:CreateAccessKey", "arn:aws:iam::{account}:user/orders"],
      ["kms:PutKeyPolicy", "arn:aws:kms:{region}:{account}:key/1234"],
      ["kms:CreateGrant", "arn:aws:kms:{region}:{account}:key/1234"],
      ["secretsmanager:PutResourcePolicy", "arn:aws:secretsmanager:{region}:{account}:secret:x"],
      ["lambda:UpdateFunctionCode", "arn:aws:lambda:{region}:{account}:function:x"],
      ["ssm:SendCommand", "arn:aws:ssm:{region}:{account}:document/x"],
      ["eks:CreateAccessEntry", "arn:aws:eks:{region}:{account}:cluster/x"],
      ["sts:AssumeRole", "*"],
      ["sts:AssumeRole", "arn:aws:iam::{account}:role/*"],
      ["sts:assumerole", "arn:aws:iam::*:role/orders"],
    ] as const
  ).map(
    ([action, resource]): Row => [
      `${action} on ${resource}`,
      permission(action, resource),
      {
        path: "services.orders.permissions[0].actions[0]",
        got: JSON.stringify(action),
        expected: "an action by which the service cannot become somebody else",
        fix: rightsFix,
      },
    ],
  ),
  ...(
    [
      ["s3:Put*", "s3:PutAccessGrantsInstanceResourcePolicy"],
      ["sqs:Set*", "sqs:SetQueueAttributes"],
      ["lambda:Update*", "lambda:UpdateFunctionCode"],
    ] as const
  ).map(
    ([action, meant]): Row => [
      `${action}, which stands for ${meant}`,
      permission(action, "arn:aws:s3:::acme-orders/*"),
      {
        path: "services.orders.permissions[0].actions[0]",
        got: JSON.stringify(action),
        expected: `an action by which the service cannot become somebody else: this stands for ${meant} too`,
        fix: rightsFix,
      },
    ],
  ),
]);

rows("services", [
  [
    "two on one path",
    exposed("carts", {}),
    {
      path: "services.carts.expose.path",
      got: '"/" of the domain itself, as shop has',
      expected: "a host and a path that no other service has",
      fix: "give one of the two another path, or a host of its own",
    },
  ],
  [
    "a path with a wildcard",
    exposed("carts", { path: "/carts/*" }),
    {
      path: "services.carts.expose.path",
      got: '"/carts/*"',
      expected: "what paths start with, without * and without a slash at the end",
      fix: 'write it as "/carts": everything below it is meant',
    },
  ],
  [
    "a path of eight parts",
    exposed("carts", { path: "/a/b/c/d/e/f/g/h" }),
    {
      path: "services.carts.expose.path",
      got: '"/a/b/c/d/e/f/g/h"',
      expected: "at most 7 parts, and 126 characters",
      fix: "lead a shorter path to the service",
    },
  ],
  [
    "the path of the region's health",
    exposed("carts", { path: "/healthz/region" }),
    {
      path: "services.carts.expose.path",
      got: '"/healthz/region"',
      expected: "another path than /healthz/region: on every host that is the health of the region",
      fix: "rename it",
    },
  ],
  [
    "a health path that nobody else asks",
    exposed("carts", { path: "/carts", health: "/health" }),
    {
      path: "services.carts.expose.health",
      got: '"/health"',
      expected: "a path that Kubernetes asks too: /readyz or /healthz",
      fix: "name one of them, or let probes ask for this path: a release must not pass that no user would reach",
    },
  ],
  [
    "a host outside of the zone",
    exposed("carts", { host: "carts.example.org" }),
    {
      path: "services.carts.expose.host",
      got: '"carts.example.org"',
      expected: "the part of a name before the domain of dns, such as shop: lower-case letters, digits and dashes",
      fix: "write it without the domain; a name outside of the zone has no certificate and no record here",
    },
  ],
  [
    "an exposed one without an image",
    services({ carts: { namespace: "shop", expose: { whenDown, path: "/carts" } } }),
    {
      path: "services.carts.expose",
      got: "no image, so nothing is installed",
      expected: "an image: a target group without pods makes its region dead",
      fix: "add image, or remove expose",
    },
  ],
  [
    "the host of a region's Prometheus",
    services(
      { carts: { namespace: "shop", image: podinfo, expose: { whenDown, host: "prometheus-euw1" } } },
      { monitoring: { peerPrometheus: {} } },
    ),
    {
      path: "services.carts.expose.host",
      got: '"prometheus-euw1"',
      expected: "another name than those of a region's front door and Prometheus",
      fix: "rename it",
    },
  ],
  [
    "the host of a region's front door",
    exposed("carts", { path: "/carts", host: "front-door-euc1" }),
    {
      path: "services.carts.expose.host",
      got: '"front-door-euc1"',
      expected: "another name than those of a region's front door and Prometheus",
      fix: "rename it",
    },
  ],
  [
    "an average that is no number",
    service({ scaling: { metrics: { http_requests_per_second: "many" } } }),
    {
      path: "services.orders.scaling.metrics.http_requests_per_second",
      got: '"many"',
      expected: "a number above zero, such as 50, 500m or 1.5k",
      fix: "write it as a text, with m for thousandths or k, M, G for more",
    },
  ],
  [
    "a metric of another form than Prometheus has them",
    service({ scaling: { metrics: { "requests/s": "50" } } }),
    {
      path: 'services.orders.scaling.metrics["requests/s"]',
      got: '"requests/s"',
      expected: "the name of a metric: letters, digits and underscores",
      fix: "write it as the adapter serves it, such as http_requests_per_second",
    },
  ],
  [
    "min above max",
    service({ replicas: { failover: { min: 7, max: 6 } } }),
    {
      path: "services.orders.replicas.failover.min",
      got: "7",
      expected: "at most max, which is 6",
      fix: "raise max or lower min",
    },
  ],
  [
    "zero pods in the region that stands by",
    service({ replicas: { failover: { min: 0, max: 6 } } }),
    {
      path: "services.orders.replicas.failover.min",
      got: "0",
      expected: "a whole number from 1 to 1000",
      fix: "keep one at least, in a region that stands by too: without one nobody takes over, and the region counts as dead",
    },
  ],
  [
    "requests above the largest node",
    service({ resources: { cpu: "6", memory: "1Gi" } }),
    {
      path: "services.orders.resources",
      got: "cpu 6, memory 1Gi",
      expected: expect.stringMatching(
        /^at most cpu \d+m and memory \d+Mi, which the largest node has left that it may run on \(m\d[ai]\.xlarge\)$/,
      ),
      fix: "request less, or add a node group of larger nodes",
    },
  ],
  [
    "a secret in a variable",
    service({ environment: { STRIPE_API_KEY: "sk_live_1234567890" } }),
    {
      path: "services.orders.environment.STRIPE_API_KEY",
      got: "a secret of 18 characters",
      expected: "no secret: values are in the output, in the state and in the release's history",
      fix: "keep it in Secrets Manager below services/, and name that secret in secrets",
    },
  ],
  [
    "a variable that it is told",
    service({ environment: { REGION: "eu-west-1" } }),
    {
      path: "services.orders.environment.REGION",
      got: "a variable that every service is told",
      expected: "none of REGION, REGION_ROLE, nor one that starts with DATABASE_",
      fix: "remove it, or rename it",
    },
  ],
  [
    "a call of nobody",
    service({ calls: ["payments"] }),
    {
      path: "services.orders.calls[0]",
      got: '"payments"',
      expected: "another service: there is none",
      fix: "correct the name, or add the service",
    },
  ],
  [
    "access to no database",
    environment({ database: undefined }),
    {
      path: "services.orders.database",
      got: "access to a database, and no database",
      expected: "a database in the environment",
      fix: "add database to the environment, or remove it from the service",
    },
  ],
  ...["cert-manager", "kube-prometheus-stack", "region-health", "rules-shop", "namespace-shop"].map(
    (name): Row => [
      `the name ${name}`,
      services({ [name]: { namespace: "shop" } }),
      {
        path: `services["${name}"]`,
        got: JSON.stringify(name),
        expected: "a name that no release of the platform has, and that starts with neither namespace- nor rules-",
        fix: "rename it",
      },
    ],
  ),
]);

rows("namespaces and teams", [
  [
    "a team that nobody is",
    environment({ namespaces: { shop: { team: "shops" } } }),
    {
      path: "namespaces.shop.team",
      got: '"shops"',
      expected: "a team of teams: shop",
      fix: "correct it, or add the team to teams",
    },
  ],
  [
    "a namespace of the platform",
    environment({ namespaces: { ...prod.namespaces, "front-door": {} } }),
    {
      path: 'namespaces["front-door"]',
      got: '"front-door"',
      expected: expect.stringContaining("none of kube-system"),
      fix: "choose another namespace: those belong to the platform",
    },
  ],
  [
    "a name that Helm has no room for",
    environment({ namespaces: { ...prod.namespaces, ["n".repeat(48)]: {} } }),
    {
      path: `namespaces.${"n".repeat(48)}`,
      got: `"${"n".repeat(48)}" (48 characters)`,
      expected: "at most 47 characters: Helm's releases bear the name",
      fix: "shorten it by 1",
    },
  ],
  [
    "a quota below what its services need",
    environment({ namespaces: { shop: { team: "shop", quota: { cpu: "1", memory: "8Gi" } } } }),
    {
      path: "namespaces.shop.quota",
      got: "cpu 1, memory 8Gi, pods 200",
      expected:
        "at least cpu 1600m, memory 2048Mi, pods 16: its services at their largest, while a release exchanges them",
      fix: "raise it, or lower max of replicas: a takeover must not fail at a quota",
    },
  ],
  [
    "a principal that has access otherwise",
    environment({ teams: { shop: { principalArns: [`${role}/developer`] } } }),
    {
      path: "teams.shop.principalArns[0]",
      got: `"${role}/developer", as in cluster.access.developers`,
      expected: "a principal that cluster.access does not name: EKS has one access entry per principal",
      fix: "remove it here, or cluster.access.developers",
    },
  ],
  [
    "a principal of another partition",
    environment({ teams: { shop: { principalArns: ["arn:aws-us-gov:iam::111122223333:role/x"] } } }),
    {
      path: "teams.shop.principalArns[0]",
      got: '"arn:aws-us-gov:iam::111122223333:role/x"',
      expected: "an ARN of partition aws, as eu-west-1 is",
      fix: "name a principal of that partition: roles do not cross it",
    },
  ],
]);

describe("a value of another type", () => {
  it.each([
    ["owner", { owner: [] }],
    ["alarms.because", { alarms: { accepted: "no-alarms", because: [] } }],
    ["cluster.nodeGroups.general.instanceTypes", {}],
  ])("in %s is one problem", (path, change) => {
    const problems = path.startsWith("cluster") ? problemsOfGeneral({ instanceTypes: "" }) : problemsOf(change);
    expect(problems.map((problem) => problem.path)).toEqual([path]);
  });
});
