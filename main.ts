import { join } from "node:path";
import { clusterLayer } from "./src/cluster/cluster-layer";
import { readSelection } from "./src/command/synth-selection";
import { loadEnvironments } from "./src/config/load-environments";
import { runToCompletion } from "./src/config/run-to-completion";
import { dataLayer } from "./src/data/data-layer";
import { networkLayer } from "./src/network/network-layer";
import { peeringLayer } from "./src/peering/peering-layer";
import { nameLengthCheck } from "./src/stack/name-checks";
import { synthesize } from "./src/stack/synthesize";
import { stateLayer } from "./src/state/state-layer";

/** Every layer of the platform. A layer stands behind those whose exports it reads. */
export const layers = [stateLayer, networkLayer, peeringLayer, dataLayer, clusterLayer];

/** What an environment must pass before anything is written. */
export const checks = [nameLengthCheck, ...layers.flatMap((layer) => layer.checks)];

function main(): void {
  const directory = process.env["TANDEM_ENVIRONMENTS"] ?? join(__dirname, "environments");
  const selection = readSelection(process.argv.slice(2), process.env);
  const environments = loadEnvironments(directory, selection, checks, process.env);
  // CDKTF's command line sweeps by itself afterwards, by a list that it made before, and fails where something is gone already.
  const keepStale = process.env["CDKTF_CONTEXT_JSON"] !== undefined;
  const stacks = synthesize(layers, environments, process.env["CDKTF_OUTDIR"] ?? "cdktf.out", { keepStale });
  const lines = environments.flatMap((environment) => layers.flatMap(({ report }) => report?.(environment) ?? []));
  const today = new Date();
  const warnings = environments.flatMap((environment) =>
    layers.flatMap(({ warn }) => warn?.(environment, today) ?? []),
  );
  for (const warning of warnings) process.stderr.write(`warning: ${warning}\n`);
  process.stdout.write(`${[...lines, `${stacks.length} stacks: ${stacks.join(", ")}`].join("\n")}\n`);
}

if (require.main === module) runToCompletion(main);
