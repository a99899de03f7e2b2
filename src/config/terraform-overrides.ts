/**
 * An environment literal with the two air-gap knobs taken from the process, where it sets them:
 * `TANDEM_AWS_PROVIDER` (a version constraint) and `TANDEM_MODULES` (an absolute directory, or the host of a private registry).
 */
export function applyOverrides(literal: unknown, variables: NodeJS.ProcessEnv): unknown {
  const { TANDEM_AWS_PROVIDER: awsProvider, TANDEM_MODULES: modules } = variables;
  if (!isRecord(literal) || (!awsProvider && !modules)) return literal;
  const terraform = isRecord(literal["terraform"]) ? literal["terraform"] : {};
  return {
    ...literal,
    terraform: {
      ...terraform,
      ...(awsProvider ? { awsProvider } : {}),
      ...(modules ? { modules: moduleSourceOf(modules) } : {}),
    },
  };
}

function moduleSourceOf(text: string): object {
  return text.startsWith("/") ? { from: "directory", path: text } : { from: "registry", host: text };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
