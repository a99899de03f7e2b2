import type { Environment, Region } from "../environment/environment";
import type { PlainValues } from "../helm/plain-values";
import { serviceAccountValues } from "../helm/service-account-values";

/** Its role: what that may read is all that a secret store of the cluster reaches. */
export function externalSecretsValues(environment: Environment, region: Region): PlainValues {
  return { serviceAccount: serviceAccountValues(environment, region, "external-secrets") };
}
