/** Something that this machine lacks, and how it gets it. */
export interface Missing {
  readonly what: string;
  readonly fix: string;
}

/** Everything that is missing, one line each, as the text a terminal shows. */
export function formatMissing(missing: readonly Missing[]): string {
  const heading = `local: ${missing.length} thing${missing.length === 1 ? " is" : "s are"} missing, nothing was installed or started`;
  return [heading, ...missing.map(({ what, fix }) => `  ${what}: ${fix}`)].join("\n");
}
