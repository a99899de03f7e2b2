import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import type { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { policyDocument } from "../iam/policy-document";
import { roleArn } from "../iam/role-arn";
import { givePolicies } from "../iam/role-policies";
import { type RoleRules, roleArguments } from "../iam/role-rules";

export interface ImageCacheRoleProps {
  readonly provider: TerraformProvider;
  readonly name: string;
  readonly partition: string;
  readonly regionCode: string;
  readonly accountId: string;
  /** What the repositories stand below that it makes, with a slash at the end. */
  readonly path: string;
  readonly keyArn: string;
  readonly rules: RoleRules;
}

/**
 * As whom ECR makes repositories for copies, which are encrypted with a key of ours and carry tags.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-creation-templates-create-iam.html
 */
export class ImageCacheRole extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: ImageCacheRoleProps) {
    super(scope, id);
    const { provider, name, partition, regionCode, accountId, path, keyArn, rules } = props;
    const role = new IamRole(this, "role", {
      provider,
      name,
      ...roleArguments(rules),
      assumeRolePolicy: policyDocument([
        { Sid: "Registry", Effect: "Allow", Principal: { Service: "ecr.amazonaws.com" }, Action: "sts:AssumeRole" },
      ]),
    });
    const roleName = givePolicies(this, role, partition, {
      statements: [
        {
          Sid: "MakeRepositories",
          Effect: "Allow",
          Action: ["ecr:CreateRepository", "ecr:TagResource"],
          Resource: `arn:${partition}:ecr:${regionCode}:${accountId}:repository/${path}*`,
        },
        {
          Sid: "UseKeyThroughRegistry",
          Effect: "Allow",
          Action: ["kms:CreateGrant", "kms:RetireGrant", "kms:DescribeKey"],
          Resource: keyArn,
          Condition: { StringEquals: { "kms:ViaService": `ecr.${regionCode}.amazonaws.com` } },
        },
      ],
    });
    this.arn = roleArn({ partition, accountId, rules }, roleName);
  }
}
