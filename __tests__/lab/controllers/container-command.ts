/** A container of an applied object, as far as a process can be made of it. */
export interface Container {
  readonly name: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: readonly EnvironmentVariable[];
}

interface EnvironmentVariable {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: { readonly fieldRef?: { readonly fieldPath: string } };
}

/** What a process of a container is started with. */
export interface ContainerCommand {
  readonly args: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
}

/** Values of flags; null takes a flag away. */
export type Flags = Readonly<Record<string, string | null>>;

/**
 * The arguments and variables of a container, with those flags replaced, added or taken away that a process on this machine needs otherwise.
 * @param fields of its pod, by path: `metadata.namespace`
 * @throws Error on a variable whose value stands somewhere else
 */
export function commandOf(
  { command = [], args = [], env = [] }: Container,
  fields: Readonly<Record<string, string>>,
  flags: Flags = {},
): ContainerCommand {
  const variables = Object.fromEntries(env.map((variable) => [variable.name, valueIn(variable, fields)]));
  // The first word of a command is the program, which stands elsewhere here.
  const given = [...command.slice(1), ...args].map((arg) =>
    arg.replaceAll(/\$\((\w+)\)/g, (whole, name: string) => variables[name] ?? whole),
  );
  const replaced = new Set(Object.keys(flags));
  return {
    args: [
      ...given.filter((arg) => !replaced.has(nameOf(arg))),
      ...Object.entries(flags).flatMap(([name, value]) => (value === null ? [] : [`--${name}=${value}`])),
    ],
    variables,
  };
}

function nameOf(arg: string): string {
  return arg.replace(/^-+/, "").replace(/=.*$/s, "");
}

function valueIn({ name, value, valueFrom }: EnvironmentVariable, fields: Readonly<Record<string, string>>): string {
  if (valueFrom === undefined) return value ?? "";
  const found = fields[valueFrom.fieldRef?.fieldPath ?? ""];
  if (found === undefined) throw new Error(`nobody says the value of ${name}: ${JSON.stringify(valueFrom)}`);
  return found;
}
