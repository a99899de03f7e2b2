import { z } from "zod";
import { regions } from "../../modules/aws-regions";
import { containsCidr, isCidr, prefixOf } from "../addresses/cidr";

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

export const matching = (pattern: RegExp, expected: string, fix: string) =>
  z.string().check(must((text: string) => pattern.test(text), expected, fix));

export const cidr = z
  .string()
  .check(
    must(isCidr, "an IPv4 range that starts at its network address, such as 10.0.0.0/16", "write it as A.B.C.D/prefix"),
  );

export const wholeNumber = (min: number, max: number, fix: string) =>
  z
    .number()
    .check(
      must((n: number) => Number.isInteger(n) && n >= min && n <= max, `a whole number from ${min} to ${max}`, fix),
    );

export const vpcCidr = cidr.check(
  must(
    (text: string) => !isCidr(text) || (prefixOf(text) >= 16 && prefixOf(text) <= 20),
    "a prefix from /16 to /20",
    "AWS allows no VPC above /16, and below /20 the private subnets are too small for pods",
  ),
);

export const serviceCidr = cidr
  .check(
    must(
      (text: string) =>
        !isCidr(text) || ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].some((range) => containsCidr(range, text)),
      "a range inside 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16",
      "choose a private range; EKS accepts no other",
    ),
  )
  .check(
    must(
      (text: string) => !isCidr(text) || (prefixOf(text) >= 12 && prefixOf(text) <= 24),
      "a prefix from /12 to /24",
      "choose a range of that size, for example 172.20.0.0/16; EKS accepts no other",
    ),
  );

export const regionCode = z
  .string()
  .check(
    must(
      (code: string) => Object.hasOwn(regions, code),
      `one of ${Object.keys(regions).join(", ")}`,
      "correct the region's code, or add the region to modules/aws-regions.ts",
    ),
  );

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const retentionSteps = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

export const logRetentionDays = z
  .number()
  .check(
    must(
      (n: number) => retentionSteps.includes(n),
      `one of ${retentionSteps.join(", ")}`,
      "choose the next longer step that CloudWatch Logs knows",
    ),
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

/**
 * Who can act in AWS for longer than a session.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-entity-length
 */
export const iamPrincipalArn = matching(
  /^arn:aws(-us-gov)?:iam::\d{12}:(role|user)\/(?!aws-service-role\/)([\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/,
  "the ARN of an IAM role or user, such as arn:aws:iam::111122223333:role/platform-admins",
  "name the role itself: sessions of it (sts, assumed-role), the account's root and service-linked roles can be given no access",
);

/**
 * What AWS takes in a tag; IAM is the strictest of its services.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html#id_tags_rules
 */
const tagText = (shortest: number, longest: number) =>
  matching(
    new RegExp(`^[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{${shortest},${longest}}$`, "u"),
    `up to ${longest} letters, digits, spaces and _ . : / = + - @`,
    "leave other characters out",
  );

export const tagKey = tagText(1, 128);

export const tagValue = tagText(0, 256);

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
