import { defineEnvironment } from "../src/environment/environment";

/** A small program that shows what it is told, at /env. https://github.com/stefanprodan/podinfo */
const podinfo = {
  registry: "ghcr.io",
  repository: "stefanprodan/podinfo",
  tag: "6.11.0",
  digest: "sha256:5b789251f4b35f4ac6319c48b57eb6d29356d67471404c5fd3733db2eb8c11cf",
};

/** Full size: three zones in both regions, a NAT gateway per zone where traffic is served, private ways to the AWS services that nodes need. */
export const environment = defineEnvironment({
  name: "prod",
  organization: "acme",
  accountId: "111122223333",
  owner: "platform-team",
  tags: { "cost-center": "platform" },

  regions: [
    {
      code: "eu-west-1",
      role: "primary",
      cidr: "10.0.0.0/16",
      zones: ["euw1-az1", "euw1-az2", "euw1-az3"],
      serviceCidr: "172.20.0.0/16",
    },
    {
      code: "eu-central-1",
      role: "failover",
      cidr: "10.1.0.0/16",
      zones: ["euc1-az1", "euc1-az2", "euc1-az3"],
      serviceCidr: "172.21.0.0/16",
    },
  ],

  roles: { failover: { mode: "standby" } },
  peers: { office: { cidr: "192.168.0.0/20" } },
  interfaceEndpoints: ["ecr.api", "ecr.dkr", "sts", "logs", "eks", "eks-auth", "secretsmanager", "ec2"],
  flowLogs: { retentionDays: 365 },
  alarms: { subscribers: [{ protocol: "email", endpoint: "platform-on-call@example.com" }] },
  database: {
    history: [{ step: "created", writer: "eu-west-1", engineVersion: "17" }],
    instances: {
      primary: { instanceClass: "db.r7g.large", multiAz: true },
      failover: { instanceClass: "db.r7g.large", multiAz: false },
    },
    storage: { allocatedGiB: 100, maxAllocatedGiB: 1000 },
    backups: { retentionDays: 14, crossRegion: { retentionDays: 7 } },
  },
  cluster: {
    kubernetesVersion: "1.36",
    access: {
      platform: { grant: "administrator", principalArn: "arn:aws:iam::111122223333:role/platform-admin" },
      terraform: { grant: "administrator", principalArn: "arn:aws:iam::111122223333:role/terraform" },
      pipeline: { grant: "deployer", principalArn: "arn:aws:iam::111122223333:role/pipeline", namespaces: ["shop"] },
      developers: { grant: "reader", principalArn: "arn:aws:iam::111122223333:role/developer" },
    },
    keyAdministrators: ["arn:aws:iam::111122223333:role/platform-admin"],
    nodeGroups: {
      general: {
        instanceTypes: ["m7i.xlarge", "m6i.xlarge", "m7a.xlarge", "m6a.xlarge"],
        sizes: { primary: { min: 6, max: 18 }, failover: { min: 2, max: 18 } },
      },
      monitoring: {
        instanceTypes: ["r7i.large", "r6i.large"],
        zones: "first",
        labels: { dedicated: "monitoring" },
        taints: [{ key: "dedicated", value: "monitoring", effect: "NoSchedule" }],
        sizes: { primary: { min: 1, max: 3 }, failover: { min: 1, max: 3 } },
      },
    },
  },
  services: {
    shop: {
      namespace: "shop",
      image: podinfo,
      port: 9898,
      expose: { whenDown: { accepted: "leave-region", because: "without the shop nobody has a reason to be here" } },
      environment: { PODINFO_BACKEND_URL: "http://orders.shop.svc.cluster.local:9898/echo" },
      calls: ["orders"],
      metrics: {},
    },
    orders: {
      namespace: "shop",
      image: podinfo,
      port: 9898,
      database: { access: "read-write" },
      permissions: [{ actions: ["sqs:SendMessage"], resources: ["arn:aws:sqs:{region}:{account}:acme-prod-orders"] }],
      metrics: {},
    },
  },
  namespaces: { shop: { team: "shop" } },
  teams: { shop: { principalArns: ["arn:aws:iam::111122223333:role/shop-developer"], may: "edit" } },
  edge: { by: "global-accelerator" },
  images: { pullThrough: { "ghcr.io": { credentialsSecret: "ecr-pullthroughcache/ghcr" } } },
  dns: { domain: "prod.example.com", hostedZoneId: "Z0123456789EXAMPLE" },
  platform: { acme: { email: "platform-team@example.com" } },
  monitoring: { peerPrometheus: {} },
  state: { backend: "s3", sharedRegion: "eu-central-1" },
});
