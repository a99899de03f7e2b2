import { getRegionFacts, standingOfZone, zonesWithoutControlPlane } from "../../modules/aws-regions";
import { type Check, defineCheck } from "../config/check";
import type { Problem } from "../config/problem";

/** Why a region cannot have a zone, as what is expected in its place. */
function findExpectation(zone: string, code: string): string | undefined {
  const facts = getRegionFacts(code);
  const standing = standingOfZone(facts, zone);
  if (standing === "foreign") return `a zone id of ${code}, such as ${facts.shortCode}-az1`;
  if (zonesWithoutControlPlane.has(zone)) return "a zone that can host EKS control planes";
  if (standing !== "unknown") return undefined;
  const usable = facts.zones
    .map((number) => `${facts.shortCode}-az${number}`)
    .filter((id) => !zonesWithoutControlPlane.has(id));
  return `a zone that ${code} has: ${usable.join(", ")}`;
}

export const zoneCheck: Check = defineCheck(["regions"], ({ regions }) =>
  regions.flatMap(({ code, zones }, r) => {
    const fix = `list the zone ids of ${code}: aws ec2 describe-availability-zones --region ${code} --query "AvailabilityZones[].ZoneId"`;
    return zones.flatMap((zone, z): Problem[] => {
      const path = `regions[${r}].zones[${z}]`;
      const expected = findExpectation(zone, code);
      if (expected !== undefined) return [{ path, got: JSON.stringify(zone), expected, fix }];
      if (zones.indexOf(zone) === z) return [];
      return [{ path, got: `${JSON.stringify(zone)}, a second time`, expected: "every zone once", fix }];
    });
  }),
);
