import { canResolve } from "../../modules/contracts/version-constraint";
import { awsProviderRange } from "../../modules/versions";
import { type Check, defineCheck } from "../config/check";

const path = "terraform.awsProvider";

/** Whatever the file asks for, Terraform must find a version that the modules and these stacks were made for. An emulator may want another. */
export const providerCheck: Check = defineCheck(["terraform.awsProvider", "emulator"], ({ terraform, emulator }) => {
  const { awsProvider } = terraform;
  const got = JSON.stringify(awsProvider);
  if (!canResolve(awsProvider)) {
    return [{ path, got, expected: "a constraint that some version meets", fix: "correct its bounds" }];
  }
  if (emulator !== undefined || canResolve(awsProvider, awsProviderRange)) return [];
  return [
    {
      path,
      got,
      expected: `a constraint that some version of ${awsProviderRange} meets: the public modules take no older one, and no newer one was tried`,
      fix: "widen it, or remove the field",
    },
  ];
});
