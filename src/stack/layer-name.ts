/** The word for a layer in stack names, tags and state keys. */
export type LayerName =
  | "state"
  | "images"
  | "network"
  | "peering"
  | "certificates"
  | "data"
  | "entry"
  | "cluster"
  | "platform"
  | "monitoring"
  | "workloads"
  | "edge";
