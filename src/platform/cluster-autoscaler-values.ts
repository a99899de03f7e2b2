import { getKubernetesVersion } from "../../modules/kubernetes-versions";
import type { Environment, Region } from "../environment/environment";
import type { PlainValues } from "../helm/plain-values";
import { serviceAccountValues } from "../helm/service-account-values";
import { regionNames } from "../stack/names";

/** Whose groups it sizes, and its image, whose minor is the cluster's: that of the chart is another. */
export function clusterAutoscalerValues(environment: Environment, region: Region, minor: string): PlainValues {
  return {
    autoDiscovery: { clusterName: regionNames(environment, region).cluster },
    awsRegion: region.code,
    image: { tag: getKubernetesVersion(minor).autoscalerImage },
    rbac: { serviceAccount: serviceAccountValues(environment, region, "cluster-autoscaler") },
  };
}
