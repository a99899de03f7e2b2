import type { ChartContract } from "../../modules/contracts/chart-contract";
import { checkChartValues } from "../../modules/contracts/check-chart-values";
import { meets } from "../../modules/contracts/version-constraint";
import { type ChartName, charts } from "../../modules/versions";
import { groupsOf } from "../cluster/groups-of";
import type { Cluster, NodeGroup } from "../cluster/node-group-plan";
import type { Problem } from "../config/problem";
import { formatPath } from "../config/schema-problems";
import type { ReleaseOverrides } from "../environment/release-schema";
import type { HelmFiles } from "./helm-files";
import { findTolerationFlaws } from "./toleration-flaws";
import { findValueFlaws } from "./value-flaws";

/** What is wrong with what an environment says of releases of public charts, at their place in the file: `["platform", "releases"]`. */
export function overrideProblems<Name extends string>(
  at: readonly string[],
  releases: Readonly<Record<Name, ReleaseOverrides>>,
  chartOf: Readonly<Record<NoInfer<Name>, ChartName>>,
  { contracts }: Pick<HelmFiles, "contracts">,
  cluster: Pick<Cluster, "nodeGroups"> | undefined,
): readonly Problem[] {
  const taints = groupsOf(cluster).flatMap(([, { taints: own }]) => own);
  return (Object.keys(releases) as Name[]).flatMap((name) => {
    const chart = chartOf[name];
    return problemsOfRelease([...at, name], chart, releases[name], contracts.get(chart), taints);
  });
}

function problemsOfRelease(
  at: readonly string[],
  chart: ChartName,
  { version, values }: ReleaseOverrides,
  contract: ChartContract | undefined,
  taints: NodeGroup["taints"],
): readonly Problem[] {
  const { range } = charts[chart];
  const flaws = [
    ...findValueFlaws(values),
    ...(contract === undefined ? [] : checkChartValues(contract, values)),
    ...findTolerationFlaws(values, taints),
  ];
  const versions = [version].filter((one) => one !== undefined && !meets(one, range));
  return [
    ...versions.map((one) => ({
      path: formatPath([...at, "version"]),
      got: JSON.stringify(one),
      expected: `a version of ${chart} whose values are known here: ${range}`,
      fix: `leave the field out for ${charts[chart].version}, or compare its values first: npm run contract -- chart <directory>`,
    })),
    ...flaws.map(({ path, ...flaw }) => ({ path: formatPath([...at, "values", ...path]), ...flaw })),
  ];
}
