import { join } from "node:path";
import { clusterLayer } from "./src/cluster/cluster-layer";
import { readSelection } from "./src/command/synth-selection";
import { loadEnvironments } from "./src/config/load-environments";
import { runToCompletion } from "./src/config/run-to-completion";
import { dataLayer } from "./src/data/data-layer";
import { networkLayer } from "./src/network/network-layer";
import { peeringLayer } from "./src/peering/peering-layer";
import type { Layer } from "./src/stack/layer";
import { nameLengthCheck } from "./src/stack/name-checks";
import { findNameClashes } from "./src/stack/name-clashes";
import { type Output, planPlatform } from "./src/stack/planned-platform";
import { providerCheck } from "./src/stack/provider-check";
import { synthesize } from "./src/stack/synthesize";
import { stateLayer } from "./src/state/state-layer";

/** Every layer of the platform. A layer stands behind those whose exports it reads. */
export const layers: readonly Layer[] = [stateLayer, networkLayer, peeringLayer, dataLayer, clusterLayer];

/** What is made of all stacks of an environment together. */
export const outputs: readonly Output[] = [];

/** What an environment must pass before anything is written. */
export const checks = [nameLengthCheck, providerCheck, ...layers.flatMap((layer) => layer.checks)];

function main(): void {
  const directory = process.env["TANDEM_ENVIRONMENTS"] ?? join(__dirname, "environments");
  const selection = readSelection(process.argv.slice(2), process.env);
  const environments = loadEnvironments({
    directory,
    selection,
    checks,
    compare: findNameClashes,
    variables: process.env,
  });
  const platforms = environments.map((environment) => planPlatform(layers, environment));
  const outdir = process.env["CDKTF_OUTDIR"] ?? "cdktf.out";
  const sweptByCdktf = process.env["CDKTF_CONTEXT_JSON"] !== undefined;
  const { stacks, lines: changes } = synthesize(platforms, outputs, outdir, { sweptByCdktf });
  const lines = platforms.flatMap((platform) => platform.layers.flatMap(({ report }) => report));
  const today = new Date();
  const warnings = environments.flatMap((environment) => layers.flatMap(({ warn }) => warn(environment, today)));
  for (const warning of warnings) process.stderr.write(`warning: ${warning}\n`);
  process.stdout.write(`${[...lines, ...changes, `${stacks.length} stacks: ${stacks.join(", ")}`].join("\n")}\n`);
}

if (require.main === module) runToCompletion(main);
