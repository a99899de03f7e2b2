import { certificatesLayer } from "./src/certificates/certificates-layer";
import { clusterLayer } from "./src/cluster/cluster-layer";
import { readSelection } from "./src/command/synth-selection";
import { environmentDirectory } from "./src/config/environment-directory";
import { loadEnvironments } from "./src/config/load-environments";
import { runToCompletion } from "./src/config/run-to-completion";
import { dataLayer } from "./src/data/data-layer";
import { edgeLayer } from "./src/edge/edge-layer";
import { entryLayer } from "./src/entry/entry-layer";
import { defineBaseValuesCheck } from "./src/helm/base-values-check";
import { readHelmFiles } from "./src/helm/helm-files";
import { imagesLayer } from "./src/images/images-layer";
import { defineMonitoringLayer } from "./src/monitoring/monitoring-layer";
import { monitoringCharts } from "./src/monitoring/monitoring-releases";
import { networkLayer } from "./src/network/network-layer";
import { peeringLayer } from "./src/peering/peering-layer";
import { definePlatformLayer } from "./src/platform/platform-layer";
import { platformCharts } from "./src/platform/platform-releases";
import { accountChecks } from "./src/stack/account-checks";
import type { Layer } from "./src/stack/layer";
import { nameLengthCheck } from "./src/stack/name-checks";
import { findNameClashes } from "./src/stack/name-clashes";
import { type Output, planPlatforms } from "./src/stack/planned-platform";
import { providerCheck } from "./src/stack/provider-check";
import { synthesize } from "./src/stack/synthesize";
import { stateLayer } from "./src/state/state-layer";
import { defineWorkloadsLayer } from "./src/workloads/workloads-layer";

const helmFiles = readHelmFiles(__dirname);

/** Every layer of the platform. A layer stands behind those whose exports it reads. */
export const layers: readonly Layer[] = [
  stateLayer,
  imagesLayer,
  networkLayer,
  peeringLayer,
  certificatesLayer,
  dataLayer,
  entryLayer,
  clusterLayer,
  definePlatformLayer(helmFiles),
  defineMonitoringLayer(helmFiles),
  defineWorkloadsLayer(helmFiles),
  edgeLayer,
];

/** What is made of all stacks of an environment together. */
export const outputs: readonly Output[] = [];

/** What an environment must pass before anything is written. */
export const checks = [
  nameLengthCheck,
  providerCheck,
  ...accountChecks,
  defineBaseValuesCheck(helmFiles, { ...platformCharts, ...monitoringCharts }),
  ...layers.flatMap((layer) => layer.checks),
];

function main(): void {
  const directory = environmentDirectory(__dirname, process.env);
  const selection = readSelection(process.argv.slice(2), process.env);
  const environments = loadEnvironments({
    directory,
    selection,
    checks,
    compare: findNameClashes,
    variables: process.env,
  });
  const platforms = planPlatforms(layers, environments);
  const outdir = process.env["CDKTF_OUTDIR"] ?? "cdktf.out";
  const sweptByCdktf = process.env["CDKTF_CONTEXT_JSON"] !== undefined;
  const { stacks, report, lines } = synthesize(platforms, outputs, outdir, { sweptByCdktf });
  const today = new Date();
  const warnings = environments.flatMap((environment) => layers.flatMap(({ warn }) => warn(environment, today)));
  for (const warning of warnings) process.stderr.write(`warning: ${warning}\n`);
  process.stdout.write(`${[...report, ...lines, `${stacks.length} stacks: ${stacks.join(", ")}`].join("\n")}\n`);
}

if (require.main === module) runToCompletion(main);
