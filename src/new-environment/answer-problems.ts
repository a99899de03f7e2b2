import type { Check } from "../config/check";
import type { Comparison } from "../config/load-environments";
import { parseEnvironment } from "../config/parse-environment";
import type { Problem } from "../config/problem";
import { identitySchema } from "../environment/identity";
import { type Answers, questions } from "./answers";
import type { Neighbours } from "./neighbours";
import { newEnvironment } from "./new-environment";

/** What every environment must pass, alone and beside others. */
export interface Rules {
  readonly checks: readonly Check[];
  readonly compare: Comparison;
}

/** What is wrong with an answer. */
export interface AnswerProblem extends Problem {
  readonly key: keyof Answers;
}

/** What is wrong with some answers, and which are missing: at most one problem each, in the words of the command line. */
export function findAnswerProblems(
  given: Partial<Answers>,
  neighbours: Neighbours,
  rules: Rules,
): readonly AnswerProblem[] {
  const found = [...findNameProblems(given, neighbours), ...findFieldProblems(given, neighbours, rules)];
  return questions.flatMap(({ key, flag, value, text }): AnswerProblem[] => {
    if (given[key] === undefined) {
      const fix = `add ${flag === "<name>" ? flag : `${flag} <${value}>`}`;
      return [{ key, path: flag, got: "nothing", expected: text, fix }];
    }
    const problem = found.find(({ path }) => decidedBy(path) === key);
    return problem === undefined ? [] : [{ ...problem, got: inFlags(problem.got), key, path: flag }];
  });
}

function findNameProblems({ name }: Partial<Answers>, { files }: Neighbours): readonly Problem[] {
  const known = files.find((file) => file.name === name);
  return [
    {
      is: known !== undefined,
      got: `${JSON.stringify(name)}, which ${known?.file} is`,
      expected: "the name of no other environment",
      fix: "choose another name, or edit that file",
    },
    { is: name === "all", got: '"all"', expected: "a name that selects one environment", fix: "choose another name" },
  ]
    .filter(({ is }) => is)
    .map(({ got, expected, fix }) => ({ path: "name", got, expected, fix }));
}

function findFieldProblems(given: Partial<Answers>, { files, ranges }: Neighbours, { checks, compare }: Rules) {
  // Whatever is not there yet is told as missing, not as a mistake in the file.
  const literal = newEnvironment(given as Answers, ranges);
  const { data: identity } = identitySchema.safeParse(literal);
  const file = "the new file";
  const others = files.flatMap((other) =>
    other.identity === undefined ? [] : [{ file: other.file, identity: other.identity }],
  );
  const clash = identity === undefined ? undefined : compare([...others, { file, identity }]).get(file);
  return [...parseEnvironment(literal, checks).problems, ...(clash === undefined ? [] : [clash])];
}

/** Which answer decides a field of the file, by how the path of the field starts. */
const deciding: readonly (readonly [string, keyof Answers])[] = [
  ["name", "name"],
  ["organization", "organization"],
  ["accountId", "account"],
  ["owner", "owner"],
  ["regions[0]", "primary"],
  ["regions[1]", "failover"],
  ["database", "primary"],
  ["state", "failover"],
  ["alarms", "alarmEmail"],
  ["cluster", "administrator"],
];

function inFlags(text: string): string {
  return text.replaceAll("regions[0]", "--primary").replaceAll("regions[1]", "--failover");
}

function decidedBy(path: string): keyof Answers | undefined {
  return deciding.find(([start]) => path.startsWith(start))?.[1];
}
