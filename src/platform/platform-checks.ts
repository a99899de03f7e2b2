import { type Check, defineCheck } from "../config/check";
import { entriesOf } from "../config/entries";
import type { Problem } from "../config/problem";
import type { HelmFiles } from "../helm/helm-files";
import { overrideProblems } from "../helm/override-problems";
import { type PlatformReleaseName, platformCharts, platformReleases } from "./platform-releases";

/** What an environment cannot ask of the controllers. */
export function definePlatformChecks(files: HelmFiles): readonly Check[] {
  const overrideCheck = defineCheck(["platform.releases", "cluster.nodeGroups.*"], ({ platform, cluster }) =>
    overrideProblems(["platform", "releases"], platform.releases, platformCharts, files, cluster),
  );
  return [overrideCheck, neededCheck, zoneCheck];
}

const neededCheck: Check = defineCheck(["platform.releases"], ({ platform }) =>
  entriesOf(["platform", "releases"], platform.releases).flatMap(({ name, path, value }): Problem[] => {
    const { neededBy } = platformReleases[name as PlatformReleaseName];
    if (value.enabled || neededBy.length === 0) return [];
    return [
      {
        path: `${path}.enabled`,
        got: "false",
        expected: `true: ${neededBy.join(", ")} cannot do without it`,
        fix: "leave it on",
      },
    ];
  }),
);

/** Challenges are answered in a zone, by its id. */
const zoneCheck: Check = defineCheck(["platform.acme", "dns"], ({ platform, dns }) => {
  if (platform.acme === undefined || dns !== undefined) return [];
  return [
    {
      path: "platform.acme",
      got: "issuers of ACME, and no dns",
      expected: "a zone in dns, where challenges are answered",
      fix: "add dns: { domain, hostedZoneId }, or remove acme: the internal CA needs no zone",
    },
  ];
});
