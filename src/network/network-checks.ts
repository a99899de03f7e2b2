import { getRegionFacts } from "../../modules/aws-regions";
import { tiers } from "../addresses/address-plan";
import { containsCidr, overlaps, prefixOf } from "../addresses/cidr";
import { type Check, defineCheck } from "../config/check";
import { entriesOf } from "../config/entries";
import type { Problem } from "../config/problem";
import { repetitions } from "../config/repetition";
import type { Region } from "../environment/environment";
import { alarmChecks } from "./alarm-checks";
import { maxRulesPerDirection } from "./network-acls";
import { zoneCheck } from "./zone-check";

const regionListCheck: Check = defineCheck(["regions"], ({ regions }) => {
  const problems: Problem[] = [];
  const [first, second] = regions;
  if (first !== undefined && second !== undefined) {
    if (first.code === second.code) {
      problems.push({
        path: "regions[1].code",
        got: `"${second.code}", which regions[0] is already`,
        expected: "two different regions",
        fix: "choose another region: a pair in one place survives nothing",
      });
    }
    const [left, right] = [getRegionFacts(first.code).partition, getRegionFacts(second.code).partition];
    if (left !== right) {
      problems.push({
        path: "regions[1].code",
        got: `"${second.code}" of partition ${right}`,
        expected: `a region of partition ${left}, like ${first.code}`,
        fix: "choose both regions from one partition: accounts, roles and peering do not cross it",
      });
    }
  }
  const primaries = regions.filter(({ role }) => role === "primary").map(({ code }) => code);
  if (primaries.length !== 1) {
    problems.push({
      path: "regions",
      got: primaries.length === 0 ? "no primary" : `${primaries.length} primaries: ${primaries.join(", ")}`,
      expected: "exactly one region with role primary",
      fix: "give one region role primary and the other role failover",
    });
  }
  return problems;
});

/** Everything that has addresses and is, or may be, connected. */
const addressCheck: Check = defineCheck(["regions", "peers.*"], ({ regions, peers }) => {
  const ranges = [
    ...regions.map(({ code, cidr }, i) => ({ path: `regions[${i}].cidr`, what: `VPC ${cidr} of ${code}`, cidr })),
    ...regions.map(({ code, serviceCidr }, i) => ({
      path: `regions[${i}].serviceCidr`,
      what: `service range ${serviceCidr} of ${code}`,
      cidr: serviceCidr,
    })),
    ...entriesOf(["peers"], peers).map(({ name, path, value: { cidr } }) => ({
      path: `${path}.cidr`,
      what: `${cidr} of peer ${name}`,
      cidr,
    })),
  ];
  return ranges
    .map(({ path, cidr }, i) => ({
      path,
      cidr,
      taken: ranges.slice(0, i).filter((earlier) => overlaps(earlier.cidr, cidr)),
    }))
    .filter(({ taken }) => taken.length > 0)
    .map(({ path, cidr, taken }) => ({
      path,
      got: cidr,
      expected: `a range that does not overlap the ${taken.map((earlier) => `${earlier.what} (${earlier.path})`).join(", nor the ")}`,
      fix: "choose a range of its own: neither VPCs nor service ranges can be changed once they exist",
    }));
});

const subnetCheck: Check = defineCheck(["regions"], ({ regions }) =>
  regions.flatMap((region, r) =>
    region.subnets === undefined ? [] : subnetProblems(region, region.subnets, `regions[${r}].subnets`),
  ),
);

function subnetProblems(region: Region, subnets: NonNullable<Region["subnets"]>, path: string): readonly Problem[] {
  const all = tiers.flatMap((tier) => subnets[tier].map((cidr, i) => ({ path: `${path}.${tier}[${i}]`, cidr })));
  const counts = tiers
    .filter((tier) => subnets[tier].length !== region.zones.length)
    .map(
      (tier): Problem => ({
        path: `${path}.${tier}`,
        got: `${subnets[tier].length} subnets`,
        expected: `${region.zones.length}, one for each zone`,
        fix: "give one range per zone in the order of zones",
      }),
    );
  const misplaced = all.flatMap(({ path: at, cidr }, i) => {
    const taken = all.slice(0, i).find((earlier) => overlaps(earlier.cidr, cidr));
    return [
      {
        holds: containsCidr(region.cidr, cidr),
        expected: `a range inside the VPC ${region.cidr}`,
        fix: "move the subnet into the VPC",
      },
      {
        holds: taken === undefined,
        expected: `a range that does not overlap ${taken?.cidr} (${taken?.path})`,
        fix: "move one of the two",
      },
      { holds: prefixOf(cidr) <= 28, expected: "a prefix of /28 or larger", fix: "AWS makes no smaller subnet" },
    ]
      .filter(({ holds }) => !holds)
      .map(({ expected, fix }): Problem => ({ path: at, got: cidr, expected, fix }));
  });
  return [...counts, ...misplaced];
}

/** Peers are admitted by the ACL of the control plane's subnets, where each takes a rule. */
const peerCountCheck: Check = defineCheck(["regions", "peers"], ({ regions, peers }) => {
  const zones = Math.max(...regions.map((region) => region.zones.length));
  const room = maxRulesPerDirection - 2 * zones;
  const count = Object.keys(peers).length;
  if (count <= room) return [];
  return [
    {
      path: "peers",
      got: `${count} peers`,
      expected: `at most ${room}: a network ACL takes ${maxRulesPerDirection} rules, ${2 * zones} of them for the nodes`,
      fix: "summarize neighbouring ranges into one peer",
    },
  ];
});

/** Names of services become ids of endpoints. */
const uniqueEndpointsCheck: Check = defineCheck(["interfaceEndpoints"], ({ interfaceEndpoints }) =>
  repetitions(interfaceEndpoints, (i) => `interfaceEndpoints[${i}]`, "remove it"),
);

export const networkChecks: readonly Check[] = [
  regionListCheck,
  zoneCheck,
  addressCheck,
  subnetCheck,
  peerCountCheck,
  uniqueEndpointsCheck,
  ...alarmChecks,
];
