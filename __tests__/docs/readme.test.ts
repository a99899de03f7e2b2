import { readFileSync } from "node:fs";
import { join } from "node:path";
import { minVersion } from "semver";
import { expect, it } from "vitest";
import { openTofuVersion, terraformVersion } from "../../modules/versions";

const root = join(__dirname, "..", "..");
const readme = readFileSync(join(root, "README.md"), "utf8").replace(/\s+/g, " ");

it("says which versions of Terraform and OpenTofu work: those that stacks ask for, and those of the lab", () => {
  const ofLab = readFileSync(join(root, ".terraform-version"), "utf8").trim();
  expect(readme).toContain(
    `Terraform ${minVersion(terraformVersion)} or newer applies the stacks, and so does OpenTofu; the lab takes a stack of each layer through ` +
      `its life with Terraform ${ofLab} and with OpenTofu ${openTofuVersion}.`,
  );
});
