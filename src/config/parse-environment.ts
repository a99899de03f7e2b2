import type { Environment } from "../environment/environment";
import { environmentSchema } from "../environment/environment-schema";
import type { Check } from "./check";
import { type PlainData, takePlainData } from "./plain-data";
import type { Problem } from "./problem";
import { formatValue, schemaProblems } from "./schema-problems";
import { findSoundFields, isRecord, withoutUnknownFields } from "./sound-fields";

export type ParsedEnvironment =
  | { readonly environment: Environment; readonly problems: readonly [] }
  | { readonly environment: undefined; readonly problems: readonly Problem[] };

/** The environment that a value describes, or everything that is wrong with it: a check runs whenever what it reads is sound. */
export function parseEnvironment(value: unknown, checks: readonly Check[]): ParsedEnvironment {
  return parsePlainData(takePlainData(value), checks);
}

/** The same of what was taken from a literal already. */
export function parsePlainData({ data, problems: noData }: PlainData, checks: readonly Check[]): ParsedEnvironment {
  if (!isRecord(data)) {
    const [problem = { path: "environment", got: formatValue(data), expected: "an object", fix: exportLiteral }] =
      noData;
    return { environment: undefined, problems: [problem] };
  }
  const whole = environmentSchema.safeParse(data);
  if (whole.success && noData.length === 0) {
    const problems = checks.flatMap(({ find }) => find(whole.data));
    return problems.length === 0 ? { environment: whole.data, problems: [] } : { environment: undefined, problems };
  }
  const issues = whole.error?.issues ?? [];
  const { values, paths } = findSoundFields(environmentSchema, withoutUnknownFields(data, issues));
  return {
    environment: undefined,
    problems: [
      ...noData,
      // What is no data was taken out, and is missing now.
      ...schemaProblems(environmentSchema, data, issues).filter(({ path }) => !noData.some((lost) => isAt(path, lost))),
      ...checks
        .filter(({ reads }) => reads.every((path) => paths.has(path)))
        .flatMap(({ find }) => find(values as Environment)),
    ],
  };
}

const exportLiteral = "export the literal of the environment";

function isAt(path: string, { path: place }: Problem): boolean {
  return path === place || path.startsWith(`${place}.`) || path.startsWith(`${place}[`);
}
