import { type App, Lazy, propertyAccess, Token } from "cdktf";
import { Eks } from "../../modules/eks/eks";
import { EncryptionKey } from "../../modules/encryption-key/encryption-key";
import { logGroupsUseKey } from "../../modules/iam/policy-document";
import { NodeRole } from "../../modules/node-role/node-role";
import { type Proof, ServiceAccountRole } from "../../modules/service-account-role/service-account-role";
import { networkExports } from "../network/network-exports";
import { readExports, writeExports } from "../stack/exports";
import { LayerStack } from "../stack/layer-stack";
import { clusterExports } from "./cluster-exports";
import { type ClusterPlan, clusterArn } from "./cluster-plan";
import { eksInputs } from "./eks-inputs";
import { clusterLogGroup, type IdentityPlan } from "./identities";
import { addRouteCheck } from "./route-check";

/** EKS in one region: the cluster with its nodes and add-ons, and a role for every service account that acts in AWS. */
export class ClusterStack extends LayerStack {
  constructor(app: App, plan: ClusterPlan) {
    super(app, plan.stack);
    const { names, partition, region, cluster, stack } = plan;
    const { accountId, deletionProtection, iam, terraform } = stack.environment;
    const network = readExports(this, networkExports, plan.network, { private_subnet_ids: region.zones.length });
    addRouteCheck(this, plan, network);

    const key = new EncryptionKey(this, "cluster", {
      alias: names.clusterKeyAlias,
      description: "Kubernetes secrets and control plane logs",
      partition,
      accountId,
      deletionProtection,
      administrators: cluster.keyAdministrators,
      statements: [logGroupsUseKey(partition, region.code, accountId, [clusterLogGroup(names.cluster)])],
    });
    const nodeRole = new NodeRole(this, "node", {
      name: names.nodeRole,
      partition,
      accountId,
      rules: iam,
      imageCaches: plan.imageCaches,
    });

    // Add-ons need roles that trust the cluster's issuer, and the module makes both.
    const roles = new Map<string, ServiceAccountRole>();
    const eks = new Eks(this, "eks", {
      source: terraform.modules,
      inputs: eksInputs(plan, {
        vpcId: network.vpc_id,
        intraSubnetIdOf: elementOf(network.intra_subnet_ids),
        privateSubnetIds: network.private_subnet_ids,
        privateSubnetIdOf: elementOf(network.private_subnet_ids),
        firstNatCidr: `${elementOf(network.nat_public_ips)(0)}/32`,
        keyArn: key.arn,
        nodeRoleArn: nodeRole.arn,
        roleArnOf: ({ id }) => Lazy.stringValue({ produce: () => roles.get(id)?.arn }),
      }),
    });
    for (const identity of plan.identities) roles.set(identity.id, this.addRole(plan, identity, eks));

    writeExports(this, clusterExports, {
      cluster_name: eks.clusterName,
      cluster_endpoint: eks.clusterEndpoint,
      cluster_certificate_authority_data: eks.certificateAuthorityData,
      node_security_group_id: eks.nodeSecurityGroupId,
    });
  }

  private addRole(plan: ClusterPlan, identity: IdentityPlan, eks: Eks): ServiceAccountRole {
    const { id, roleName, serviceAccount, policies } = identity;
    return new ServiceAccountRole(this, id, {
      name: roleName,
      partition: plan.partition,
      accountId: plan.stack.environment.accountId,
      serviceAccount,
      proof: proofOf(plan, identity, eks),
      policies,
      rules: plan.stack.environment.iam,
    });
  }
}

/**
 * Reads elements of a list that Terraform knows later. A number that CDKTF resolves late is written as `list[0]`; the others become `list.0`,
 * which Terraform has deprecated.
 */
function elementOf(list: string[]): (index: number) => string {
  return (index) => Token.asString(propertyAccess(list, [Lazy.numberValue({ produce: () => index })]));
}

function proofOf(plan: ClusterPlan, { proof, addon }: IdentityPlan, eks: Eks): Proof {
  if (proof === "irsa") return { by: "irsa", oidcProviderArn: eks.oidcProviderArn, oidcIssuer: eks.oidcIssuer };
  return {
    by: "pod-identity",
    clusterArn: clusterArn(plan),
    associate: addon === undefined ? { clusterName: eks.clusterName } : "add-on",
  };
}
