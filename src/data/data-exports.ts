/** What a region's data stack promises: the instance that serves there. Empty texts while the region has none, after its database was lost. */
export const dataExports = {
  database_arn: "string",
  database_host: "string",
} as const;
