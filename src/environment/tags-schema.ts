import { z } from "zod";
import { tagKey, tagValue } from "./aws-field";
import { must } from "./field";

/** Set on every resource by src/stack/tags.ts. */
export const reservedTags = ["environment", "region", "layer", "owner", "managed-by"] as const;

/** What each resource that has a name is given: the others would be renamed to the value. */
const nameTag = "name";

/**
 * Keys by which the driver of EBS knows its volumes. Its controller does not start with one of them among the tags that it is to set, nor
 * with a key that it cannot tell from the value.
 * https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/tagging.md
 */
const volumeTags = ["CSIVolumeName", "CSIVolumeSnapshotName", "ebs.csi.aws.com/cluster"];

/** A resource has up to 50; Tandem, the modules and Kubernetes set some themselves. */
const maxTags = 40;

const ownTagKey = tagKey
  .check(
    must(
      (key: string) => ![...reservedTags, nameTag].includes(key.toLowerCase()),
      `none of ${[...reservedTags, nameTag].join(", ")}`,
      "rename the tag: Tandem and the modules set those; IAM tells no upper from lower case",
    ),
  )
  .check(
    must(
      (key: string) =>
        !/(^|\.)(kubernetes\.io|k8s\.io|k8s\.aws)\/|^kubernetes\.io/.test(key) && !volumeTags.includes(key),
      "no key of Kubernetes",
      "rename the tag: controllers go by those",
    ),
  )
  .check(
    must(
      (key: string) => !key.includes("="),
      "no = in a key",
      "rename the tag: the driver of EBS reads what follows as the value",
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
