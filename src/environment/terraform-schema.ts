import { z } from "zod";
import { matching } from "./field";

const moduleSource = z
  .discriminatedUnion("from", [
    z.strictObject({ from: z.literal("public-registry") }),
    /** A private registry that mirrors `terraform-aws-modules/*` under the same namespace. */
    z.strictObject({
      from: z.literal("registry"),
      host: matching(/^[a-z0-9.-]+(:\d+)?$/, "a host name, without a scheme", "write it as registry.example.com"),
    }),
    /** A directory laid out as `terraform-aws-modules/<name>/aws/<version>`. */
    z.strictObject({
      from: z.literal("directory"),
      path: matching(
        /^\//,
        "an absolute path",
        "write the whole path: Terraform takes a relative one for a registry address",
      ),
    }),
  ])
  .default({ from: "public-registry" })
  .readonly();

/** Versions and sources of what Terraform downloads. */
export const terraform = z
  .strictObject({
    /** Version constraint of hashicorp/aws in every stack. @default ">= 6.28, < 7" */
    awsProvider: matching(
      /^((>=|<=|>|<|=|!=|~>)?\s*\d+(\.\d+){0,2})(\s*,\s*(>=|<=|>|<|=|!=|~>)?\s*\d+(\.\d+){0,2})*$/,
      "a version constraint of Terraform",
      'write it as ">= 6.28, < 7" or "6.30.0"',
    ).default(">= 6.28, < 7"),
    /** Where Terraform takes the public modules from. @default { from: "public-registry" } */
    modules: moduleSource,
  })
  .prefault({})
  .readonly();
