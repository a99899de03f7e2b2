import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { type App, LocalBackend, S3Backend, TerraformElement, TerraformStack } from "cdktf";
import type { Node } from "constructs";
import { providerVersions, terraformVersion } from "../../modules/versions";
import { emulatedProvider } from "./emulator";
import { s3StateConfig } from "./s3-state";
import { providerAlias, type StackPlan } from "./stack-plan";
import { tagsOf } from "./tags";

/**
 * What every stack has: the Terraform version, a backend, and the providers that its plan asks for.
 * A stack of one region has one provider without alias. A stack of both has an alias for each and none without, so that a resource that
 * forgets to choose fails at plan instead of landing somewhere.
 */
export class LayerStack extends TerraformStack {
  private readonly providers: ReadonlyMap<string, AwsProvider>;

  constructor(app: App, plan: StackPlan) {
    super(app, plan.id);
    this.addOverride("terraform.required_version", terraformVersion);
    addBackend(this, plan);
    this.providers = new Map(
      plan.providers.includes("aws") ? plan.regionCodes.map((code) => [code, addProvider(this, plan, code)]) : [],
    );
    for (const name of plan.providers) {
      // CDKTF itself pins the version that its bindings were generated from, and no provider of a module.
      const version = name === "aws" ? plan.environment.terraform.awsProvider : providerVersions[name].version;
      this.addOverride(`terraform.required_providers.${name}`, { ...providerVersions[name], version });
    }
  }

  /**
   * Nothing. CDKTF resolves every stack a second time here, to find references to others; readExports is the one way to read another stack. A
   * reference past it would name what this stack has under the same address: a test compares with what the preparation makes.
   */
  override prepareStack(): void {}

  /** The provider of a region that the stack's plan names. */
  getProvider(regionCode: string): AwsProvider {
    const provider = this.providers.get(regionCode);
    if (provider === undefined) {
      throw new Error(
        `${this.node.id} has no provider for ${regionCode}, expected one of ${[...this.providers.keys()].join(", ")}`,
      );
    }
    return provider;
  }

  /**
   * Addresses that a person can type at night: `aws_s3_bucket.euw1_bucket`, the path of ids without CDKTF's hash. The hash exists because
   * joined paths can collide; without `_` in ids they cannot.
   */
  protected override allocateLogicalId(element: TerraformElement | Node): string {
    const node = TerraformElement.isTerraformElement(element) ? element.node : (element as Node);
    const ids = node.scopes.slice(node.scopes.indexOf(this) + 1).map((scope) => scope.node.id);
    const unclear = ids.length > 1 ? ids.find((id) => !/^[a-z0-9-]+$/.test(id)) : undefined;
    if (unclear !== undefined) {
      throw new Error(
        `id ${unclear} in ${node.path}, expected lower-case letters, digits and dashes: Terraform addresses are made of ids`,
      );
    }
    return ids.join("_");
  }
}

function addProvider(stack: TerraformStack, { environment, layer, regionCodes }: StackPlan, code: string): AwsProvider {
  const { accountId, emulator } = environment;
  const named = regionCodes.length === 1 ? {} : { alias: providerAlias(code) };
  return new AwsProvider(stack, ["aws", ...Object.values(named)].join("-"), {
    region: code,
    allowedAccountIds: [accountId],
    defaultTags: [{ tags: { ...tagsOf(environment, layer, code) } }],
    ...named,
    ...(emulator === undefined ? {} : emulatedProvider(emulator, accountId)),
  });
}

function addBackend(stack: TerraformStack, { state, environment }: StackPlan): void {
  if (state.backend === "local") {
    new LocalBackend(stack, { path: state.path });
    return;
  }
  // No `encrypt`: it would ask for AES256 and so override the bucket's default, which is the environment's own KMS key.
  const backend = new S3Backend(stack, s3StateConfig(state, environment));
  backend.addOverride("use_lockfile", true);
}
