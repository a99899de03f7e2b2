import { meets } from "../../modules/contracts/version-constraint";
import {
  amiReleasePattern,
  endedKubernetesVersions,
  getKubernetesVersion,
  type KubernetesVersion,
  kubernetesVersions,
} from "../../modules/kubernetes-versions";
import { type ChartName, charts as pinnedCharts } from "../../modules/versions";
import { type Check, defineCheck } from "../config/check";
import type { Problem } from "../config/problem";
import { groupsOf } from "./groups-of";

/** Only what is in the tables: a minor that Tandem has not been compared with has no add-ons, images or charts that are known to fit. */
const minorCheck: Check = defineCheck(["cluster.kubernetesVersion"], ({ cluster }) => {
  if (cluster === undefined || Object.hasOwn(kubernetesVersions, cluster.kubernetesVersion)) return [];
  const minor = cluster.kubernetesVersion;
  const ended = endedKubernetesVersions[minor];
  const known = Object.keys(kubernetesVersions).join(", ");
  return [
    {
      path: "cluster.kubernetesVersion",
      got: `${JSON.stringify(minor)}, ${ended === undefined ? "which is unknown" : `whose standard support ended on ${ended}`}`,
      expected: `a minor in standard support: ${known}`,
      fix:
        ended === undefined
          ? "choose one of those, or add the minor to modules/kubernetes-versions.ts"
          : "raise it by one minor after the other",
    },
  ];
});

/** A node may be older than its control plane, but a release that is pinned for one minor belongs to it. */
const amiReleaseCheck: Check = defineCheck(["cluster.kubernetesVersion", "cluster.nodeGroups.*"], ({ cluster }) => {
  if (cluster === undefined || !Object.hasOwn(kubernetesVersions, cluster.kubernetesVersion)) return [];
  const minor = cluster.kubernetesVersion;
  const { amiReleases } = getKubernetesVersion(minor);
  return groupsOf(cluster).flatMap(([path, { amiRelease, operatingSystem }]): Problem[] => {
    if (amiRelease === undefined || amiReleasePattern(operatingSystem, minor).test(amiRelease)) return [];
    return [
      {
        path: `${path}.amiRelease`,
        got: JSON.stringify(amiRelease),
        expected: `a release of ${operatingSystem} for Kubernetes ${minor}, such as ${amiReleases[operatingSystem]}`,
        fix: "take the newest release of that minor, or remove the field",
      },
    ];
  });
});

const chartCheck: Check = defineCheck(["cluster.kubernetesVersion"], ({ cluster }) =>
  cluster === undefined ? [] : chartProblems(cluster.kubernetesVersion, kubernetesVersions[cluster.kubernetesVersion]),
);

/** Charts that do not run on a minor. */
export function chartProblems(
  minor: string,
  version: Pick<KubernetesVersion, "charts"> | undefined,
  charts: Readonly<Record<ChartName, { readonly version: string }>> = pinnedCharts,
): readonly Problem[] {
  return (Object.entries(version?.charts ?? {}) as [ChartName, string][])
    .filter(([name, range]) => !meets(charts[name].version, range))
    .map(([name, range]) => ({
      path: "cluster.kubernetesVersion",
      got: `${JSON.stringify(minor)} with chart ${name} ${charts[name].version}`,
      expected: `a minor that the chart runs on; Kubernetes ${minor} needs ${name} ${range}`,
      fix: "choose another minor, or another version of the chart in modules/versions.ts",
    }));
}

export const versionChecks: readonly Check[] = [minorCheck, amiReleaseCheck, chartCheck];
