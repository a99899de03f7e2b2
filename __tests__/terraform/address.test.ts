import { expect, it } from "vitest";
import { isManaged } from "../../src/terraform/address";

it.each([
  ["aws_s3_bucket.euw1_bucket", true],
  ["module.vpc.aws_vpc.this[0]", true],
  ["module.data.aws_kms_key.data", true],
  ['module.groups["a.data.b"].aws_iam_role.this[0]', true],
  ["data.terraform_remote_state.network", false],
  ["module.vpc.data.aws_iam_policy_document.flow_log[0]", false],
  ['module.eks.module.group["general-az1"].data.aws_partition.current[0]', false],
  ["module.eks.module.kms[0].data.aws_caller_identity.current", false],
])("%s is managed: %s", (address, managed) => {
  expect(isManaged(address)).toBe(managed);
});
