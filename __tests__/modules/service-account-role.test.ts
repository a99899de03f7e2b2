import { TerraformOutput } from "cdktf";
import { describe, expect, it } from "vitest";
import { type Proof, ServiceAccountRole } from "../../modules/service-account-role/service-account-role";
import { followed, roleOf } from "../cluster/clusters";
import { synthScope } from "./synth-scope";

const issuer = "oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF";
const oidcProviderArn = `arn:aws:iam::111122223333:oidc-provider/${issuer}`;
const clusterArn = "arn:aws:eks:eu-west-1:111122223333:cluster/acme";
const read = { Sid: "Read", Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::acme/*" } as const;

const irsa: Proof = { by: "irsa", oidcProviderArn, oidcIssuer: issuer };
const associated: Proof = { by: "pod-identity", clusterArn, associate: { clusterName: "acme" } };
const ofAddon: Proof = { by: "pod-identity", clusterArn, associate: "add-on" };

const roleWith = (proof: Proof, partition = "aws") =>
  synthScope((scope) => {
    const { arn } = new ServiceAccountRole(scope, "orders", {
      name: "acme-orders",
      partition,
      accountId: "111122223333",
      serviceAccount: { namespace: "shop", name: "orders" },
      proof,
      policies: { managed: { cni: "AmazonEKS_CNI_Policy" }, statements: [read] },
      rules: { path: "/" },
    });
    new TerraformOutput(scope, "arn", { value: arn, staticId: true });
  });

describe("the role of a service account", () => {
  it("trusts tokens of the issuer that are for STS and of this very account", () => {
    expect(roleOf(roleWith(irsa), "acme-orders").trust).toEqual([
      {
        Sid: "ServiceAccount",
        Effect: "Allow",
        Principal: { Federated: oidcProviderArn },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: {
          StringEquals: {
            [`${issuer}:aud`]: "sts.amazonaws.com",
            [`${issuer}:sub`]: "system:serviceaccount:shop:orders",
          },
        },
      },
    ]);
  });

  it.each([
    ["associated here", associated],
    ["of an add-on", ofAddon],
  ])("trusts the agent of Pod Identity where it speaks for this account of this cluster: %s", (_, proof) => {
    expect(roleOf(roleWith(proof), "acme-orders").trust).toEqual([
      {
        Sid: "ServiceAccount",
        Effect: "Allow",
        Principal: { Service: "pods.eks.amazonaws.com" },
        Action: ["sts:AssumeRole", "sts:TagSession"],
        Condition: {
          StringEquals: {
            "aws:SourceAccount": "111122223333",
            "aws:RequestTag/eks-cluster-arn": clusterArn,
            "aws:RequestTag/kubernetes-namespace": "shop",
            "aws:RequestTag/kubernetes-service-account": "orders",
          },
        },
      },
    ]);
  });

  it("is associated with it, once it has its policies", () => {
    const stack = roleWith(associated);
    const association = stack.only("aws_eks_pod_identity_association");
    expect(association).toMatchObject({ cluster_name: "acme", namespace: "shop", service_account: "orders" });
    expect(association["role_arn"]).toContain(`\${aws_iam_role_policy.`);
    expect(followed(stack, association["role_arn"])).toBe("arn:aws:iam::111122223333:role/acme-orders");
  });

  it.each([
    ["by its add-on", ofAddon],
    ["by no one, as tokens need no association", irsa],
  ])("is associated %s", (_, proof) => {
    expect(roleWith(proof).resources("aws_eks_pod_identity_association")).toEqual({});
  });

  it.each([irsa, associated, ofAddon])(
    "has its policies and its ARN in its partition, however it is proven: %j",
    (proof) => {
      const stack = roleWith(proof, "aws-us-gov");
      const { managed, inline } = roleOf(stack, "acme-orders");
      expect(managed).toEqual(["arn:aws-us-gov:iam::aws:policy/AmazonEKS_CNI_Policy"]);
      expect(inline.map((text) => JSON.parse(text).Statement)).toEqual([[read]]);
      expect(followed(stack, stack.outputs["arn"])).toBe("arn:aws-us-gov:iam::111122223333:role/acme-orders");
    },
  );
});
