import { EksPodIdentityAssociation } from "@cdktf/provider-aws/lib/eks-pod-identity-association";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { Construct } from "constructs";
import { type PolicyStatement, policyDocument } from "../iam/policy-document";
import { roleArn } from "../iam/role-arn";
import { givePolicies, type RolePolicies } from "../iam/role-policies";
import { type RoleRules, roleArguments } from "../iam/role-rules";

export interface ServiceAccount {
  readonly namespace: string;
  /** Name of the Kubernetes service account. */
  readonly name: string;
}

/** How a pod proves that it runs under its service account. */
export type Proof =
  /** IAM roles for service accounts: the token that the cluster's OIDC issuer signs. */
  | { readonly by: "irsa"; readonly oidcProviderArn: string; readonly oidcIssuer: string }
  /** EKS Pod Identity: the agent on the node and an association in EKS. `associate` makes it; add-ons make theirs themselves. */
  | {
      readonly by: "pod-identity";
      readonly clusterArn: string;
      readonly associate: { readonly clusterName: string } | "add-on";
    };

export interface ServiceAccountRoleProps {
  readonly name: string;
  readonly partition: string;
  readonly accountId: string;
  readonly serviceAccount: ServiceAccount;
  readonly proof: Proof;
  readonly policies: RolePolicies;
  readonly rules: RoleRules;
}

/** A role that the pods of one Kubernetes service account of one cluster can take, and nobody else. */
export class ServiceAccountRole extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: ServiceAccountRoleProps) {
    super(scope, id);
    const { name, partition, accountId, serviceAccount, proof, policies, rules } = props;
    const role = new IamRole(this, "role", {
      name,
      ...roleArguments(rules),
      assumeRolePolicy: policyDocument([
        proof.by === "irsa"
          ? trustToken(proof, serviceAccount)
          : trustAgent(proof.clusterArn, accountId, serviceAccount),
      ]),
    });
    this.arn = roleArn(props, givePolicies(this, role, partition, policies));
    if (proof.by === "pod-identity" && proof.associate !== "add-on") {
      new EksPodIdentityAssociation(this, "association", {
        clusterName: proof.associate.clusterName,
        namespace: serviceAccount.namespace,
        serviceAccount: serviceAccount.name,
        roleArn: this.arn,
      });
    }
  }
}

/** https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html */
function trustToken(
  { oidcProviderArn, oidcIssuer }: Extract<Proof, { readonly by: "irsa" }>,
  { namespace, name }: ServiceAccount,
): PolicyStatement {
  return {
    Sid: "ServiceAccount",
    Effect: "Allow",
    Principal: { Federated: oidcProviderArn },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: {
      StringEquals: {
        [`${oidcIssuer}:aud`]: "sts.amazonaws.com",
        [`${oidcIssuer}:sub`]: `system:serviceaccount:${namespace}:${name}`,
      },
    },
  };
}

/**
 * The agent speaks for every service account of every cluster; its session tags say for which.
 * https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html
 */
function trustAgent(clusterArn: string, accountId: string, { namespace, name }: ServiceAccount): PolicyStatement {
  return {
    Sid: "ServiceAccount",
    Effect: "Allow",
    Principal: { Service: "pods.eks.amazonaws.com" },
    Action: ["sts:AssumeRole", "sts:TagSession"],
    Condition: {
      StringEquals: {
        "aws:SourceAccount": accountId,
        "aws:RequestTag/eks-cluster-arn": clusterArn,
        "aws:RequestTag/kubernetes-namespace": namespace,
        "aws:RequestTag/kubernetes-service-account": name,
      },
    },
  };
}
