import type { Environment } from "../environment/environment";
import type { environmentSchema } from "../environment/environment-schema";
import type { Problem } from "./problem";
import type { SoundPath } from "./sound-fields";

/**
 * What a check reads: a field, or a part of one, so that a typo in one part hides nothing in the others. Who looks at the entries of a
 * record one by one reads `services.*`, and sees those without a typo; who asks whether there is one at all reads `services`.
 */
export type FieldPath = SoundPath<typeof environmentSchema>;

/**
 * A rule that no single field can express. It runs as soon as what it reads is well-formed, so that a typo elsewhere in the file does not
 * hide it.
 */
export interface Check {
  readonly reads: readonly FieldPath[];
  readonly find: (environment: Environment) => readonly Problem[];
}

type FirstStep<P extends string> = P extends `${infer First}.${string}` ? First : P;

type StepsAfter<P extends string, First extends string> = P extends `${First}.${infer Rest}` ? Rest : never;

/** The part of a value that paths lead to. */
type View<T, P extends string> = T extends undefined
  ? undefined
  : "*" extends P
    ? T
    : {
        readonly [Field in keyof T as Extract<Field, FirstStep<P>>]: Field extends P
          ? T[Field]
          : View<T[Field], StepsAfter<P, Field & string>>;
      };

/** A check whose function sees only what it declares to read. */
export function defineCheck<const P extends FieldPath>(
  reads: readonly P[],
  find: (environment: View<Environment, P>) => readonly Problem[],
): Check {
  // A view is the environment with less of it visible, which the compiler cannot see while the paths are open.
  return { reads, find: (environment) => find(environment as View<Environment, P>) };
}
