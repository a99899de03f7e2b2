import { checkChartValues } from "../../modules/contracts/check-chart-values";
import { meets } from "../../modules/contracts/version-constraint";
import { type ChartName, charts } from "../../modules/versions";
import type { NodeGroup } from "../cluster/node-group-plan";
import type { Problem } from "../config/problem";
import { formatPath } from "../config/schema-problems";
import type { ReleaseOverrides } from "../environment/release-schema";
import type { HelmFiles } from "./helm-files";
import { findTolerationFlaws } from "./toleration-flaws";
import { findValueFlaws } from "./value-flaws";

/** What is wrong with what an environment says of a release of a public chart, at its place in the file: `["platform", "releases", name]`. */
export function overrideProblems(
  at: readonly string[],
  chart: ChartName,
  { version, values }: ReleaseOverrides,
  { contracts }: Pick<HelmFiles, "contracts">,
  taints: NodeGroup["taints"],
): readonly Problem[] {
  const { range } = charts[chart];
  const contract = contracts.get(chart);
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
