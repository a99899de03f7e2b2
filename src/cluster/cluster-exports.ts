/** What a region's cluster promises to every later layer. Names of roles are not here: they are known at synth. */
export const clusterExports = {
  cluster_name: "string",
  cluster_endpoint: "string",
  cluster_certificate_authority_data: "string",
  node_security_group_id: "string",
} as const;
