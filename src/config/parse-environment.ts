import type { Environment } from "../environment/environment";
import { environmentSchema } from "../environment/environment-schema";
import type { Check } from "./check";
import { type PlainData, takePlainData } from "./plain-data";
import type { Problem } from "./problem";
import { findMisspellings, formatValue, schemaProblems } from "./schema-problems";
import { findSoundFields, isRecord, withMeantFields, withoutUnknownFields } from "./sound-fields";

export type ParsedEnvironment =
  | { readonly environment: Environment; readonly problems: readonly [] }
  | { readonly environment: undefined; readonly problems: readonly Problem[] };

/** The environment that a value describes, or everything that is wrong with it: a check runs whenever what it reads is sound. */
export function parseEnvironment(value: unknown, checks: readonly Check[]): ParsedEnvironment {
  return parsePlainData(takePlainData(value), checks);
}

/** The same of what was taken from a literal already. */
export function parsePlainData({ data, problems: lost }: PlainData, checks: readonly Check[]): ParsedEnvironment {
  if (!isRecord(data)) {
    const [problem = { path: "environment", got: formatValue(data), expected: "an object", fix: exportLiteral }] = lost;
    return { environment: undefined, problems: [problem] };
  }
  const whole = environmentSchema.safeParse(data);
  if (whole.success) {
    const problems = checks.flatMap(({ find }) => find(whole.data));
    return problems.length === 0 ? { environment: whole.data, problems: [] } : { environment: undefined, problems };
  }
  const { issues } = whole.error;
  const misspellings = findMisspellings(environmentSchema, data, issues);
  const { values, paths } = findSoundFields(
    environmentSchema,
    withMeantFields(withoutUnknownFields(data, issues), misspellings),
  );
  return {
    environment: undefined,
    problems: [
      ...lost,
      ...schemaProblems(environmentSchema, data, issues).filter(
        (problem) => !lost.some((one) => isAt(problem, one) || isAt(one, problem)),
      ),
      ...checks
        .filter(({ reads }) => reads.every((path) => paths.has(path)))
        .flatMap(({ find }) => find(values as Environment)),
    ],
  };
}

const exportLiteral = "export the literal of the environment";

/** Whether one problem is where the other is, or within that. What holds no data has the wrong type for that reason alone. */
function isAt({ path }: Problem, { path: place }: Problem): boolean {
  return path === place || path.startsWith(`${place}.`) || path.startsWith(`${place}[`);
}
