import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeContract } from "../modules/contracts/contract";
import { extractContract } from "../modules/contracts/extract-contract";
import { writeInputTypes } from "../modules/contracts/input-types";
import { type ModuleName, moduleVersions } from "../modules/versions";

/**
 * npm run contract -- <module> <directory of its source at the pinned version>
 *
 * Writes modules/contracts/<module>.json and the input types of modules/<module>.
 */
async function main([name, directory]: readonly string[]): Promise<void> {
  if (name === undefined || directory === undefined || !(name in moduleVersions)) {
    throw new Error(`usage: npm run contract -- <${Object.keys(moduleVersions).join(" | ")}> <source directory>`);
  }
  const version = moduleVersions[name as ModuleName];
  const contract = await extractContract(`terraform-aws-modules/${name}/aws`, version, directory);
  const root = join(__dirname, "..", "modules");
  const interfaceName = `${name.charAt(0).toUpperCase()}${name.slice(1)}Inputs`;
  writeFileSync(join(root, "contracts", `${name}.json`), writeContract(contract));
  writeFileSync(join(root, name, `${name}-inputs.ts`), writeInputTypes(contract, interfaceName));
  process.stdout.write(
    `${contract.module} ${version}: ${Object.keys(contract.inputs).length} inputs, ${contract.outputs.length} outputs\n`,
  );
}

main(process.argv.slice(2)).catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
