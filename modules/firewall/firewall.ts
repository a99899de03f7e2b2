import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { Wafv2WebAcl, type Wafv2WebAclRule } from "@cdktf/provider-aws/lib/wafv2-web-acl";
import { Wafv2WebAclAssociation } from "@cdktf/provider-aws/lib/wafv2-web-acl-association";
import { Wafv2WebAclLoggingConfiguration } from "@cdktf/provider-aws/lib/wafv2-web-acl-logging-configuration";
import { Construct } from "constructs";
import { type ManagedRuleGroup, managedRuleGroupNames, managedRuleGroups } from "./managed-rule-groups";

export interface FirewallProps {
  readonly name: string;
  /** Must start with `aws-waf-logs-`. */
  readonly logGroupName: string;
  /** Of a key that CloudWatch Logs may use for the group. */
  readonly logKeyArn: string;
  readonly logDays: number;
  /** ARN of what it stands in front of. */
  readonly resourceArn: string;
  /** Requests of one address within five minutes. */
  readonly requestsPerClient: number;
  /** Groups that refuse nothing, and only count. */
  readonly counted: readonly ManagedRuleGroup[];
}

/** Headers that carry who somebody is. They are not for logs. */
const redactedHeaders = ["authorization", "cookie"];

/**
 * A web application firewall in front of a load balancer. Of what it lets through it logs nothing: the load balancer does. Everything is counted
 * in CloudWatch, by rule.
 */
export class Firewall extends Construct {
  constructor(scope: Construct, id: string, props: FirewallProps) {
    super(scope, id);
    const { name, requestsPerClient, counted } = props;

    const acl = new Wafv2WebAcl(this, "acl", {
      name,
      description: "What reaches the front door",
      scope: "REGIONAL",
      defaultAction: { allow: {} },
      rule: [rateRule(requestsPerClient), ...managedRuleGroupNames.map((group, i) => groupRule(group, i + 1, counted))],
      visibilityConfig: visibility(name),
    });
    new Wafv2WebAclAssociation(this, "association", { resourceArn: props.resourceArn, webAclArn: acl.arn });
    const logGroup = new CloudwatchLogGroup(this, "log", {
      name: props.logGroupName,
      retentionInDays: props.logDays,
      kmsKeyId: props.logKeyArn,
    });
    new Wafv2WebAclLoggingConfiguration(this, "logging", {
      resourceArn: acl.arn,
      logDestinationConfigs: [logGroup.arn],
      redactedFields: redactedHeaders.map((header) => ({ singleHeader: { name: header } })),
      loggingFilter: {
        defaultBehavior: "DROP",
        filter: [
          {
            behavior: "KEEP",
            requirement: "MEETS_ANY",
            condition: ["BLOCK", "COUNT"].map((action) => ({ actionCondition: { action } })),
          },
        ],
      },
    });
  }
}

/** AWS would refuse every body above 8 KiB, and with it every upload. How large one may be is the services' matter. */
const countLargeBodies = { name: "SizeRestrictions_BODY", action_to_use: { count: {} } };

/** First, since it costs the least to ask. The statement has Terraform's names: CDKTF passes it on as it is. */
function rateRule(limit: number): Wafv2WebAclRule {
  return {
    name: "requests-per-client",
    priority: 0,
    action: { block: { customResponse: { responseCode: 429 } } },
    statement: { rate_based_statement: { limit, aggregate_key_type: "IP", evaluation_window_sec: 300 } },
    visibilityConfig: visibility("requests-per-client"),
  };
}

function groupRule(group: ManagedRuleGroup, priority: number, counted: readonly ManagedRuleGroup[]): Wafv2WebAclRule {
  return {
    name: group,
    priority,
    overrideAction: counted.includes(group) ? { count: {} } : { none: {} },
    statement: {
      managed_rule_group_statement: {
        vendor_name: "AWS",
        name: managedRuleGroups[group],
        ...(group === "common" ? { rule_action_override: [countLargeBodies] } : {}),
      },
    },
    visibilityConfig: visibility(group),
  };
}

function visibility(metricName: string) {
  return { metricName, cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true };
}
