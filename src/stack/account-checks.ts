import { getRegionFacts } from "../../modules/aws-regions";
import { type Check, defineCheck } from "../config/check";
import { repetitions } from "../config/repetition";

/** IAM finds out at the first role, in the middle of an apply. */
const permissionsBoundaryCheck: Check = defineCheck(["iam", "accountId", "regions"], ({ iam, accountId, regions }) => {
  const [region] = regions;
  const { permissionsBoundary } = iam;
  if (permissionsBoundary === undefined || region === undefined) return [];
  const { partition } = getRegionFacts(region.code);
  const homes = [accountId, "aws"].map((account) => `arn:${partition}:iam::${account}:policy/`);
  if (homes.some((home) => permissionsBoundary.startsWith(home))) return [];
  return [
    {
      path: "iam.permissionsBoundary",
      got: JSON.stringify(permissionsBoundary),
      expected: `a policy of account ${accountId} or of AWS: ${homes.join("... or ")}...`,
      fix: "make the boundary in the account that the roles stand in, or name that one",
    },
  ];
});

const trustedAccountsCheck: Check = defineCheck(["accountId", "trustedAccounts"], ({ accountId, trustedAccounts }) =>
  repetitions(
    [accountId, ...trustedAccounts],
    (i) => `trustedAccounts[${i - 1}]`,
    "remove it: the environment's own account is always trusted",
  ),
);

/** Whether what names accounts fits the account of the environment. */
export const accountChecks: readonly Check[] = [permissionsBoundaryCheck, trustedAccountsCheck];
