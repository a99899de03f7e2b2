import type { Environment, Region } from "../environment/environment";
import type { PlainValues } from "../helm/plain-values";
import { serviceAccountValues } from "../helm/service-account-values";

/** Its role, where the environment has a zone whose records it may change. */
export function certManagerValues(environment: Environment, region: Region): PlainValues {
  return { serviceAccount: serviceAccountValues(environment, region, "cert-manager") };
}
