import { TerraformModule } from "cdktf";
import type { Construct } from "constructs";
import { locateModule, type ModuleSource } from "./module-source";
import type { ModuleName } from "./versions";

export interface PublicModuleProps<Inputs extends object> {
  readonly source: ModuleSource;
  /** In the module's own words. */
  readonly inputs: Inputs;
}

/** A call of a terraform-aws-module at its pinned version. Bindings of single modules add typed outputs. */
export class PublicModule<Inputs extends object> extends TerraformModule {
  private readonly inputs: Inputs;

  constructor(scope: Construct, id: string, name: ModuleName, { source, inputs }: PublicModuleProps<Inputs>) {
    super(scope, id, {
      ...locateModule(name, source),
      // A directory is used where it stands; CDKTF would copy the whole of it beside every stack.
      skipAssetCreationFromLocalModules: true,
    });
    this.inputs = inputs;
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return Object.fromEntries(Object.entries(this.inputs));
  }

  protected override synthesizeHclAttributes(): Record<string, unknown> {
    return Object.fromEntries(Object.entries(this.inputs).map(([name, value]) => [name, { value, type: "any" }]));
  }
}
