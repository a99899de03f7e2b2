import { getRegionFacts } from "../../modules/aws-regions";
import { type Check, defineCheck } from "../config/check";
import { entriesOf } from "../config/entries";

/** Users arrive by names of the zone, and something must run behind them. */
const foundationCheck: Check = defineCheck(["edge", "dns", "cluster"], ({ edge, dns, cluster }) => {
  const missing = [...(dns === undefined ? ["dns"] : []), ...(cluster === undefined ? ["cluster"] : [])];
  if (edge === undefined || missing.length === 0) return [];
  return [
    {
      path: "edge",
      got: `no ${missing.join(" and no ")}`,
      expected: "a zone for the names that users come by, and clusters that serve them",
      fix: `add ${missing.join(" and ")}, or remove edge`,
    },
  ];
});

const exposedCheck: Check = defineCheck(["services.*", "edge"], ({ services, edge }) =>
  edge !== undefined
    ? []
    : entriesOf(["services"], services)
        .filter(({ value }) => value.expose !== undefined)
        .map(({ path, name }) => ({
          path: `${path}.expose`,
          got: "no edge",
          expected: "an edge that leads users to what is exposed",
          fix: `add edge: { by: "global-accelerator" } and dns, or remove expose from ${name}`,
        })),
);

/** https://docs.aws.amazon.com/general/latest/gr/global_accelerator.html */
const partitionCheck: Check = defineCheck(["edge", "regions"], ({ edge, regions }) => {
  const [region] = regions;
  if (edge?.by !== "global-accelerator" || region === undefined) return [];
  const { partition } = getRegionFacts(region.code);
  if (partition === "aws") return [];
  return [
    {
      path: "edge.by",
      got: '"global-accelerator"',
      expected: `"route53": partition ${partition} has no Global Accelerator`,
      fix: 'write edge: { by: "route53" }',
    },
  ];
});

const lostRegionCheck: Check = defineCheck(["edge", "regions", "state"], ({ edge, regions, state }) => {
  const lost = edge?.regionLost;
  if (lost === undefined) return [];
  const got = JSON.stringify(lost);
  const codes = regions.map(({ code }) => code);
  if (!codes.includes(lost)) {
    return [
      {
        path: "edge.regionLost",
        got,
        expected: `one of the environment's regions: ${codes.join(", ")}`,
        fix: "correct it, or remove the field",
      },
    ];
  }
  if (state.backend === "local" || state.sharedRegion !== lost) return [];
  return [
    {
      path: "edge.regionLost",
      got,
      expected: `another region than ${lost}: the state of the edge itself is in its bucket (state.sharedRegion)`,
      fix: "remove the field: users are moved by health alone, and the edge is changed when the region is back",
    },
  ];
});

/** Whether there is something to lead users to, and a way that can be applied. */
export const edgeChecks: readonly Check[] = [foundationCheck, exposedCheck, partitionCheck, lostRegionCheck];
