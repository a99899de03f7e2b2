import { DataAwsRouteTables } from "@cdktf/provider-aws/lib/data-aws-route-tables";
import { Fn, Op, type TerraformStack } from "cdktf";
import type { networkExports } from "../network/network-exports";
import type { Exports } from "../stack/exports";
import type { ClusterPlan } from "./cluster-plan";

/**
 * Warns where nodes have no way to the other region: a change of roles or zones makes route tables, and only the peering stack fills them. It
 * warns and does not refuse, since that stack cannot be applied while a region is lost.
 */
export function addRouteCheck(
  scope: TerraformStack,
  { stack, otherCidr }: ClusterPlan,
  network: Exports<typeof networkExports>,
): void {
  // Not inside the check, where Terraform would plan to read it again at every apply: no plan would be empty.
  const routed = new DataAwsRouteTables(scope, "routed", {
    vpcId: network.vpc_id,
    filter: [{ name: "route.destination-cidr-block", values: [otherCidr] }],
  });
  const missing = Fn.setsubtract(network.private_route_table_ids, routed.ids);
  // CDKTF has no construct for it.
  scope.addOverride("check.routes.assert", [
    {
      condition: Op.lt(Fn.lengthOf(missing), 1),
      error_message: `Nodes have no way to ${otherCidr} from every zone: apply ${stack.environment.name}-peering once both regions answer.`,
    },
  ]);
}
