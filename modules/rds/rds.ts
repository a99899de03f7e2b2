import type { Construct } from "constructs";
import { PublicModule, type PublicModuleProps } from "../public-module";
import type { RdsInputs } from "./rds-inputs";

/** terraform-aws-modules/rds: one database instance with its parameter group. */
export class Rds extends PublicModule<RdsInputs> {
  constructor(scope: Construct, id: string, props: PublicModuleProps<RdsInputs>) {
    super(scope, id, "rds", props);
  }

  get arn(): string {
    return this.getString("db_instance_arn");
  }

  /** Host name, without the port. */
  get address(): string {
    return this.getString("db_instance_address");
  }

  /** By which Database Insights knows it: `db-ABC...`. */
  get resourceId(): string {
    return this.getString("db_instance_resource_id");
  }

  get identifier(): string {
    return this.getString("db_instance_identifier");
  }
}
