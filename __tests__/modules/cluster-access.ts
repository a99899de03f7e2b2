import type { ClusterAccess } from "../../modules/cluster-providers/cluster-providers";

/** A cluster that releases of tests are installed in. */
export const clusterAccess: ClusterAccess = {
  clusterName: "acme-prod-euw1",
  regionCode: "eu-west-1",
  endpoint: "https://cluster.example.com",
  certificateAuthorityData: "Q0E=",
};
