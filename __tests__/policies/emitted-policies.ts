import type { PolicyStatement } from "../../modules/iam/policy-document";

/** One policy, where it stands. */
export interface EmittedPolicy {
  readonly address: string;
  readonly statements: readonly PolicyStatement[];
}

/** Arguments of resources that hold policies. */
const policyArguments = ["policy", "assume_role_policy"] as const;

/** The policies among the arguments of a resource, whatever its type. */
export function policiesOf(address: string, values: Readonly<Record<string, unknown>>): readonly EmittedPolicy[] {
  return policyArguments
    .map((argument) => ({ argument, text: values[argument] }))
    .filter((one): one is typeof one & { text: string } => typeof one.text === "string" && one.text.startsWith("{"))
    .map(({ argument, text }) => ({
      address: `${address}.${argument}`,
      statements: [JSON.parse(text).Statement].flat(),
    }));
}
