import { addonNames, kubernetesVersions } from "../../modules/kubernetes-versions";
import { postgresVersions } from "../../modules/postgres-versions";
import type { AskAws } from "../../src/versions/aws-command-line";

/** An AWS that has exactly what the tables have, but for some values in place of others. */
export function awsWith(
  instead: Readonly<Record<string, string>> = {},
  newer: { minor?: string; major?: string } = {},
): AskAws {
  const of = (value: string) => instead[value] ?? value;
  return async (service, action, ...args) => {
    const value = (name: string) => args[args.indexOf(name) + 1] ?? "";
    switch (`${service} ${action}`) {
      case "eks describe-cluster-versions":
        return {
          clusterVersions: [
            ...Object.entries(kubernetesVersions).map(([clusterVersion, { endOfStandardSupport }]) => ({
              clusterVersion,
              endOfStandardSupportDate: `${of(endOfStandardSupport)}T00:00:00+00:00`,
            })),
            ...(newer.minor === undefined ? [] : [{ clusterVersion: newer.minor }]),
          ],
        };
      case "eks describe-addon-versions": {
        const { addons } = kubernetesVersions[value("--kubernetes-version")] ?? {};
        const name = addonNames.find((one) => one === value("--addon-name"));
        const known = addons === undefined || name === undefined ? "" : addons[name];
        return { addons: [{ addonVersions: [{ addonVersion: "v0.1.0-eksbuild.9" }, { addonVersion: of(known) }] }] };
      }
      case "ssm get-parameter": {
        const [, minor = ""] = /(?:aws-k8s-|optimized-ami\/)([\d.]+)\//.exec(value("--name")) ?? [];
        const images = kubernetesVersions[minor]?.amiReleases;
        const system = value("--name").includes("bottlerocket") ? "bottlerocket" : "al2023";
        return { Parameter: { Value: of(images?.[system] ?? "") } };
      }
      default:
        return {
          DBMajorEngineVersions: [
            ...Object.entries(postgresVersions).map(([MajorEngineVersion, { endOfStandardSupport }]) => ({
              MajorEngineVersion,
              SupportedEngineLifecycles: [
                {
                  LifecycleSupportName: "open-source-rds-standard-support",
                  LifecycleSupportEndDate: `${of(endOfStandardSupport)}T23:59:59.999000+00:00`,
                },
              ],
            })),
            ...(newer.major === undefined ? [] : [{ MajorEngineVersion: newer.major }]),
          ],
        };
    }
  };
}
