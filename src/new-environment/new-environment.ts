import { regions, zonesWithoutControlPlane } from "../../modules/aws-regions";
import { newestKubernetesVersion } from "../../modules/kubernetes-versions";
import { postgresVersion } from "../../modules/versions";
import type { EnvironmentInput } from "../environment/environment";
import type { Answers } from "./answers";
import type { Ranges } from "./free-ranges";

/** The environment that the answers ask for: everything that Tandem can do for every team, in sizes to start with. */
export function newEnvironment(answers: Answers, { vpcs, services }: Ranges) {
  const { name, organization, account, owner, primary, failover, administrator, alarmEmail } = answers;
  return {
    name,
    organization,
    accountId: account,
    owner,
    regions: [
      { code: primary, role: "primary", cidr: vpcs[0], zones: usualZones(primary), serviceCidr: services[0] },
      { code: failover, role: "failover", cidr: vpcs[1], zones: usualZones(failover), serviceCidr: services[1] },
    ],
    roles: { failover: { mode: "standby" } },
    alarms: { subscribers: [{ protocol: "email", endpoint: alarmEmail }] },
    database: {
      history: [{ step: "created", writer: primary }],
      engineVersion: postgresVersion,
      instances: {
        primary: { instanceClass: "db.r7g.large", multiAz: true },
        failover: { instanceClass: "db.r7g.large", multiAz: false },
      },
      storage: { allocatedGiB: 100, maxAllocatedGiB: 1000 },
    },
    cluster: {
      kubernetesVersion: newestKubernetesVersion,
      access: { administrators: { grant: "administrator", principalArn: administrator } },
      keyAdministrators: [administrator],
      nodeGroups: {
        general: {
          instanceTypes: ["m7i.xlarge", "m6i.xlarge", "m6a.xlarge"],
          sizes: { primary: { min: 3, max: 12 }, failover: { min: 2, max: 12 } },
        },
      },
    },
    state: { backend: "s3", sharedRegion: failover },
  } as const satisfies EnvironmentInput;
}

/** Three zones in which EKS places control planes; none of a region that nobody knows. */
function usualZones(code: string): string[] {
  const { shortCode, zones } = (Object.hasOwn(regions, code) ? regions[code] : undefined) ?? {
    shortCode: "",
    zones: [],
  };
  return zones
    .map((number) => `${shortCode}-az${number}`)
    .filter((zone) => !zonesWithoutControlPlane.has(zone))
    .slice(0, 3);
}
