import { z } from "zod";
import { filledText, matching, wholeNumber } from "./field";

const secretOfPullThrough = matching(
  /^ecr-pullthroughcache\/[\w/+=.@-]{1,490}$/,
  "the name of a secret that starts with ecr-pullthroughcache/",
  "name it so: ECR reads no other",
);

/** A registry that others keep. */
const upstream = z
  .strictObject({
    /**
     * Name of the secret with `username` and `accessToken` for it, in the Secrets Manager of each region. Docker Hub and GitHub ask for one.
     * @default - nobody signs in
     */
    credentialsSecret: secretOfPullThrough.optional(),
  })
  .readonly();

/** Where images of services are. */
export const images = z
  .strictObject({
    /**
     * Registries of others that nodes pull through the registry of their own region, by name, such as `ghcr.io`. The copy stays there, so that
     * a disaster asks nobody else.
     * @default {}
     */
    pullThrough: z.record(z.string(), upstream).default({}).readonly(),
    /**
     * Lets nodes pull from registries of others directly, with the reason why: whoever starts a pod in a disaster needs those then.
     * @default - refused
     */
    direct: z
      .strictObject({
        /** Nodes ask registries that nobody here answers for, and that limit how often. */
        accepted: z.literal("registries-of-others"),
        /** The reason, for the one who asks later. */
        because: filledText,
      })
      .readonly()
      .optional(),
    /**
     * How images of the environment's own repositories get into the other region. `registry`: ECR copies what is pushed, both ways, within
     * minutes. **That is one setting for all of an account's registry in a region**: two environments of one account can not both have it, and
     * what somebody set there by other means is replaced. `pipeline`: whoever pushes an image pushes it to both regions.
     * @default "registry"
     */
    replication: z.enum(["registry", "pipeline"]).default("registry"),
    /**
     * Releases that a repository keeps; older ones go, whether they run or not. A release weighs what its own layers weigh, at about 0.1 USD a
     * month for each GiB and region.
     * @default 100
     */
    keptReleases: wholeNumber(10, 1000, "keep what you may go back to").default(100),
  })
  .prefault({})
  .readonly();
