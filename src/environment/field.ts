import { z } from "zod";
import { otherPartitions, regions } from "../../modules/aws-regions";
import { containsCidr, isCidr, overlaps, prefixOf } from "../addresses/cidr";
import { rfc1918Ranges, unusableRanges } from "../addresses/special-ranges";

/** A refinement whose message is the expectation and which also says what to do about it, at a field of the value where `path` names one. */
export const must = <T>(
  holds: (value: T) => boolean,
  expected: string,
  fix: string,
  path: string[] = [],
): z.core.$ZodCheck<T> => z.refine<T>(holds, { error: expected, params: { fix }, path });

/** What is wrong with a value. */
export interface Flaw {
  readonly expected: string;
  readonly fix: string;
}

/** A refinement whose words depend on the value. */
export const noFlaw = <T>(find: (value: T) => Flaw | undefined, path: string[] = []): z.core.$ZodCheck<T> =>
  z.superRefine<T>((value, context) => {
    const flaw = find(value);
    if (flaw !== undefined)
      context.addIssue({ code: "custom", message: flaw.expected, params: { fix: flaw.fix }, path: [...path] });
  });

const notEmpty = must((text: string) => text !== "", "a text that is not empty", "write something");

/** A text that says something. */
export const filledText = z.string().check(notEmpty);

// Checks of their own in place of min and max, which count the elements of whatever has a length, a text in place of a list too.
export const atLeastOne = must((list: readonly unknown[]) => list.length > 0, "at least 1 value", "add one");

export const atMost = (count: number, fix: string) =>
  must((list: readonly unknown[]) => list.length <= count, `at most ${count} values`, fix);

export const matching = (pattern: RegExp, expected: string, fix: string) =>
  z.string().check(must((text: string) => pattern.test(text), expected, fix));

export const cidr = z
  .string()
  .check(
    must(isCidr, "an IPv4 range that starts at its network address, such as 10.0.0.0/16", "write it as A.B.C.D/prefix"),
  );

/** What to do about a number outside of its bounds, where it is not the same for both. */
interface BoundFixes {
  readonly tooLow: string;
  readonly tooHigh: string;
}

export const wholeNumber = (min: number, max: number, fix: string | BoundFixes) =>
  z.number().check(
    noFlaw((n: number) => {
      if (Number.isInteger(n) && n >= min && n <= max) return undefined;
      const fixes = typeof fix === "string" ? { tooLow: fix, tooHigh: fix } : fix;
      return { expected: `a whole number from ${min} to ${max}`, fix: n > max ? fixes.tooHigh : fixes.tooLow };
    }),
  );

function findNetworkFlaw(text: string): Flaw | undefined {
  const special = isCidr(text) ? unusableRanges.find(({ range }) => overlaps(range, text)) : undefined;
  if (special === undefined) return undefined;
  return {
    expected: `a range of networks, and nothing of ${special.range}, which is ${special.use}`,
    fix: "choose a private range, for example inside 10.0.0.0/8",
  };
}

/** A range that a network may have: private, shared (100.64.0.0/10) or public. */
export const networkCidr = cidr.check(noFlaw(findNetworkFlaw));

/**
 * AWS takes public ranges too, whose owners are then out of the VPC's reach.
 * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
 */
export const vpcCidr = cidr.check(
  noFlaw((text: string) => {
    if (!isCidr(text) || (prefixOf(text) >= 16 && prefixOf(text) <= 20)) return findNetworkFlaw(text);
    return {
      expected: "a prefix from /16 to /20",
      fix: "AWS allows no VPC above /16, and below /20 the private subnets are too small for pods",
    };
  }),
);

export const serviceCidr = cidr.check(
  noFlaw((text: string) => {
    if (!isCidr(text)) return undefined;
    if (!rfc1918Ranges.some(({ range }) => containsCidr(range, text))) {
      return {
        expected: `a range inside one of ${rfc1918Ranges.map(({ range }) => range).join(", ")}`,
        fix: "choose a private range; EKS accepts no other",
      };
    }
    if (prefixOf(text) >= 12 && prefixOf(text) <= 24) return undefined;
    return {
      expected: "a prefix from /12 to /24",
      fix: "choose a range of that size, for example 172.20.0.0/16; EKS accepts no other",
    };
  }),
);

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

/** A name that Kubernetes takes for most of its objects. https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names */
export const dnsLabel = (longest: number) =>
  matching(
    new RegExp(`^(?=.{1,${longest}}$)[a-z]([-a-z0-9]*[a-z0-9])?$`),
    `lower-case letters, digits and dashes, starting with a letter, at most ${longest}`,
    "rename it",
  );

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#namespaces */
export const namespace = matching(
  /^(?=.{1,63}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
  "the name of a namespace: lower-case letters, digits and dashes, at most 63",
  "rename it",
);

/** Namespaces as an access entry of EKS names them. https://docs.aws.amazon.com/eks/latest/userguide/access-policies.html */
export const namespacePattern = matching(
  /^(?=.{1,63}$)[a-z0-9*]([-a-z0-9*]*[a-z0-9*])?$/,
  "the name of a namespace, or what names share, such as team-*: lower-case letters, digits, dashes and *, at most 63",
  "rename it",
);

/**
 * Who can act in AWS for longer than a session. EKS and KMS look the principal up, so its path belongs to it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-entity-length
 * https://github.com/terraform-aws-modules/terraform-aws-eks/issues/2969
 */
export const iamPrincipalArn = matching(
  /^arn:aws(-us-gov)?:iam::\d{12}:(role|user)\/(?!aws-service-role\/|AWSServiceRoleFor)([\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/,
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

/**
 * Keys of labels and taints: a name, or a domain and a name. EKS takes 63 characters for both together.
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 * https://docs.aws.amazon.com/eks/latest/APIReference/API_Taint.html
 */
export const qualifiedName = matching(
  /^(?=.{1,63}$)([a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*\/)?[A-Za-z0-9]([-\w.]*[A-Za-z0-9])?$/,
  "a key of Kubernetes of at most 63 characters, such as dedicated",
  "write it as name or as domain/name",
);

export const labelValue = matching(
  /^([A-Za-z0-9]([-\w.]{0,61}[A-Za-z0-9])?)?$/,
  "a value of Kubernetes: letters, digits, dashes, dots",
  "rename it",
);

/** A taint, and a toleration of exactly that taint, in the words of Kubernetes. */
export const taint = z
  .strictObject({
    /** A name, or a domain and a name, such as `dedicated`. */
    key: qualifiedName,
    /** What pods must tolerate beside the key. @default "" */
    value: labelValue.default(""),
    /** What happens to pods that do not tolerate it: they are not placed, placed elsewhere if possible, or evicted. */
    effect: z.enum(["NoSchedule", "PreferNoSchedule", "NoExecute"]),
  })
  .readonly();
