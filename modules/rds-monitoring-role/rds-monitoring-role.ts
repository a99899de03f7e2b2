import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { Construct } from "constructs";
import { policyDocument } from "../iam/policy-document";
import { type RoleRules, roleArguments } from "../iam/role-rules";

export interface RdsMonitoringRoleProps {
  readonly name: string;
  readonly partition: string;
  readonly regionCode: string;
  readonly accountId: string;
  /** Which instances may use it; a trailing `*` is a wildcard. */
  readonly instances: string;
  readonly rules: RoleRules;
}

/**
 * Lets RDS write the metrics of the operating system of the named instances to CloudWatch Logs.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.Enabling.html
 */
export class RdsMonitoringRole extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: RdsMonitoringRoleProps) {
    super(scope, id);
    const { name, partition, regionCode, accountId, instances, rules } = props;
    const role = new IamRole(this, "role", {
      name,
      ...roleArguments(rules),
      assumeRolePolicy: policyDocument([
        {
          Sid: "RdsMonitoring",
          Effect: "Allow",
          Principal: { Service: "monitoring.rds.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: {
            StringEquals: { "aws:SourceAccount": accountId },
            ArnLike: { "aws:SourceArn": `arn:${partition}:rds:${regionCode}:${accountId}:db:${instances}` },
          },
        },
      ]),
    });
    new IamRolePolicyAttachment(this, "policy", {
      role: role.name,
      policyArn: `arn:${partition}:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole`,
    });
    this.arn = role.arn;
  }
}
