import { defineEnvironment } from "../src/config/environment";

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
  state: { backend: "s3", sharedRegion: "eu-central-1" },
  deletionProtection: false,
});
