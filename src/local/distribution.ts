/** One of the two programs that apply stacks, and where it finds providers. */
export interface Distribution {
  readonly name: string;
  readonly program: string;
  /** Where it is had from. */
  readonly homepage: string;
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
  homepage: "https://developer.hashicorp.com/terraform/install",
  registry: "registry.terraform.io",
  mirror: "plugins",
  configuration: "terraformrc",
};

export const openTofu: Distribution = {
  name: "OpenTofu",
  program: "tofu",
  homepage: "https://opentofu.org/docs/intro/install",
  registry: "registry.opentofu.org",
  mirror: "plugins-opentofu",
  configuration: "tofurc",
};
