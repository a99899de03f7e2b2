import { checkChartValues } from "../../modules/contracts/check-chart-values";
import type { ChartName } from "../../modules/versions";
import { type Check, defineCheck } from "../config/check";
import type { Problem } from "../config/problem";
import { formatPath } from "../config/schema-problems";
import type { HelmFiles } from "./helm-files";
import { findValueFlaws } from "./value-flaws";

/** Refuses mistakes in `helm-values/`, whatever the environment. They are looked for once, however many environments there are. */
export function defineBaseValuesCheck(files: HelmFiles, releases: Readonly<Record<string, ChartName>>): Check {
  const problems = baseValuesProblems(files, releases);
  return defineCheck([], () => problems);
}

/** What is wrong with the files of `helm-values/`, of which each belongs to a release of these. */
export function baseValuesProblems(
  { baseValues, contracts }: Pick<HelmFiles, "baseValues" | "contracts">,
  releases: Readonly<Record<string, ChartName>>,
): readonly Problem[] {
  return [...baseValues].flatMap(([name, values]): readonly Problem[] => {
    const file = `helm-values/${name}.yaml`;
    const chart = Object.hasOwn(releases, name) ? releases[name] : undefined;
    if (chart === undefined) {
      return [
        {
          path: file,
          got: `values for ${name}, which is no release`,
          expected: `values of a release: ${Object.keys(releases).join(", ")}`,
          fix: "rename the file after the release, or remove it",
        },
      ];
    }
    const contract = contracts.get(chart);
    const flaws = [...findValueFlaws(values), ...(contract === undefined ? [] : checkChartValues(contract, values))];
    return flaws.map(({ path, ...flaw }) => ({ path: `${file}, ${formatPath(path)}`, ...flaw }));
  });
}
