import { regions, zonesWithoutControlPlane } from "../../modules/aws-regions";
import { isMissingOnRds, zonesWithout } from "../../modules/instance-types/offers";
import { newestKubernetesVersion } from "../../modules/kubernetes-versions";
import { usualPostgresVersion } from "../../modules/postgres-versions";
import type { EnvironmentInput } from "../environment/environment";
import type { Answers } from "./answers";
import type { Ranges } from "./free-ranges";

/** The environment that the answers ask for: everything that Tandem can do for every team, in sizes to start with. */
export function newEnvironment(answers: Answers, { vpcs, services }: Ranges) {
  const { name, organization, account, owner, primary, failover, administrator, alarmEmail } = answers;
  const zones = { [primary]: usualZones(primary), [failover]: usualZones(failover) };
  const instanceClass = chooseInstanceClass([primary, failover]);
  return {
    name,
    organization,
    accountId: account,
    owner,
    regions: [
      { code: primary, role: "primary", cidr: vpcs[0], zones: zones[primary] ?? [], serviceCidr: services[0] },
      { code: failover, role: "failover", cidr: vpcs[1], zones: zones[failover] ?? [], serviceCidr: services[1] },
    ],
    roles: { failover: { mode: "standby" } },
    alarms: { subscribers: [{ protocol: "email", endpoint: alarmEmail }] },
    database: {
      history: [{ step: "created", writer: primary, engineVersion: usualPostgresVersion }],
      instances: {
        primary: { instanceClass, multiAz: true },
        failover: { instanceClass, multiAz: false },
      },
      storage: { allocatedGiB: 100, maxAllocatedGiB: 1000 },
    },
    cluster: {
      kubernetesVersion: newestKubernetesVersion,
      access: { administrators: { grant: "administrator", principalArn: administrator } },
      keyAdministrators: [administrator],
      nodeGroups: {
        general: {
          instanceTypes: chooseInstanceTypes(zones),
          sizes: { primary: { min: 3, max: 12 }, failover: { min: 2, max: 12 } },
        },
      },
    },
    state: { backend: "s3", sharedRegion: failover },
  } as const satisfies EnvironmentInput;
}

/** Nodes to start with, of four processors and 16 GiB; the first is in more zones than any other. */
const nodeTypes = ["m6i.xlarge", "m7i.xlarge", "m6a.xlarge", "m5.xlarge"] as const;

/** Three types, so that a zone that has run out of one has another; those that both regions offer in all zones. */
function chooseInstanceTypes(zones: Readonly<Record<string, string[]>>): string[] {
  const isOffered = (type: string) =>
    Object.entries(zones).every(([code, own]) => zonesWithout(type, code, own).length === 0);
  return nodeTypes.filter(isOffered).slice(0, 3);
}

/** The newest class that both regions offer; the first where the tables know none. */
function chooseInstanceClass(regionCodes: readonly string[]): string {
  const classes = ["db.r7g.large", "db.r6g.large", "db.r6i.large", "db.r8g.large"] as const;
  return classes.find((name) => regionCodes.every((code) => !isMissingOnRds(name, code))) ?? classes[0];
}

/** Three zones in which EKS places control planes and EC2 has nodes; none of a region that nobody knows. */
function usualZones(code: string): string[] {
  const { shortCode, zones } = (Object.hasOwn(regions, code) ? regions[code] : undefined) ?? {
    shortCode: "",
    zones: [],
  };
  const ids = zones.map((number) => `${shortCode}-az${number}`).filter((zone) => !zonesWithoutControlPlane.has(zone));
  const without = zonesWithout(nodeTypes[0], code, ids);
  return ids.filter((zone) => without.length === ids.length || !without.includes(zone)).slice(0, 3);
}
