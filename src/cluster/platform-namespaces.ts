import { controllers } from "./identities";

/** Namespaces of the platform and of Kubernetes itself. Who may run pods there may act as a controller. */
export const platformNamespaces: ReadonlySet<string> = new Set([
  ...Object.values(controllers).map(({ serviceAccount }) => serviceAccount.namespace),
  "kube-node-lease",
  "kube-public",
]);
