import { getRegionFacts } from "../../modules/aws-regions";
import type { ControllerName } from "../../modules/controller-policies/controller-names";
import { roleArn } from "../../modules/iam/role-arn";
import { controllers } from "../cluster/identities";
import type { Environment, Region } from "../environment/environment";
import { controllerRoleName } from "../stack/names";
import type { PlainValues } from "./plain-values";

/** The service account of a controller, as most charts take it: under the name that its role trusts, with the role where it is taken by IRSA. */
export function serviceAccountValues(environment: Environment, region: Region, name: ControllerName): PlainValues {
  const byPodIdentity = environment.cluster?.podIdentity.includes(name) === true;
  const { partition } = getRegionFacts(region.code);
  const { accountId, iam: rules } = environment;
  const arn = roleArn({ partition, accountId, rules }, controllerRoleName(environment, region, name));
  return {
    create: true,
    name: controllers[name].serviceAccount.name,
    ...(byPodIdentity ? {} : { annotations: { "eks.amazonaws.com/role-arn": arn } }),
  };
}
