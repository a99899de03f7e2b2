import { controllers } from "./identities";

/** Where the region switch answers the load balancer. */
export const frontDoorNamespace = "front-door";

/** Namespaces of the platform and of Kubernetes itself. Who may run pods there may act as a controller. */
const platformNamespaces: ReadonlySet<string> = new Set([
  ...Object.values(controllers).map(({ serviceAccount }) => serviceAccount.namespace),
  "kube-node-lease",
  // Its pods may do to their node whatever they like.
  "node-exporter",
  "kube-public",
  frontDoorNamespace,
]);

/** Kubernetes keeps it for its own. https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/ */
const reservedBeginning = "kube-";

/** All of them, in words. */
export const namesOfPlatform = `${[...platformNamespaces].join(", ")}, nor another that starts with ${reservedBeginning}`;

/** Whether a namespace is one of them, or a pattern such as `team-*` takes one of them in. */
export function reachesPlatform(namespace: string): boolean {
  const pattern = new RegExp(`^${namespace.replaceAll("*", ".*")}$`);
  return namespace.startsWith(reservedBeginning) || [...platformNamespaces].some((name) => pattern.test(name));
}
