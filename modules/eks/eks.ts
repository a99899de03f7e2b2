import type { Construct } from "constructs";
import { PublicModule, type PublicModuleProps } from "../public-module";
import type { EksInputs } from "./eks-inputs";

/** terraform-aws-modules/eks: a cluster with its OIDC provider, node groups, add-ons and access entries. */
export class Eks extends PublicModule<EksInputs> {
  constructor(scope: Construct, id: string, props: PublicModuleProps<EksInputs>) {
    super(scope, id, "eks", props);
  }

  /** Known once the cluster and its access entries exist. */
  get clusterName(): string {
    return this.getString("cluster_name");
  }

  get clusterEndpoint(): string {
    return this.getString("cluster_endpoint");
  }

  /** Base64. */
  get certificateAuthorityData(): string {
    return this.getString("cluster_certificate_authority_data");
  }

  /** The issuer of the cluster's tokens without `https://`: what condition keys of trust policies begin with. */
  get oidcIssuer(): string {
    return this.getString("oidc_provider");
  }

  get oidcProviderArn(): string {
    return this.getString("oidc_provider_arn");
  }

  get nodeSecurityGroupId(): string {
    return this.getString("node_security_group_id");
  }
}
