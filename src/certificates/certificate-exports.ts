/** What the certificates' stack promises: one for each region, in alphabetical order of the regions' codes. */
export const certificateExports = { certificate_arns: "list" } as const;
