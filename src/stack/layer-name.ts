/** The word for a layer in stack names, tags and state keys. */
export type LayerName =
  | "state"
  | "images"
  | "network"
  | "peering"
  | "data"
  | "entry"
  | "cluster"
  | "platform"
  | "monitoring";
