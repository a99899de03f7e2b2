import type { PolicyStatement } from "../iam/policy-document";

export interface EndpointUsers {
  readonly partition: string;
  /** Accounts whose identities may act through the endpoint. */
  readonly accountIds: readonly string[];
}

/**
 * What may pass through the endpoint of an AWS service: what identities of these accounts do. That keeps foreign credentials, brought into a
 * pod or made by an attacker, from carrying data out of the VPC on this way; what our own identities may do is up to IAM.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
 * https://github.com/aws-samples/data-perimeter-policy-examples
 */
export function endpointStatements(service: string, users: EndpointUsers): readonly PolicyStatement[] {
  return [
    {
      Sid: "OwnIdentities",
      Effect: "Allow",
      Principal: "*",
      Action: "*",
      Resource: "*",
      Condition: { StringEquals: { "aws:PrincipalAccount": users.accountIds } },
    },
    ...(furtherStatements[service]?.(users) ?? []),
  ];
}

/** What must pass beside that. */
const furtherStatements: Readonly<Record<string, (users: EndpointUsers) => readonly PolicyStatement[]>> = {
  // Layers of images come from buckets of ECR and of registry.k8s.io, by URLs that others have signed or nobody has. Nothing is written so.
  // https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html#ecr-setting-up-s3-gateway
  s3: () => [{ Sid: "ReadObjects", Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "*" }],
  // A pod that takes its role by a token is nobody until it has it.
  sts: ({ partition, accountIds }) => [
    {
      Sid: "TakeRoles",
      Effect: "Allow",
      Principal: "*",
      Action: "sts:AssumeRoleWithWebIdentity",
      Resource: accountIds.map((accountId) => `arn:${partition}:iam::${accountId}:role/*`),
    },
  ],
};

/**
 * Services whose endpoints we give no policy: of EKS Auth AWS does not say whether its endpoint takes one, and the only call there is proves
 * itself by a node's role and a token of the cluster.
 */
export const servicesWithoutPolicy: readonly string[] = ["eks-auth"];
