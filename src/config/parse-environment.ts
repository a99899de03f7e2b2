import type { Environment } from "../environment/environment";
import { environmentSchema } from "../environment/environment-schema";
import type { Check } from "./check";
import type { Problem } from "./problem";
import { formatValue, schemaProblems } from "./schema-problems";
import { findSoundFields, isRecord, withoutUnknownFields } from "./sound-fields";

export type ParsedEnvironment =
  | { readonly environment: Environment; readonly problems: readonly [] }
  | { readonly environment: undefined; readonly problems: readonly Problem[] };

/** The environment that a value describes, or everything that is wrong with it: a check runs whenever what it reads is sound. */
export function parseEnvironment(value: unknown, checks: readonly Check[]): ParsedEnvironment {
  if (!isRecord(value)) {
    return {
      environment: undefined,
      problems: [
        {
          path: "environment",
          got: formatValue(value),
          expected: "an object",
          fix: "export the literal of the environment",
        },
      ],
    };
  }
  const whole = environmentSchema.safeParse(value);
  if (whole.success) {
    const problems = checks.flatMap(({ find }) => find(whole.data));
    return problems.length === 0 ? { environment: whole.data, problems: [] } : { environment: undefined, problems };
  }
  const { issues } = whole.error;
  const { values, paths } = findSoundFields(environmentSchema, withoutUnknownFields(value, issues));
  return {
    environment: undefined,
    problems: [
      ...schemaProblems(environmentSchema, value, issues),
      ...checks
        .filter(({ reads }) => reads.every((path) => paths.has(path)))
        .flatMap(({ find }) => find(values as Environment)),
    ],
  };
}
