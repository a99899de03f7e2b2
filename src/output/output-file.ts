/** One file that synth writes beside the stacks. */
export interface OutputFile {
  /** Relative to the output directory, with slashes. */
  readonly path: string;
  readonly text: string;
}
