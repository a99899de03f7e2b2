import { z } from "zod";
import { matching, must } from "./field";

type Values = Readonly<Record<string, z.core.util.JSONType>>;

/** A map of whatever YAML can say. */
const values = z
  .json()
  .check(
    must(
      (value: z.core.util.JSONType) => typeof value === "object" && value !== null && !Array.isArray(value),
      "a map of values, as values.yaml of the chart has them",
      "write it as { replicaCount: 3 }",
    ),
  ) as unknown as z.ZodType<Values, Values>;

const overrides = {
  /**
   * Version of the chart, within the range of modules/versions.ts. Upgraded in place.
   * @default - the version of modules/versions.ts
   */
  version: matching(
    /^v?\d{1,9}\.\d{1,9}\.\d{1,9}$/,
    "a version of the chart, such as 3.5.0",
    "write major, minor and patch, with a v where the chart has one",
  ).optional(),
  /**
   * Values over those of helm-values/ and over what is computed: maps are merged, everything else is replaced. No secrets: they are in the
   * output and in the state. Changed in place.
   * @default {}
   */
  values: values.default({}),
};

/** What an environment may say of a release of a public chart that stands with its layer. */
export const fixedRelease = z.strictObject(overrides).prefault({}).readonly();

/** What an environment may say of a release of a public chart that it may do without. */
export const release = z
  .strictObject({
    /**
     * Whether it is installed. Switching it off later uninstalls it: read docs/runbooks/platform.md before.
     * @default true
     */
    enabled: z.boolean().default(true),
    ...overrides,
  })
  .prefault({})
  .readonly();

/** Another version of a chart, and values over all others. */
export type ReleaseOverrides = z.output<typeof fixedRelease>;
