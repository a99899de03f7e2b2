import type { PolicyStatement } from "../../modules/iam/policy-document";

/** One request, as IAM sees it. */
export interface SimulatedRequest {
  readonly action: string;
  /** What the request is about; `*` where AWS knows no resource for the action. @default "*" */
  readonly resource?: string;
  /** Condition keys that are there, by name. @default {} */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

/**
 * What statements say to a request: only as much of IAM as our policies use, and an error beyond that. Principals are not looked at.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function simulate(
  statements: readonly PolicyStatement[],
  { action, resource = "*", context = {} }: SimulatedRequest,
): "allowed" | "denied" | "not allowed" {
  const matching = statements.filter(
    (statement) =>
      isLike(statement.Action, action, "i") &&
      (statement.Resource === undefined || isLike(statement.Resource, resource)) &&
      Object.entries(statement.Condition ?? {}).every(([operator, keys]) =>
        Object.entries(keys).every(([key, wanted]) => holds(operator, context[key], [wanted].flat())),
      ),
  );
  if (matching.some(({ Effect }) => Effect === "Deny")) return "denied";
  return matching.length > 0 ? "allowed" : "not allowed";
}

type Operator = (got: readonly string[], wanted: readonly string[]) => boolean;

/** A key that is not there has no values: nothing equals it, and every negation holds. */
const operators: Readonly<Record<string, Operator>> = {
  StringEquals: (got, wanted) => got.some((value) => wanted.includes(value)),
  StringNotEquals: (got, wanted) => !got.some((value) => wanted.includes(value)),
  StringLike: (got, wanted) => got.some((value) => isLike(wanted, value)),
  ArnLike: (got, wanted) => got.some((value) => isLike(wanted, value)),
  Bool: (got, wanted) => got.some((value) => wanted.includes(value)),
  Null: (got, wanted) => wanted.includes(String(got.length === 0)),
  "ForAllValues:StringEquals": (got, wanted) => got.every((value) => wanted.includes(value)),
  "ForAllValues:StringNotEquals": (got, wanted) => got.every((value) => !wanted.includes(value)),
  "ForAllValues:StringLike": (got, wanted) => got.every((value) => isLike(wanted, value)),
};

function holds(name: string, got: string | readonly string[] | undefined, wanted: readonly string[]): boolean {
  const operator = operators[name];
  if (operator === undefined)
    throw new Error(`no operator ${name}, expected one of ${Object.keys(operators).join(", ")}`);
  return operator(got === undefined ? [] : [got].flat(), wanted);
}

function isLike(patterns: string | readonly string[], text: string, flags = ""): boolean {
  return [patterns].flat().some((pattern) => {
    const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
    return new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`, flags).test(text);
  });
}
