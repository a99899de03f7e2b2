import { type Check, defineCheck } from "../config/check";
import { entriesOf } from "../config/entries";
import type { Problem } from "../config/problem";

/** A peer behind a transit gateway says which one; behind a peering connection there is none. */
const peerRegionCheck: Check = defineCheck(["peers.*", "regions", "interconnect"], ({ peers, regions, interconnect }) =>
  entriesOf(["peers"], peers).flatMap(({ name, path: peer, value: { region } }): Problem[] => {
    const path = `${peer}.region`;
    const codes = regions.map(({ code }) => code);
    if (interconnect.type === "peering") {
      if (region === undefined) return [];
      return [
        {
          path,
          got: JSON.stringify(region),
          expected: "no region: a peering connection leads to no third network",
          fix: 'remove the field, or choose interconnect: { type: "transit-gateway" }',
        },
      ];
    }
    if (region !== undefined && codes.includes(region)) return [];
    return [
      {
        path,
        got: region === undefined ? "nothing" : JSON.stringify(region),
        expected: `one of ${codes.join(", ")}: the region whose transit gateway ${name} is attached to`,
        fix: `set ${path}`,
      },
    ];
  }),
);

const asnCheck: Check = defineCheck(["interconnect"], ({ interconnect }) => {
  if (interconnect.type === "peering" || interconnect.amazonSideAsns[0] !== interconnect.amazonSideAsns[1]) return [];
  return [
    {
      path: "interconnect.amazonSideAsns",
      got: JSON.stringify(interconnect.amazonSideAsns),
      expected: "two different numbers",
      fix: "give each gateway a number of its own; AWS asks for it where gateways are peered",
    },
  ];
});

export const peeringChecks: readonly Check[] = [peerRegionCheck, asnCheck];
