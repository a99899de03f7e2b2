import { join } from "node:path";
import { clusterLayer } from "./src/cluster/cluster-layer";
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
  const environments = loadEnvironments(directory, process.env["ENVIRONMENT"] ?? "dev", checks, process.env);
  const outdir = process.env["CDKTF_OUTDIR"] ?? "cdktf.out";
  const sweptByCdktf = process.env["CDKTF_CONTEXT_JSON"] !== undefined;
  const { stacks, lines: changes } = synthesize(layers, environments, outdir, { sweptByCdktf });
  const lines = environments.flatMap((environment) => layers.flatMap(({ report }) => report?.(environment) ?? []));
  const today = new Date();
  const warnings = environments.flatMap((environment) =>
    layers.flatMap(({ warn }) => warn?.(environment, today) ?? []),
  );
  for (const warning of warnings) process.stderr.write(`warning: ${warning}\n`);
  process.stdout.write(`${[...lines, ...changes, `${stacks.length} stacks: ${stacks.join(", ")}`].join("\n")}\n`);
}

if (require.main === module) runToCompletion(main);
