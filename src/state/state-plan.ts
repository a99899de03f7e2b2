import { getRegionFacts } from "../../modules/aws-regions";
import { type Environment, pairByCode, type Region, shortCodeOf } from "../environment/environment";
import { regionNames } from "../stack/names";
import { planSharedStack, type StackPlan } from "../stack/stack-plan";

export interface StatePlan {
  readonly stack: StackPlan;
  readonly buckets: readonly StateBucketPlan[];
}

export interface StateBucketPlan {
  readonly id: string;
  readonly regionCode: string;
  readonly name: string;
  readonly keyAlias: string;
  readonly partition: string;
}

/** The state stack of an environment; none where state is kept in local files. */
export function planState(environment: Environment): readonly StatePlan[] {
  if (environment.state.backend === "local") return [];
  const planBucket = (region: Region): StateBucketPlan => ({
    id: shortCodeOf(region),
    regionCode: region.code,
    name: regionNames(environment, region).stateBucket,
    keyAlias: regionNames(environment, region).stateKeyAlias,
    partition: getRegionFacts(region.code).partition,
  });
  return [{ stack: planSharedStack(environment, "state"), buckets: pairByCode(environment).map(planBucket) }];
}
