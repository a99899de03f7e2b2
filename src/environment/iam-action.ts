import type { Flaw } from "./field";

/**
 * Services whose actions hand out rights, and the verbs that hand out none. A wildcard behind anything else would take in what makes an
 * administrator of a service: iam:P* is iam:PassRole and iam:PutRolePolicy.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export const harmlessVerbs: Readonly<Record<string, readonly string[]>> = {
  account: ["Get", "List"],
  eks: ["Describe", "List"],
  iam: ["Get", "List", "Simulate"],
  identitystore: ["Describe", "Get", "Is", "List"],
  kms: ["Decrypt", "Describe", "Encrypt", "Generate", "Get", "List", "ReEncrypt", "Verify"],
  organizations: ["Describe", "List"],
  ram: ["Get", "List"],
  rolesanywhere: ["Get", "List"],
  secretsmanager: ["Describe", "Get", "List"],
  sso: ["Describe", "Get", "List"],
  "sso-directory": ["Describe", "Get", "List", "Search"],
  sts: ["Decode"],
};

/** Those of them that do nothing else: what does not only look hands out rights. */
export const rightsServices: ReadonlySet<string> = new Set([
  "account",
  "eks",
  "iam",
  "identitystore",
  "organizations",
  "ram",
  "rolesanywhere",
  "sso",
  "sso-directory",
]);

/** Shorter beginnings are no word: s3:D* is s3:DeleteBucket too. */
const shortestBeginning = 3;

/** What is wrong with an action and its wildcards, whatever resources it is for. */
export function findActionFlaw(action: string): Flaw | undefined {
  if (!/^[a-z][a-z0-9-]*:[A-Za-z][A-Za-z0-9*]*$/.test(action)) {
    return {
      expected: "an action of one service, such as s3:GetObject or s3:Get*",
      fix: "name what the service calls; a whole service (s3:*) is for administrators",
    };
  }
  const [service = "", name = ""] = action.split(":");
  if (!name.includes("*")) return undefined;
  const beginning = name.slice(0, name.indexOf("*"));
  if (beginning.length < shortestBeginning) {
    return {
      expected: "a whole word before the wildcard, such as s3:Get*",
      fix: "write the word out, or name each action: a letter stands for more than it seems",
    };
  }
  const verbs = harmlessVerbs[service];
  if (verbs === undefined || verbs.some((verb) => beginning.toLowerCase().startsWith(verb.toLowerCase())))
    return undefined;
  return {
    expected: `of ${service}, no wildcard but behind ${verbs.join(", ")}`,
    fix: "name each action: the others of this service can hand out rights",
  };
}

/** Whether a resource is everything that a service has in a region, or everything of one type: `arn:aws:dynamodb:*:*:table/*`. */
export function isEverything(resource: string): boolean {
  const [, , service = "", , , ...rest] = resource.split(":");
  const name = rest.join(":");
  if (resource === "*") return true;
  // Whatever is in every bucket, too.
  return service === "s3" ? /^[*?]+(\/|$)/.test(name) : /^([a-z-]+[:/])?[*?:/]+$/.test(name);
}
