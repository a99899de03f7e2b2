import type { Environment, Region } from "../environment/environment";
import type { PlainValues } from "../helm/plain-values";
import { serviceAccountValues } from "../helm/service-account-values";

/** Its role, where the environment has a zone whose records it may change; without one it calls nothing of AWS. */
export function certManagerValues(environment: Environment, region: Region): PlainValues {
  const { create, name, ...annotated } = serviceAccountValues(environment, region, "cert-manager");
  return { serviceAccount: { create, name, ...(environment.dns === undefined ? {} : annotated) } as PlainValues };
}
