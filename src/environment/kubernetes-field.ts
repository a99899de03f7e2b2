import { z } from "zod";
import { matching } from "./field";

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

/** Of processors, as pods request them. https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/ */
export const cpuQuantity = matching(
  /^([1-9]\d{0,5}m|[1-9]\d{0,3}(\.\d{1,3})?|0\.\d{1,3})$/,
  "an amount of processor time, such as 250m or 2",
  "write thousandths with an m, or whole processors",
);

/** Of memory, as pods request it. */
export const memoryQuantity = matching(
  /^[1-9]\d{0,6}(Mi|Gi)$/,
  "an amount of memory, such as 256Mi or 2Gi",
  "write it in Mi or Gi",
);

/** Of anything that pods count. https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/ */
export const averageQuantity = matching(
  /^(?=.*[1-9])\d{1,9}(\.\d{1,3})?[mkMG]?$/,
  "a number above zero, such as 50, 500m or 1.5k",
  "write it as a text, with m for thousandths or k, M, G for more",
);
