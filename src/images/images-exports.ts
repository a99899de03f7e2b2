/** What the images stack tells: for people and pipelines, since names of repositories are known before. */
export const imagesExports = { repository_names: "list" } as const;
