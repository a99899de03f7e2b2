import { describe, expect, it } from "vitest";
import type { AccessEntry } from "./eks-access";
import { type AuthenticatorOptions, authenticate } from "./token-authenticator";

/** What `aws eks get-token --cluster-name acme-prod-euw1 --region eu-west-1` makes of the key 111122223333 with the secret `emulator`. */
const url =
  "https://sts.eu-west-1.amazonaws.com/?Action=GetCallerIdentity&Version=2011-06-15&X-Amz-Algorithm=AWS4-HMAC-SHA256" +
  "&X-Amz-Credential=111122223333%2F20261125%2Feu-west-1%2Fsts%2Faws4_request&X-Amz-Date=20261125T123406Z&X-Amz-Expires=60" +
  "&X-Amz-SignedHeaders=host%3Bx-k8s-aws-id&X-Amz-Signature=6671fac24c4934ae260e7593a4b66333e03a56e4dd65ed45be55fbe783b4c953";

const tokenOf = (text: string) => `k8s-aws-v1.${Buffer.from(text).toString("base64url")}`;
const arn = "arn:aws:iam::111122223333:role/terraform";

const administrator: AccessEntry = {
  principalArn: arn,
  username: "",
  kubernetesGroups: ["builders"],
  policies: [
    {
      policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
      accessScope: { type: "cluster", namespaces: [] },
    },
    {
      policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy",
      accessScope: { type: "namespace", namespaces: ["shop", "billing"] },
    },
  ],
};

const verdictOn = (token: string, change: Partial<AuthenticatorOptions> = {}, now = "2026-11-25T12:40:00Z") =>
  authenticate(token, new Date(now), {
    cluster: "acme-prod-euw1",
    principals: { "111122223333": { arn, secretKey: "emulator" } },
    listAccessEntries: async () => [administrator],
    ...change,
  });

describe("authenticate", () => {
  it("gives the holder of a token the groups and policies of its access entry", async () => {
    expect(await verdictOn(tokenOf(url))).toEqual({
      user: {
        username: arn,
        groups: [
          "builders",
          "eks:AmazonEKSClusterAdminPolicy",
          "eks:AmazonEKSViewPolicy:shop",
          "eks:AmazonEKSViewPolicy:billing",
        ],
      },
    });
  });

  it.each([
    ["for another cluster", tokenOf(url), { cluster: "acme-prod-euc1" }, "not signed for acme-prod-euc1 by its key"],
    [
      "signed with another secret",
      tokenOf(url),
      { principals: { "111122223333": { arn, secretKey: "guessed" } } },
      "not signed for acme-prod-euw1 by its key",
    ],
    ["of an unknown key", tokenOf(url), { principals: {} }, "access key 111122223333 is nobody's"],
    [
      "of a property of every object",
      tokenOf(url.replace("111122223333", "toString")),
      {},
      "access key toString is nobody's",
    ],
    [
      "that does not sign for which cluster it is",
      tokenOf(url.replace("%3Bx-k8s-aws-id", "")),
      {},
      "not signed for acme-prod-euw1 by its key",
    ],
    [
      "of whom the cluster has no entry of",
      tokenOf(url),
      { listAccessEntries: async () => [] },
      `acme-prod-euw1 has no access entry of ${arn}`,
    ],
    ["of a service account", "eyJhbGciOiJFUzI1NiJ9.e30.c2ln", {}, "not a token of aws eks get-token"],
    [
      "of another call",
      tokenOf(url.replace("GetCallerIdentity", "AssumeRole")),
      {},
      "not a token of aws eks get-token",
    ],
    ["without encryption", tokenOf(url.replace("https:", "http:")), {}, "not a token of aws eks get-token"],
    ["without a time", tokenOf(url.replace("20261125T123406Z", "yesterday")), {}, "not a token of aws eks get-token"],
    ["of nothing", tokenOf("nothing"), {}, "not a token of aws eks get-token"],
  ])("refuses a token %s", async (_, token, change, refused) => {
    expect(await verdictOn(token, change)).toEqual({ refused });
  });

  it("takes a token for 15 minutes, and none of tomorrow", async () => {
    expect(await verdictOn(tokenOf(url), {}, "2026-11-25T12:49:06Z")).toHaveProperty("user");
    expect(await verdictOn(tokenOf(url), {}, "2026-11-25T12:49:07Z")).toEqual({ refused: "signed 901 s ago" });
    expect(await verdictOn(tokenOf(url), {}, "2026-11-24T12:34:06Z")).toEqual({ refused: "signed -86400 s ago" });
  });
});
