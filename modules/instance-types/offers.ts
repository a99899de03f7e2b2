import { regions } from "../aws-regions";
import { offersOnEc2, offersOnRds } from "./instance-offers";
import { tryReadInstanceType, typeOfClass } from "./instance-type";

/** Those of a region's zones that lacked the family of an instance type on the day of the tables. Of what these do not know, none. */
export function zonesWithout(instanceType: string, regionCode: string, zones: readonly string[]): readonly string[] {
  const offers = Object.entries(offersOnEc2[regionCode] ?? {});
  const family = tryReadInstanceType(instanceType)?.family;
  if (family === undefined || offers.length === 0) return [];
  const offered = offers.find(([, families]) => families.split(" ").includes(family))?.[0] ?? "";
  return offered === "*" ? [] : zones.filter((zone) => !offered.includes(numberOf(zone, regionCode)));
}

/** Whether a region lacked the family of a class for PostgreSQL on the day of the tables. Not where these do not know. */
export function isMissingOnRds(instanceClass: string, regionCode: string): boolean {
  const offers = offersOnRds[regionCode];
  const family = tryReadInstanceType(typeOfClass(instanceClass))?.family;
  return offers !== undefined && family !== undefined && !offers.split(" ").includes(family);
}

function numberOf(zone: string, regionCode: string): string {
  return zone.slice(`${regions[regionCode]?.shortCode}-az`.length);
}
