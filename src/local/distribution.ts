/** One of the two programs that apply stacks, and where it finds providers. */
export interface Distribution {
  readonly name: string;
  readonly program: string;
  /** The host that provider addresses without one mean. */
  readonly registry: string;
  /** Its filesystem mirror in the lab folder. */
  readonly mirror: string;
  /** Its configuration, which the lab writes into the lab folder. */
  readonly configuration: string;
}

export const terraform: Distribution = {
  name: "Terraform",
  program: "terraform",
  registry: "registry.terraform.io",
  mirror: "plugins",
  configuration: "terraformrc",
};

export const openTofu: Distribution = {
  name: "OpenTofu",
  program: "tofu",
  registry: "registry.opentofu.org",
  mirror: "plugins-opentofu",
  configuration: "tofurc",
};
