import { defineEnvironment } from "../src/config/environment";

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
  peers: [{ name: "office", cidr: "192.168.0.0/20" }],
  interfaceEndpoints: ["ecr.api", "ecr.dkr", "sts", "logs", "eks", "eks-auth", "secretsmanager", "ec2"],
  flowLogs: { retentionDays: 365 },
  database: {
    history: [{ step: "created", writer: "eu-west-1" }],
    instances: {
      primary: { instanceClass: "db.r7g.large", multiAz: true },
      failover: { instanceClass: "db.r7g.large", multiAz: false },
    },
    storage: { allocatedGiB: 100, maxAllocatedGiB: 1000 },
    backups: { retentionDays: 14, crossRegion: { retentionDays: 7 } },
    alarms: { subscribers: [{ protocol: "email", endpoint: "platform-on-call@example.com" }] },
  },
  state: { backend: "s3", sharedRegion: "eu-central-1" },
});
