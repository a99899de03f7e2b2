import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { writeChartContract } from "../modules/contracts/chart-contract";
import { writeContract } from "../modules/contracts/contract";
import { extractChartContract } from "../modules/contracts/extract-chart-contract";
import { extractContract } from "../modules/contracts/extract-contract";
import { writeInputTypes } from "../modules/contracts/input-types";
import { type ChartName, charts, type ModuleName, moduleVersions } from "../modules/versions";
import { contractCommand } from "../src/command/contract-command";
import { runCommand } from "../src/command/run-command";

const root = join(__dirname, "..", "modules");

async function writeFiles(name: ModuleName | "chart", directory: string): Promise<void> {
  if (name === "chart") writeChartFile(directory);
  else await writeModuleFiles(name, directory);
}

/** Writes modules/contracts/<module>.json and the input types of modules/<module>. */
async function writeModuleFiles(name: ModuleName, directory: string): Promise<void> {
  const version = moduleVersions[name];
  const contract = await extractContract(`terraform-aws-modules/${name}/aws`, version, directory);
  const interfaceName = `${name.charAt(0).toUpperCase()}${name.slice(1)}Inputs`;
  writeFileSync(join(root, "contracts", `${name}.json`), writeContract(contract));
  writeFileSync(join(root, name, `${name}-inputs.ts`), writeInputTypes(contract, interfaceName));
  process.stdout.write(
    `${contract.module} ${version}: ${Object.keys(contract.inputs).length} inputs, ${contract.outputs.length} outputs\n`,
  );
}

/** Writes modules/contracts/charts/<chart>.json. */
function writeChartFile(directory: string): void {
  const { name } = parse(readFileSync(join(directory, "Chart.yaml"), "utf8")) as { readonly name: ChartName };
  if (!Object.hasOwn(charts, name)) {
    throw new Error(`${directory} is chart ${name}, expected one of ${Object.keys(charts).join(", ")}`);
  }
  const { version } = charts[name];
  const contract = extractChartContract(name, version, directory);
  mkdirSync(join(root, "contracts", "charts"), { recursive: true });
  writeFileSync(join(root, "contracts", "charts", `${name}.json`), writeChartContract(contract));
  process.stdout.write(`${name} ${version}: ${Object.keys(contract.values).length} keys at the top\n`);
}

void runCommand(contractCommand(Object.keys(moduleVersions) as ModuleName[], writeFiles));
