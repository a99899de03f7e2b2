import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeContract } from "../modules/contracts/contract";
import { extractContract } from "../modules/contracts/extract-contract";
import { writeInputTypes } from "../modules/contracts/input-types";
import { type ModuleName, moduleVersions } from "../modules/versions";
import { contractCommand } from "../src/command/contract-command";
import { runCommand } from "../src/command/run-command";

/** Writes modules/contracts/<module>.json and the input types of modules/<module>. */
async function writeFiles(name: ModuleName, directory: string): Promise<void> {
  const version = moduleVersions[name];
  const contract = await extractContract(`terraform-aws-modules/${name}/aws`, version, directory);
  const root = join(__dirname, "..", "modules");
  const interfaceName = `${name.charAt(0).toUpperCase()}${name.slice(1)}Inputs`;
  writeFileSync(join(root, "contracts", `${name}.json`), writeContract(contract));
  writeFileSync(join(root, name, `${name}-inputs.ts`), writeInputTypes(contract, interfaceName));
  process.stdout.write(
    `${contract.module} ${version}: ${Object.keys(contract.inputs).length} inputs, ${contract.outputs.length} outputs\n`,
  );
}

void runCommand(contractCommand(Object.keys(moduleVersions) as ModuleName[], writeFiles));
