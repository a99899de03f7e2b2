import { writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { EnvironmentError, formatProblems } from "../config/problem";
import { findAnswerProblems, type Rules } from "./answer-problems";
import type { Answers } from "./answers";
import { type Ask, askForRest } from "./ask-for-rest";
import { environmentFile } from "./environment-file";
import { findNeighbours } from "./neighbours";
import { newEnvironment } from "./new-environment";

export interface CreateOptions {
  /** Where environment files stand, and where the project is that they import from. */
  readonly directory: string;
  readonly project: string;
  readonly rules: Rules;
  /** @default - nobody is asked */
  readonly ask?: Ask | undefined;
}

/**
 * Writes the file of a new environment, and tells where it is and what to do next.
 * @throws EnvironmentError with everything that is wrong with the answers; nothing is written then
 */
export async function createEnvironment(
  given: Partial<Answers>,
  { directory, project, rules, ask }: CreateOptions,
): Promise<readonly string[]> {
  const neighbours = findNeighbours(directory);
  const expectationOf = (answers: Partial<Answers>, key: keyof Answers) => {
    const problem = findAnswerProblems(answers, neighbours, rules).find((one) => one.key === key);
    return problem?.expected;
  };
  const answers = ask === undefined ? given : await askForRest(given, ask, expectationOf);
  const problems = findAnswerProblems(answers, neighbours, rules);
  if (problems.length > 0) throw new EnvironmentError(formatProblems("npm run new", problems));

  const environment = newEnvironment(answers as Answers, neighbours.ranges);
  const { name, accountId, regions } = environment;
  const path = join(directory, `${name}.ts`);
  writeFileSync(path, environmentFile(environment, relative(directory, project) || "."), { flag: "wx" });
  return [
    `wrote ${relative(process.cwd(), path)}: ${regions.map(({ code, cidr }) => `${code} ${cidr}`).join(", ")}`,
    "next, look at it and run:",
    `  npm run synth -- ${name}`,
    `  npm run state -- bootstrap ${name}   with credentials of account ${accountId}`,
    'then README.md, "Use it"',
  ];
}
