/** One thing that is wrong with an environment file, in the words of that file. */
export interface Problem {
  /** Where, as it would be written in TypeScript: `regions[1].cidr`. */
  readonly path: string;
  /** The value that stands there, as text. */
  readonly got: string;
  readonly expected: string;
  /** The next step of the person who reads this. */
  readonly fix: string;
}

/** The problems of one environment file, as the text a terminal shows. */
export function formatProblems(file: string, problems: readonly Problem[]): string {
  const heading = `${file}: ${problems.length} problem${problems.length === 1 ? "" : "s"}, nothing was written`;
  const blocks = problems.map(({ path, got, expected, fix }) =>
    [`  ${path}`, `    got       ${got}`, `    expected  ${expected}`, `    do        ${fix}`].join("\n"),
  );
  return [heading, ...blocks].join("\n\n");
}

/** Carries the finished report of one or more environment files to the program's edge, which prints it and exits with 1. */
export class EnvironmentError extends Error {
  override readonly name = "EnvironmentError";
}
