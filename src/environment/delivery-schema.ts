import { z } from "zod";
import { matching } from "./field";

/** The Git repository that a controller in the cluster reads. */
const repository = z
  .strictObject({
    /** As the controller in the cluster reaches it. Its credentials are the controller's matter. */
    url: matching(
      /^(https:\/\/|ssh:\/\/|git@)[^\s$%]+$/,
      "the URL of a Git repository, with https:// or ssh://",
      "write it as https://github.com/acme/platform.git",
    ),
    /** A branch, or a whole reference such as `refs/tags/v1`. @default "main" */
    revision: matching(
      /^[\w.][-\w./]*$/,
      "a branch, or a whole reference",
      "write it as main, or as refs/tags/v1",
    ).default("main"),
    /** Where the output directory stands in the repository, without a slash at either end. @default "cdktf.out" */
    path: matching(
      /^[-\w.]+(\/[-\w.]+)*$/,
      "a path in the repository, without a slash at either end",
      "write it as cdktf.out",
    ).default("cdktf.out"),
  })
  .readonly();

/** Who installs the charts. */
export const delivery = z
  .discriminatedUnion("by", [
    z.strictObject({
      /** Terraform, in the platform and monitoring stacks. */
      by: z.literal("terraform"),
    }),
    z.strictObject({
      /**
       * Argo CD in each cluster, by the Applications in `gitops/<environment>/<region>` of the output directory. Terraform keeps the namespaces
       * and lets go of releases that it had made, without touching them.
       */
      by: z.literal("argo-cd"),
      /** What Argo CD reads. The output directory is committed to it. */
      repository,
    }),
    z.strictObject({
      /**
       * Flux in each cluster, by the HelmReleases in `gitops/<environment>/<region>` of the output directory. Terraform keeps the namespaces and
       * lets go of releases that it had made, without touching them.
       */
      by: z.literal("flux"),
      /** What Flux reads. The output directory is committed to it. */
      repository,
    }),
  ])
  .default({ by: "terraform" })
  .readonly();
