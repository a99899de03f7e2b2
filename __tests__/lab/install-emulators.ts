import { installEmulators } from "../../src/local/emulators";
import { labFolder } from "../../src/local/lab-folder";
import { findTerraformSources } from "../../src/local/terraform-sources";
import { missingPrograms } from "./laboratory";

/** Once, before the parts of the lab start side by side; not at all where none of them can. */
export async function setup(): Promise<void> {
  const lab = labFolder(process.env);
  // Every part needs the network.
  const { missing } = await findTerraformSources(lab, ["vpc"], process.env);
  if ([...missingPrograms(), ...missing].length === 0) installEmulators(lab);
}
