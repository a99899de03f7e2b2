import { defineEnvironment } from "../../src/environment/environment";

/**
 * Written by `npm run new`, and yours from here on: the fields explain themselves in your editor, with what a later change of each does.
 * What is not here has a default, or is asked for when you need it: services, peers, dns, interfaceEndpoints, flowLogs, tags.
 */
export const environment = defineEnvironment({
  // Names of everything in AWS are made of these. A later change is a new environment.
  name: "shop",
  organization: "acme",
  accountId: "444455556666",
  owner: "shop-team",

  // Ranges can never be changed; these overlap none of the other files. Compare the zones with those of your account:
  // aws ec2 describe-availability-zones --region eu-west-1 --query "AvailabilityZones[].ZoneId"
  regions: [
    {
      code: "eu-west-1",
      role: "primary",
      cidr: "10.2.0.0/16",
      zones: ["euw1-az1", "euw1-az2", "euw1-az3"],
      serviceCidr: "172.20.0.0/16",
    },
    {
      code: "eu-central-1",
      role: "failover",
      cidr: "10.3.0.0/16",
      zones: ["euc1-az1", "euc1-az2", "euc1-az3"],
      serviceCidr: "172.21.0.0/16",
    },
  ],

  // "standby" keeps few, warm nodes in one zone and one NAT gateway; "active" serves like the primary, and costs like it.
  roles: { failover: { mode: "standby" } },

  // AWS sends a mail from each region, and tells an address nothing before it has confirmed both.
  alarms: { subscribers: [{ protocol: "email", endpoint: "on-call@example.com" }] },

  // PostgreSQL, with its replica in the failover region. The history is a log: append steps, never edit them.
  database: {
    history: [{ step: "created", writer: "eu-west-1", engineVersion: "17" }],
    instances: {
      primary: { instanceClass: "db.r7g.large", multiAz: true },
      failover: { instanceClass: "db.r7g.large", multiAz: false },
    },
    storage: { allocatedGiB: 100, maxAllocatedGiB: 1000 },
  },

  // The API endpoint is private: Terraform reaches it from inside the VPC or from a network of `peers`, or name `publicAccessCidrs`.
  cluster: {
    kubernetesVersion: "1.36",
    access: {
      // Terraform's own role belongs here too, once it installs what runs on the clusters.
      administrators: {
        grant: "administrator",
        principalArn: "arn:aws:iam::444455556666:role/platform-admin",
      },
    },
    keyAdministrators: ["arn:aws:iam::444455556666:role/platform-admin"],
    nodeGroups: {
      general: {
        // Both regions must offer every one: aws ec2 describe-instance-type-offerings --region eu-west-1
        instanceTypes: ["m6i.xlarge", "m7i.xlarge", "m6a.xlarge"],
        sizes: { primary: { min: 3, max: 12 }, failover: { min: 2, max: 12 } },
      },
    },
  },

  // What belongs to both regions keeps its state where it survives the loss of the primary.
  state: { backend: "s3", sharedRegion: "eu-central-1" },
});
