import { getRegionFacts, regionsComparedOn, standingOfZone } from "../../modules/aws-regions";
import { overlaps } from "../addresses/cidr";
import { dockerRange } from "../addresses/special-ranges";
import type { Environment } from "../environment/environment";

/** Zones that are newer than the table, and networks in whose place Docker answers on machines that have it. */
export function warnOfNetworks({ name, regions, peers }: Environment): readonly string[] {
  const newer = regions.flatMap(({ code, zones }) =>
    zones
      .filter((zone) => standingOfZone(getRegionFacts(code), zone) === "newer")
      .map(
        (zone) =>
          `${name}: ${zone} is newer than the table of ${regionsComparedOn}; ask EC2: aws ec2 describe-availability-zones --region ${code} --zone-ids ${zone}`,
      ),
  );
  const networks = [
    ...regions.map(({ code, cidr }) => ({ what: `the VPC of ${code}`, cidr })),
    ...Object.entries(peers).map(([peer, { cidr }]) => ({ what: `peer ${peer}`, cidr })),
  ];
  return [
    ...newer,
    ...networks
      .filter(({ cidr }) => overlaps(cidr, dockerRange))
      .map(
        ({ what, cidr }) =>
          `${name}: ${cidr} of ${what} meets ${dockerRange}, where Docker and some services of AWS (Cloud9, SageMaker) have a network of their own; choose another range while nothing stands`,
      ),
  ];
}
