import { describe, expect, it } from "vitest";
import { type AcceptedFinding, acceptedFindings } from "../../security/accepted-findings";
import { complaintsOf, type Finding, review } from "./findings";

const finding: Finding = {
  check: "CKV_AWS_1",
  title: "Ensure that it is good",
  layer: "data",
  stack: "prod-eu-west-1-data",
  address: 'module.eks.aws_eks_addon.this["coredns"]',
};
const accepted: AcceptedFinding = {
  check: "CKV_AWS_1",
  layer: "data",
  address: finding.address,
  reason: "it is better as it is",
};

describe("a review of findings", () => {
  it("has nothing to say where each has a reason and each reason a finding", () => {
    const result = review([finding], [accepted]);
    expect(complaintsOf(result)).toEqual([]);
    expect(result.explained).toEqual([{ accepted, findings: [finding] }]);
  });

  it("says what nobody has explained", () => {
    expect(complaintsOf(review([finding], []))).toEqual([
      'prod-eu-west-1-data module.eks.aws_eks_addon.this["coredns"]: CKV_AWS_1 Ensure that it is good; change it, or say why not in security/accepted-findings.ts',
    ]);
  });

  it("says which reasons are there for nothing", () => {
    expect(complaintsOf(review([], [accepted]))).toEqual([
      'CKV_AWS_1 of module.eks.aws_eks_addon.this["coredns"] in data is found no more: remove it from security/accepted-findings.ts',
    ]);
  });

  it.each([
    ["another check", { check: "CKV_AWS_10" }],
    ["another layer", { layer: "state" as const }],
    ["another address", { address: "module.eks.aws_eks_addon.this" }],
    ["the beginning of the address only", { address: "module.eks" }],
  ])("takes no reason that is for %s", (_, change) => {
    expect(review([finding], [{ ...accepted, ...change }]).unexplained).toEqual([finding]);
  });

  it.each(["module.eks.*", "*coredns*", "*"])("takes a wildcard in an address for any characters: %s", (address) => {
    expect(review([finding], [{ ...accepted, address }]).unexplained).toEqual([]);
  });
});

describe("every accepted finding", () => {
  it("says why, in a sentence", () => {
    expect(acceptedFindings.length).toBeGreaterThan(0);
    for (const { check, reason } of acceptedFindings) expect(reason.split(" ").length, check).toBeGreaterThan(4);
  });

  it("stands once", () => {
    const keys = acceptedFindings.map(({ check, layer, address }) => `${check} ${layer} ${address}`);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
