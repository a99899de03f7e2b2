import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type ModuleName, moduleVersions } from "../../modules/versions";
import { terraform } from "../../src/local/distribution";
import { findTerraformSources } from "../../src/local/terraform-sources";
import { temporaryDirectory } from "../temporary";

const modules: readonly ModuleName[] = ["vpc"];

/** A Terraform filesystem mirror with these providers, such as `hashicorp/aws/6.28.0`. */
function mirrorIn(directory: string, ...providers: readonly string[]): string {
  for (const provider of providers)
    mkdirSync(join(directory, "registry.terraform.io", provider, "linux_amd64"), { recursive: true });
  return directory;
}

/** A lab folder with every module, and these providers among its plugins. */
function labWith(...providers: readonly string[]): string {
  const lab = temporaryDirectory();
  mirrorIn(join(lab, "plugins"), ...providers);
  for (const name of modules)
    mkdirSync(join(lab, "modules", "terraform-aws-modules", name, "aws", moduleVersions[name]), { recursive: true });
  return lab;
}

describe("findTerraformSources", () => {
  it("takes provider and modules from the lab folder where all of them are there", async () => {
    const lab = labWith("hashicorp/aws/6.28.0");
    expect(await findTerraformSources(lab, modules, {})).toEqual({
      variables: {
        TF_CLI_CONFIG_FILE: join(lab, "terraformrc"),
        TANDEM_AWS_PROVIDER: "6.28.0",
        TANDEM_MODULES: join(lab, "modules"),
      },
      missing: [],
    });
  });

  it("tells Terraform which providers it finds there, and that all others come from the registry", async () => {
    const lab = labWith("hashicorp/aws/6.28.0", "hashicorp/random/3.9.0");
    await findTerraformSources(lab, modules, {});
    const names = '["registry.terraform.io/hashicorp/aws","registry.terraform.io/hashicorp/random"]';
    expect(readFileSync(join(lab, "terraformrc"), "utf8")).toBe(`provider_installation {
  filesystem_mirror {
    path    = "${join(lab, "plugins")}"
    include = ${names}
  }
  direct {
    exclude = ${names}
  }
}
`);
  });

  it("looks for the provider in a mirror that the process names, too", async () => {
    const lab = labWith("hashicorp/aws/6.28.0", "hashicorp/random/3.9.0");
    const mirror = mirrorIn(temporaryDirectory(), "hashicorp/aws/6.30.0");
    const { variables } = await findTerraformSources(lab, modules, { TANDEM_PROVIDERS: mirror });
    expect(variables["TANDEM_AWS_PROVIDER"]).toBe("6.30.0");
    expect(readFileSync(join(lab, "terraformrc"), "utf8")).toContain(`path    = "${mirror}"`);
  });

  it("leaves a mirror without providers out", async () => {
    const lab = labWith("hashicorp/aws/6.28.0");
    await findTerraformSources(lab, modules, { TANDEM_PROVIDERS: temporaryDirectory() });
    expect(readFileSync(join(lab, "terraformrc"), "utf8").match(/filesystem_mirror/g)).toHaveLength(1);
  });

  it("takes copies of every module with what stands beside them: modules that they call, providers that they ask for", async () => {
    const lab = labWith("hashicorp/aws/6.28.0", "hashicorp/random/3.9.0");
    mirrorIn(
      join(lab, "plugins"),
      ...["cloudinit/2.4.0", "null/3.3.1", "time/0.14.0", "tls/4.2.1"].map((p) => `hashicorp/${p}`),
    );
    for (const path of [`rds/aws/${moduleVersions.rds}`, `eks/aws/${moduleVersions.eks}`, "kms/aws/4.0.0"])
      mkdirSync(join(lab, "modules", "terraform-aws-modules", path), { recursive: true });
    const { variables, missing } = await findTerraformSources(lab, ["vpc", "rds", "eks"], {});
    expect(missing).toEqual([]);
    expect(variables["TANDEM_MODULES"]).toBe(join(lab, "modules"));
  });

  it("takes the newest version of the provider, and nothing that is no version", async () => {
    const lab = labWith("hashicorp/aws/6.28.0", "hashicorp/aws/6.30.1", "hashicorp/aws/index.json");
    expect((await findTerraformSources(lab, modules, {})).variables["TANDEM_AWS_PROVIDER"]).toBe("6.30.1");
  });

  it("knows that 6.28 is newer than 6.9", async () => {
    const lab = labWith("hashicorp/aws/6.28.0", "hashicorp/aws/6.9.0");
    expect((await findTerraformSources(lab, modules, {})).variables["TANDEM_AWS_PROVIDER"]).toBe("6.28.0");
  });

  it("takes everything from the public registry where something is missing and the registry can be had", async () => {
    const lab = labWith("hashicorp/aws/6.28.0");
    expect(await findTerraformSources(lab, ["vpc", "rds"], {}, terraform, async () => true)).toEqual({
      variables: {},
      missing: [],
    });
  });

  it("says of each provider and module that cannot be had where it looked, and what to do", async () => {
    const lab = temporaryDirectory();
    const mirror = temporaryDirectory();
    const { variables, missing } = await findTerraformSources(
      lab,
      ["vpc", "rds"],
      { TANDEM_PROVIDERS: mirror },
      terraform,
      async () => false,
    );
    expect(variables).toEqual({});
    const provider = (name: string) => ({
      what: `no provider hashicorp/${name} in ${join(lab, "plugins")}, ${mirror} and no registry`,
      fix: "let this machine reach registry.terraform.io, or set TANDEM_PROVIDERS to a filesystem mirror of Terraform that has it",
    });
    const module = (path: string) => ({
      what: `no module terraform-aws-modules/${path} in ${join(lab, "modules")} and no registry`,
      fix: "let this machine reach registry.terraform.io, or copy the module there",
    });
    expect(missing).toEqual([
      provider("aws"),
      provider("random 3.9.0"),
      module(`vpc/aws/${moduleVersions.vpc}`),
      module(`rds/aws/${moduleVersions.rds}`),
    ]);
  });
});
