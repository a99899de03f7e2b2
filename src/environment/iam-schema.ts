import { z } from "zod";
import { matching } from "./field";

/** What an organization asks of every role that is made here. */
export const iam = z
  .strictObject({
    /**
     * Path of roles and policies, such as `/platform/`: what an organization's rules go by. **A change replaces every role**, and with that of
     * the cluster the cluster: choose it before the first apply.
     * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-friendly-names
     * @default "/"
     */
    path: matching(
      /^\/([\w+=,.@-]+\/)*$/,
      "a path that starts and ends with a slash, such as /platform/",
      "write it so, in letters, digits and + = , . @ _ -",
    ).default("/"),
    /**
     * ARN of the policy that bounds what a role can be allowed. It must exist, and admit what the roles do. Changed in place.
     * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
     * @default - none
     */
    permissionsBoundary: matching(
      /^arn:aws(-us-gov)?:iam::(\d{12}|aws):policy\/([\w+=,.@-]+\/)*[\w+=,.@-]{1,128}$/,
      "the ARN of a policy, such as arn:aws:iam::111122223333:policy/boundary",
      "copy it: aws iam list-policies --scope Local",
    ).optional(),
  })
  .prefault({})
  .readonly();
