import type { Problem } from "./problem";

/**
 * An environment literal with the air-gap knobs taken from the process, where it sets them: `TANDEM_AWS_PROVIDER` (a version constraint),
 * `TANDEM_MODULES` (an absolute directory, or the host of a private registry) and `TANDEM_CHARTS` (an absolute directory, or a URL).
 */
export function applyOverrides(literal: unknown, variables: NodeJS.ProcessEnv): unknown {
  const { TANDEM_AWS_PROVIDER: awsProvider, TANDEM_MODULES: modules, TANDEM_CHARTS: charts } = variables;
  if (!isRecord(literal) || (!awsProvider && !modules && !charts)) return literal;
  const terraform = isRecord(literal["terraform"]) ? literal["terraform"] : {};
  return {
    ...literal,
    terraform: {
      ...terraform,
      ...(awsProvider ? { awsProvider } : {}),
      ...(modules ? { modules: moduleSourceOf(modules) } : {}),
      ...(charts ? { charts: chartSourceOf(charts) } : {}),
    },
  };
}

/** Where the value of each variable stands in the environment. */
const placeOf = {
  TANDEM_AWS_PROVIDER: "terraform.awsProvider",
  TANDEM_MODULES: "terraform.modules",
  TANDEM_CHARTS: "terraform.charts",
} as const;

/** Problems with a value that came from a variable, named as that variable: it stands nowhere in the file. */
export function nameVariables(problems: readonly Problem[], variables: NodeJS.ProcessEnv): readonly Problem[] {
  const places = Object.entries(placeOf).filter(([variable]) => variables[variable]);
  return problems.map((problem) => {
    const [variable] = places.find(([, place]) => problem.path === place || problem.path.startsWith(`${place}.`)) ?? [];
    if (variable === undefined) return problem;
    return {
      ...problem,
      path: variable,
      got: JSON.stringify(variables[variable]),
      fix: `correct the variable, or unset it; ${problem.fix}`,
    };
  });
}

function moduleSourceOf(text: string): object {
  return text.startsWith("/") ? { from: "directory", path: text } : { from: "registry", host: text };
}

function chartSourceOf(text: string): object {
  return text.startsWith("/") ? { from: "directory", path: text } : { from: "registry", url: text };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
