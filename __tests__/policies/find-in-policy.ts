import { type Finding, layerOf } from "../security/findings";
import type { EmittedPolicy } from "./emitted-policies";
import { lintPolicy, type PolicyFinding } from "./lint-policy";

const titles: Readonly<Record<PolicyFinding["rule"], string>> = {
  "unknown-action": "AWS knows the action",
  "resource-without-action": "The resource is of a type that one of the actions is for",
  "action-without-resource": "The action has all resources that it needs",
  "unknown-condition-key": "The condition key is there when the action is called",
  "not-element": "Says what is meant, not what is not",
};

/** What the linter says of a policy, as findings beside those of other scanners. */
export async function findInPolicy(stack: string, { address, statements }: EmittedPolicy): Promise<readonly Finding[]> {
  return (await lintPolicy(statements)).map(({ rule, sid, detail }) => ({
    check: `policy/${rule}`,
    title: titles[rule],
    stack,
    layer: layerOf(stack),
    address: `${address} ${sid}: ${detail}`,
  }));
}
