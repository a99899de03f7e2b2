import { type ModuleName, moduleVersions } from "./versions";

/** Where Terraform takes the terraform-aws-modules from. */
export type ModuleSource =
  | { readonly from: "public-registry" }
  | { readonly from: "registry"; readonly host: string }
  /** A directory laid out as `terraform-aws-modules/<name>/aws/<version>`. */
  | { readonly from: "directory"; readonly path: string };

/** The `source` and `version` arguments of a module call. A directory takes no version: Terraform refuses it there. */
export function locateModule(name: ModuleName, source: ModuleSource): { source: string; version?: string } {
  const version = moduleVersions[name];
  const address = `terraform-aws-modules/${name}/aws`;
  if (source.from === "directory") return { source: `${source.path}/${address}/${version}` };
  return { source: source.from === "registry" ? `${source.host}/${address}` : address, version };
}
