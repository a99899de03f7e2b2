import { z } from "zod";
import { awsProviderRange, providerVersions } from "../../modules/versions";
import { matching } from "./field";

const absolutePath = (fix: string) => matching(/^\/(?!.*[$%]\{)/, "an absolute path, without references", fix);

const moduleSource = z
  .discriminatedUnion("from", [
    z.strictObject({
      /** registry.terraform.io, at the versions of modules/versions.ts. */
      from: z.literal("public-registry"),
    }),
    z.strictObject({
      /** A private registry that mirrors `terraform-aws-modules/*` under the same namespace. */
      from: z.literal("registry"),
      /** Its host, and port where it has another than 443: `registry.example.com`. */
      host: matching(
        /^(?=.{1,253}$)([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\.)+[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(:\d{1,5})?$/,
        "a host name with a domain, without a scheme",
        "write it as registry.example.com: Terraform takes no host without a dot",
      ),
    }),
    z.strictObject({
      /** A directory on the machine that runs Terraform. */
      from: z.literal("directory"),
      /** The whole path of a directory laid out as `terraform-aws-modules/<name>/aws/<version>`. */
      path: absolutePath("write the whole path: Terraform takes a relative one for a registry address"),
    }),
  ])
  .default({ from: "public-registry" })
  .readonly();

const chartSource = z
  .discriminatedUnion("from", [
    z.strictObject({
      /** The repository of each chart, at the versions of modules/versions.ts. */
      from: z.literal("public-repositories"),
    }),
    z.strictObject({
      /** A private registry that mirrors the charts under their own names. */
      from: z.literal("registry"),
      /** Where the charts stand in it, without a slash at the end: `oci://registry.example.com/charts`. */
      url: matching(
        /^(oci|https):\/\/[a-z0-9][-a-z0-9.]*(:\d{1,5})?(\/[-\w.]+)*$/,
        "a URL that starts with oci:// or https://, without a slash at the end",
        "write it as oci://registry.example.com/charts",
      ),
    }),
    z.strictObject({
      /** A directory on the machine that runs Terraform. */
      from: z.literal("directory"),
      /** The whole path of a directory that has a directory for each chart, under the name of the chart. */
      path: absolutePath("write the whole path: Terraform looks for a relative one below the stack"),
    }),
  ])
  .default({ from: "public-repositories" })
  .readonly();

/** Versions and sources of what Terraform downloads. */
export const terraform = z
  .strictObject({
    /** Version constraint of hashicorp/aws in every stack. `TANDEM_AWS_PROVIDER` overrides it. @default "6.66.0" */
    awsProvider: matching(
      /^((>=|<=|>|<|=|!=|~>)?\s*\d{1,9}(\.\d{1,9}){0,2})(\s*,\s*(>=|<=|>|<|=|!=|~>)?\s*\d{1,9}(\.\d{1,9}){0,2})*$/,
      "a version constraint of Terraform",
      `write it as "${awsProviderRange}" or "${providerVersions.aws.version}"`,
    ).default(providerVersions.aws.version),
    /**
     * Where Terraform takes the public modules from. `TANDEM_MODULES` overrides it.
     * @default { from: "public-registry" }
     */
    modules: moduleSource,
    /**
     * Where Terraform takes public Helm charts from. `TANDEM_CHARTS` overrides it.
     * @default { from: "public-repositories" }
     */
    charts: chartSource,
  })
  .prefault({})
  .readonly();
