import type { z } from "zod";
import type { Check } from "./check";
import type { Environment } from "./environment";
import { environmentSchema } from "./environment-schema";
import type { Problem } from "./problem";
import { formatValue, schemaProblems } from "./schema-problems";

export type ParsedEnvironment =
  | { readonly environment: Environment; readonly problems: readonly [] }
  | { readonly environment: undefined; readonly problems: readonly Problem[] };

/**
 * The environment that a value describes, or everything that is wrong with it.
 * Fields are parsed one by one, so that a check runs whenever the fields it reads are sound, whatever else is broken.
 */
export function parseEnvironment(value: unknown, checks: readonly Check[]): ParsedEnvironment {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
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
  const sound = whole.success ? whole.data : soundFieldsOf(value as Record<string, unknown>);
  const problems = [
    ...(whole.success ? [] : schemaProblems(environmentSchema, value, whole.error.issues)),
    ...checks
      .filter(({ reads }) => reads.every((field) => field in sound))
      .flatMap(({ find }) => find(sound as Environment)),
  ];
  if (whole.success && problems.length === 0) return { environment: whole.data, problems: [] };
  return { environment: undefined, problems };
}

function soundFieldsOf(value: Record<string, unknown>): Partial<Environment> {
  const fields = Object.entries<z.ZodType>(environmentSchema.shape).flatMap(([field, schema]) => {
    const parsed = schema.safeParse(value[field]);
    return parsed.success ? [[field, parsed.data] as const] : [];
  });
  return Object.fromEntries(fields);
}
