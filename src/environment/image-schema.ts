import { z } from "zod";
import { matching, must } from "./field";

/** https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pulling-manifests */
const repository = matching(
  /^(?=.{2,128}$)[a-z0-9]+([._-][a-z0-9]+)*(\/[a-z0-9]+([._-][a-z0-9]+)*)*$/,
  "a repository: lower-case words, with slashes between them, at most 128 characters",
  "write it without registry, tag and digest, such as stefanprodan/podinfo",
);

const movingTags: ReadonlySet<string> = new Set(["latest", "main", "master", "stable", "edge", "dev", "nightly"]);

const tag = matching(
  /^\w[\w.-]{0,127}$/,
  "a tag of at most 128 letters, digits, dots and dashes",
  "write it without a colon, such as 1.4.2",
).check(
  must(
    (text: string) => !movingTags.has(text),
    "a tag that stays where it is",
    "name a release: a tag that moves is another program at every restart, and in each region a different one",
  ),
);

/** What a container runs. */
export const image = z
  .strictObject({
    /**
     * A public registry that it comes from, such as `ghcr.io`. Nodes pull it through the registry of their own region, which keeps a copy.
     * @default - a repository of this environment, in the registry of each region
     */
    registry: matching(
      /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)+$/,
      "the name of a registry, such as ghcr.io",
      "write it without https:// and without a path",
    ).optional(),
    /** Where it is in the registry, such as `orders` or `stefanprodan/podinfo`. */
    repository,
    /**
     * A release, for people to read; of a repository of this environment it is enough, since its tags cannot be moved.
     * @default - `digest` alone says it
     */
    tag: tag.optional(),
    /**
     * What is really run, by its content. Both regions run the same with it, whatever becomes of the tag.
     * @default - `tag` alone says it
     */
    digest: matching(
      /^sha256:[0-9a-f]{64}$/,
      "a digest: sha256: and 64 hexadecimal digits",
      "ask the registry: docker buildx imagetools inspect <image>",
    ).optional(),
  })
  .check(
    must(
      ({ tag: release, digest }: { tag?: string | undefined; digest?: string | undefined }) =>
        release !== undefined || digest !== undefined,
      "a digest, or a tag",
      "pin it by its digest",
    ),
    must(
      ({ registry, digest }: { registry?: string | undefined; digest?: string | undefined }) =>
        registry === undefined || digest !== undefined,
      "a digest, since tags of other people's registries move",
      "pin it: docker buildx imagetools inspect <image>",
    ),
  )
  .readonly();

export type Image = z.output<typeof image>;
