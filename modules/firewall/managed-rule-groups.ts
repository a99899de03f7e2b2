/**
 * Groups of rules that AWS keeps, by our words for them, in the order in which they are asked.
 * https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html
 */
export const managedRuleGroups = {
  "ip-reputation": "AWSManagedRulesAmazonIpReputationList",
  common: "AWSManagedRulesCommonRuleSet",
  "known-bad-inputs": "AWSManagedRulesKnownBadInputsRuleSet",
  sql: "AWSManagedRulesSQLiRuleSet",
} as const;

export type ManagedRuleGroup = keyof typeof managedRuleGroups;

export const managedRuleGroupNames = Object.keys(managedRuleGroups) as readonly ManagedRuleGroup[];
