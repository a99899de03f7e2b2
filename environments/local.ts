import { defineEnvironment } from "../src/environment/environment";
import { emulatedBy, localEmulators } from "../src/local/endpoints";

/** The platform on a laptop, without an AWS account: `npm run local -- start` starts the emulators that stand in for AWS. */
export const environment = defineEnvironment({
  name: "local",
  organization: "acme",
  accountId: "111122223333",
  owner: "you",

  regions: [
    {
      code: "eu-west-1",
      role: "primary",
      cidr: "10.32.0.0/16",
      zones: ["euw1-az1", "euw1-az2"],
      serviceCidr: "172.20.0.0/16",
    },
    {
      code: "eu-central-1",
      role: "failover",
      cidr: "10.33.0.0/16",
      zones: ["euc1-az1", "euc1-az2"],
      serviceCidr: "172.21.0.0/16",
    },
  ],

  roles: { primary: { nat: "single" } },
  flowLogs: { retentionDays: 1 },
  alarms: { accepted: "no-alarms", because: "emulators wake nobody" },
  state: { backend: "local" },
  deletionProtection: false,
  emulator: emulatedBy(localEmulators),
});
