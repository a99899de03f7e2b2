import { defineEnvironment } from "../src/environment/environment";

/** Small and cheap: two zones, one NAT gateway per region, no interface endpoints, short retention. */
export const environment = defineEnvironment({
  name: "dev",
  organization: "acme",
  accountId: "111122223333",
  owner: "platform-team",

  regions: [
    {
      code: "eu-west-1",
      role: "primary",
      cidr: "10.16.0.0/16",
      zones: ["euw1-az1", "euw1-az2"],
      serviceCidr: "172.20.0.0/16",
    },
    {
      code: "eu-central-1",
      role: "failover",
      cidr: "10.17.0.0/16",
      zones: ["euc1-az1", "euc1-az2"],
      serviceCidr: "172.21.0.0/16",
    },
  ],

  roles: { primary: { nat: "single" } },
  flowLogs: { retentionDays: 14, trafficType: "REJECT" },
  alarms: { accepted: "no-alarms", because: "nobody is woken for dev" },
  database: {
    history: [{ step: "created", writer: "eu-west-1", engineVersion: "17" }],
    instances: {
      primary: { instanceClass: "db.t4g.medium", multiAz: false },
      failover: { instanceClass: "db.t4g.medium", multiAz: false },
    },
    storage: { allocatedGiB: 20, maxAllocatedGiB: 100 },
    backups: { retentionDays: 1, crossRegion: "no-cross-region-backups" },
  },
  cluster: {
    access: {
      platform: { grant: "administrator", principalArn: "arn:aws:iam::111122223333:role/platform-admin" },
    },
    keyAdministrators: ["arn:aws:iam::111122223333:role/platform-admin"],
    publicAccessCidrs: ["203.0.113.0/24"],
    logRetentionDays: 14,
    nodeGroups: {
      general: {
        instanceTypes: ["t4g.large", "m7g.large", "m6g.large"],
        capacity: "spot",
        sizes: { primary: { min: 2, max: 6 }, failover: { min: 1, max: 6 } },
      },
    },
  },
  monitoring: { retentionDays: 7, storageGiB: 20, prometheus: { memoryMiB: 2048 } },
  state: { backend: "s3", sharedRegion: "eu-central-1" },
  deletionProtection: false,
});
