import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { ChartContract } from "../../modules/contracts/chart-contract";
import type { PlainValues } from "./plain-values";

/** What the project keeps for Helm beside its code: base values of public charts, and charts of its own. Read once. */
export interface HelmFiles {
  /** By the name of the file, which is that of the release. */
  readonly baseValues: ReadonlyMap<string, PlainValues>;
  readonly ownCharts: ReadonlyMap<string, OwnChart>;
  /** What public charts take, by chart. */
  readonly contracts: ReadonlyMap<string, ChartContract>;
}

/** A chart of our own, as it is written into the output directory. */
export interface OwnChart {
  readonly name: string;
  /** With a digest of all files behind the `+`: Terraform compares nothing of a local chart but its version. */
  readonly version: string;
  /** Texts by their paths below the chart. */
  readonly files: ReadonlyMap<string, string>;
}

/** Reads `helm-values/`, `charts/` and `modules/contracts/charts/` of the project. */
export function readHelmFiles(project: string): HelmFiles {
  const values = join(project, "helm-values");
  const charts = join(project, "charts");
  const contracts = join(project, "modules", "contracts", "charts");
  return {
    baseValues: new Map(
      readdirSync(values)
        .filter((file) => file.endsWith(".yaml"))
        .map((file) => [file.slice(0, -".yaml".length), parse(readFileSync(join(values, file), "utf8")) ?? {}]),
    ),
    ownCharts: new Map(
      readdirSync(charts, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => [name, readOwnChart(name, join(charts, name))]),
    ),
    contracts: new Map(
      readdirSync(contracts).map((file) => {
        const contract: ChartContract = JSON.parse(readFileSync(join(contracts, file), "utf8"));
        return [contract.chart, contract];
      }),
    ),
  };
}

function readOwnChart(name: string, directory: string): OwnChart {
  const paths = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
    .toSorted();
  const texts = new Map(paths.map((path) => [path, readFileSync(join(directory, path), "utf8")]));
  const digest = createHash("sha256");
  for (const [path, text] of texts) digest.update(`${path}\0${text}\0`);
  const version = `0.1.0+${digest.digest("hex").slice(0, 12)}`;
  const described = (texts.get("Chart.yaml") ?? "").replace(/^version: .*$/m, `version: ${version}`);
  return { name, version, files: new Map([...texts, ["Chart.yaml", described]]) };
}
