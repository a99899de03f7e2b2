/** The folders of the output directory that synth writes. A new kind of file gets its folder here. */
export const outputFolders = ["stacks", "helm-values", "charts", "gitops"] as const;

/** A file that synth writes beside what CDKTF writes. */
export interface OutputFile {
  /** Below the output directory, in one of its folders: `helm-values/prod/eu-west-1/grafana.yaml`. */
  readonly path: string;
  readonly text: string;
}

/** Whether a path stands in one of the output folders, and so cannot lead out of the output directory. */
export function isOutputPath(path: string): boolean {
  const [folder, ...below] = path.split("/");
  return (
    outputFolders.some((known) => known === folder) &&
    below.length > 0 &&
    below.every((segment) => !["", ".", ".."].includes(segment))
  );
}

/** The stack whose directory a path stands in. */
export function stackOfPath(path: string): string | undefined {
  const [folder, stack, file] = path.split("/");
  return folder === "stacks" && file !== undefined ? stack : undefined;
}
