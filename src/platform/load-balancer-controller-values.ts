import type { Environment, Region } from "../environment/environment";
import type { PlainValues } from "../helm/plain-values";
import { serviceAccountValues } from "../helm/service-account-values";
import { regionNames } from "../stack/names";

/** Which cluster, VPC and role are its own: the instance metadata, where it would look, is closed to pods. */
export function loadBalancerControllerValues(environment: Environment, region: Region): PlainValues {
  const names = regionNames(environment, region);
  return {
    clusterName: names.cluster,
    region: region.code,
    vpcTags: { Name: names.vpc },
    serviceAccount: serviceAccountValues(environment, region, "aws-load-balancer-controller"),
  };
}
