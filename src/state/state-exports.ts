/** What the state stack tells: for people, since a backend cannot read it. */
export const stateExports = { bucket_names: "list" } as const;
