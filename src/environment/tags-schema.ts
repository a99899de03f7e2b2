import { z } from "zod";
import { must, tagKey, tagValue } from "./field";

/** Set on every resource by src/stack/tags.ts. */
export const reservedTags = ["environment", "region", "layer", "owner", "managed-by"] as const;

/** A resource has up to 50; Tandem, the modules and Kubernetes set some themselves. */
const maxTags = 40;

const ownTagKey = tagKey
  .check(
    must(
      (key: string) => !/^aws:/i.test(key) && !reservedTags.some((tag) => tag === key.toLowerCase()),
      `no key that starts with aws:, and none of ${reservedTags.join(", ")}`,
      "rename the tag: AWS keeps the prefix for itself, and Tandem sets the others; IAM tells no upper from lower case",
    ),
  )
  .check(
    must(
      (key: string) => !/(^|\.)(kubernetes\.io|k8s\.io|k8s\.aws)\//.test(key),
      "no key of Kubernetes",
      "rename the tag: controllers go by those",
    ),
  );

/** Tags of your own for every resource. */
export const tags = z
  .record(ownTagKey, tagValue)
  .check(
    must(
      (entries: object) => Object.keys(entries).length <= maxTags,
      `at most ${maxTags} tags`,
      "leave some out: AWS takes 50, and Tandem, the modules and Kubernetes set some themselves",
    ),
  )
  .check(
    must(
      (entries: object) =>
        new Set(Object.keys(entries).map((key) => key.toLowerCase())).size === Object.keys(entries).length,
      "keys that differ in more than upper and lower case",
      "remove one of the two: IAM takes them for the same",
    ),
  );
