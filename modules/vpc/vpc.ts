import { Token } from "cdktf";
import type { Construct } from "constructs";
import { PublicModule, type PublicModuleProps } from "../public-module";
import type { VpcInputs } from "./vpc-inputs";

/** terraform-aws-modules/vpc: a VPC with its subnets, gateways, route tables and flow logs. */
export class Vpc extends PublicModule<VpcInputs> {
  constructor(scope: Construct, id: string, props: PublicModuleProps<VpcInputs>) {
    super(scope, id, "vpc", props);
  }

  get vpcId(): string {
    return this.getString("vpc_id");
  }

  get publicSubnetIds(): string[] {
    return this.listOf("public_subnets");
  }

  get privateSubnetIds(): string[] {
    return this.listOf("private_subnets");
  }

  get databaseSubnetIds(): string[] {
    return this.listOf("database_subnets");
  }

  get intraSubnetIds(): string[] {
    return this.listOf("intra_subnets");
  }

  /** One per NAT gateway. */
  get privateRouteTableIds(): string[] {
    return this.listOf("private_route_table_ids");
  }

  /** One per NAT gateway, although nothing in it leads to one. */
  get databaseRouteTableIds(): string[] {
    return this.listOf("database_route_table_ids");
  }

  get intraRouteTableIds(): string[] {
    return this.listOf("intra_route_table_ids");
  }

  get natPublicIps(): string[] {
    return this.listOf("nat_public_ips");
  }

  private listOf(output: string): string[] {
    return Token.asList(this.interpolationForOutput(output));
  }
}
