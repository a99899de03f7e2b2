import { installEmulators } from "../../src/local/install-emulators";
import { labFolder } from "../../src/local/lab-folder";
import { findMissingPrograms } from "../../src/local/programs";
import { findTerraformSources } from "../../src/local/terraform-sources";

/** Once, before the parts of the lab start side by side; not at all where none of them can. */
export async function setup(): Promise<void> {
  const lab = labFolder(process.env);
  // Every part needs the network.
  const { missing } = await findTerraformSources(lab, ["vpc"], process.env);
  if ([...findMissingPrograms(), ...missing].length === 0)
    await installEmulators(lab, (line) => process.stdout.write(`${line}\n`));
}
