import { getRegionFacts } from "../../modules/aws-regions";
import type { ControllerName } from "../../modules/controller-policies/controller-names";
import { roleArn } from "../../modules/iam/role-arn";
import { controllers, planController } from "../cluster/identities";
import type { Environment, Region } from "../environment/environment";
import type { PlainValues } from "./plain-values";

/** The service account of a controller, as most charts take it: under the name that its role trusts, with the role where it has one and takes it by IRSA. */
export function serviceAccountValues(environment: Environment, region: Region, name: ControllerName): PlainValues {
  const { accountId, cluster, iam: rules } = environment;
  const identity = cluster && planController(environment, cluster, region, name);
  const { partition } = getRegionFacts(region.code);
  return {
    create: true,
    name: controllers[name].serviceAccount.name,
    ...(identity?.proof === "irsa"
      ? { annotations: { "eks.amazonaws.com/role-arn": roleArn({ partition, accountId, rules }, identity.roleName) } }
      : {}),
  };
}
