import { z } from "zod";
import { otherPartitions, partitionPattern, regions } from "../../modules/aws-regions";
import { matching, must, noFlaw, notEmpty } from "./field";

export const regionCode = z.string().check(
  noFlaw((code: string) => {
    if (Object.hasOwn(regions, code)) return undefined;
    const elsewhere = Object.entries(otherPartitions).find(([prefix]) => code.startsWith(prefix))?.[1];
    return {
      expected: `one of ${Object.keys(regions).join(", ")}`,
      fix:
        elsewhere === undefined
          ? "correct the region's code, or add the region to modules/aws-regions.ts"
          : `choose one of those: ${elsewhere}`,
    };
  }),
);

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const retentionSteps = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

export const logRetentionDays = z.number().check(
  noFlaw((n: number) => {
    if (retentionSteps.includes(n)) return undefined;
    const next = retentionSteps.find((step) => step > n);
    return {
      expected: `one of ${retentionSteps.join(", ")}`,
      fix:
        next === undefined
          ? `choose ${retentionSteps.at(-1)}: CloudWatch Logs keeps nothing longer but what is kept for ever`
          : `choose ${next}, the next longer step that CloudWatch Logs knows`,
    };
  }),
);

/**
 * Who can act in AWS for longer than a session. EKS and KMS look the principal up, so its path belongs to it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-entity-length
 * https://github.com/terraform-aws-modules/terraform-aws-eks/issues/2969
 */
export const iamPrincipalArn = matching(
  new RegExp(
    String.raw`^arn:${partitionPattern}:iam::\d{12}:(role|user)/(?!aws-service-role/|AWSServiceRoleFor)([\w+=,.@-]+/)*[\w+=,.@-]{1,64}$`,
  ),
  "the ARN of an IAM role or user, such as arn:aws:iam::111122223333:role/platform-admins",
  "name the role itself: sessions of it (sts, assumed-role), the account's root and service-linked roles can be given no access",
).check(
  must(
    (arn: string) =>
      !/\/AWSReservedSSO_/.test(arn) ||
      /:role\/aws-reserved\/sso\.amazonaws\.com\/([a-z0-9-]+\/)?AWSReservedSSO_/.test(arn),
    "the path of a role of IAM Identity Center: role/aws-reserved/sso.amazonaws.com/<region>/AWSReservedSSO_...",
    "copy the ARN whole: aws iam list-roles --path-prefix /aws-reserved/sso.amazonaws.com/",
  ),
);

/**
 * What AWS takes in a tag; IAM is the strictest of its services in characters, RDS in prefixes.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html#id_tags_rules
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_Tag.html
 */
const tagText = (shortest: number, longest: number) =>
  matching(
    new RegExp(`^[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{${shortest},${longest}}$`, "u"),
    `up to ${longest} letters, digits, spaces and _ . : / = + - @`,
    "leave other characters out",
  ).check(
    must(
      (text: string) => !/^(aws|rds):/i.test(text),
      "a text that does not start with aws: or rds:",
      "rename it: AWS keeps those prefixes for itself, in keys and in values",
    ),
  );

export const tagKey = tagText(1, 128);

export const tagValue = tagText(0, 256);

/** A tag's value that says something. */
export const filledTagValue = tagValue.check(notEmpty);
