import type { Environment, Region } from "../environment/environment";
import type { PlainValues } from "../helm/plain-values";
import { regionNames } from "../stack/names";

/** What the chart of our own is made of in one region: whose certificates, secrets and controllers these are. */
export function platformResourcesValues(environment: Environment, region: Region): PlainValues {
  const { dns, platform } = environment;
  const { cluster } = regionNames(environment, region);
  return {
    clusterName: cluster,
    region: region.code,
    ...(platform.acme === undefined || dns === undefined
      ? {}
      : { acme: { email: platform.acme.email, hostedZoneId: dns.hostedZoneId } }),
    monitors: {
      "aws-load-balancer-controller": platform.releases["aws-load-balancer-controller"].enabled,
      "cluster-autoscaler": platform.releases["cluster-autoscaler"].enabled,
    },
  };
}
