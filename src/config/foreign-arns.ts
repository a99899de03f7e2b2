import { getRegionFacts } from "../../modules/aws-regions";
import type { Region } from "../environment/environment";
import type { Problem } from "./problem";

/** ARNs of another partition than the region's, as problems where they stand. */
export function foreignArns(
  arns: readonly { readonly path: string; readonly arn: string }[],
  { code }: Pick<Region, "code">,
  fix: string,
): readonly Problem[] {
  const { partition } = getRegionFacts(code);
  return arns
    .filter(({ arn }) => !arn.startsWith(`arn:${partition}:`))
    .map(({ path, arn }) => ({
      path,
      got: JSON.stringify(arn),
      expected: `an ARN of partition ${partition}, as ${code} is`,
      fix,
    }));
}
