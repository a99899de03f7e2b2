import { borrowingActions, rightsActions } from "../../modules/iam/rights-actions";
import { harmlessVerbs, rightsServices } from "./iam-action";

/**
 * The action that hands out rights, or borrows those of somebody else, which an action of a permission is or stands for; undefined where it is
 * neither. A service that may do one of them can become whatever it likes.
 */
export function findHandedOut(action: string, resources: readonly string[]): string | undefined {
  const [service = "", name = ""] = action.toLowerCase().split(":");
  if (service === "sts" && name === "assumerole" && resources.every(namesOneRole)) return undefined;
  if (rightsServices.has(service)) {
    const verbs = harmlessVerbs[service] ?? [];
    return verbs.some((verb) => name.startsWith(verb.toLowerCase())) ? undefined : action;
  }
  const pattern = new RegExp(`^${name.replaceAll("*", ".*")}$`);
  const found = namesOf(service).find((one) => pattern.test(one.toLowerCase()));
  return found === undefined ? undefined : `${service}:${found}`;
}

function namesOf(service: string): readonly string[] {
  return [rightsActions, borrowingActions].flatMap((table) =>
    Object.hasOwn(table, service) ? (table[service] ?? "").split(" ") : [],
  );
}

/** Whom a service may become where the role is named: one role, which says itself whom it trusts. */
function namesOneRole(resource: string): boolean {
  return /^arn:[a-z-]+:iam::[^:*?]+:role\/[^*?]+$/.test(resource);
}
