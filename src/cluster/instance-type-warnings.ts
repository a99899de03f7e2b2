import { instanceTablesOf } from "../../modules/instance-types/instance-families";
import { standingOnEc2, tryReadInstanceType } from "../../modules/instance-types/instance-type";
import { zonesWithout } from "../../modules/instance-types/offers";
import type { Environment, Region } from "../environment/environment";
import { instanceTypesIn, type NodeGroup } from "./node-group-plan";

/** Types of node groups that are newer than the tables, and regions or zones that did not offer them on the day of the tables. */
export function warnOfInstanceTypes({ name, cluster, regions, emulator }: Environment): readonly string[] {
  if (cluster === undefined || emulator !== undefined) return [];
  return Object.entries(cluster.nodeGroups).flatMap(([groupName, group]) => {
    const subject = `${name}: node group ${groupName}`;
    return [
      ...typesOf(group)
        .filter(isNewer)
        .map((type) => `${subject}: ${newerThanTables(type)}`),
      ...regions.flatMap((region) => missingIn(group, region).map((line) => `${subject}: ${line}`)),
    ];
  });
}

function typesOf({ instanceTypes, instanceTypesByZone }: NodeGroup): readonly string[] {
  return [...new Set([...instanceTypes, ...Object.values(instanceTypesByZone).flat()])];
}

function isNewer(name: string): boolean {
  const type = tryReadInstanceType(name);
  return type !== undefined && standingOnEc2(type).is === "newer";
}

function newerThanTables(type: string): string {
  return `${type} is newer than the tables of ${instanceTablesOf}; ask EC2: aws ec2 describe-instance-types --instance-types ${type}`;
}

/** A line for all types that lack in the same place: EKS makes no group of a type that its zone does not have. */
function missingIn(group: NodeGroup, region: Region): readonly string[] {
  const spanned = group.zones === "first" ? region.zones.slice(0, 1) : region.zones;
  const placeOf = (type: string) => {
    const asked = spanned.filter((zone) => instanceTypesIn(group, zone).includes(type));
    const missing = isNewer(type) ? [] : zonesWithout(type, region.code, asked);
    return missing.length === region.zones.length ? region.code : missing.join(" and ");
  };
  const places = [...new Set(typesOf(group).map(placeOf))].filter((place) => place !== "");
  return places.map((place) => {
    const types = typesOf(group).filter((type) => placeOf(type) === place);
    return `${types.join(", ")} not offered in ${place} on ${instanceTablesOf}; ask EC2: aws ec2 describe-instance-type-offerings --region ${region.code} --location-type availability-zone-id --filters Name=instance-type,Values=${types.join(",")}`;
  });
}
