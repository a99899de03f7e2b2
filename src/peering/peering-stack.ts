import { Route, type RouteConfig } from "@cdktf/provider-aws/lib/route";
import { type App, Fn, TerraformCount, Token } from "cdktf";
import { networkExports } from "../network/network-exports";
import { readExports, writeExports } from "../stack/exports";
import { LayerStack } from "../stack/layer-stack";
import { PeeringConnection } from "./peering-connection";
import { peeringConnectionExports, transitGatewayExports } from "./peering-exports";
import type { PeeringPlan, SidePlan } from "./peering-plan";
import type { Side } from "./side";
import { PeeredTransitGateways } from "./transit-gateways";

type RouteTarget = Pick<RouteConfig, "vpcPeeringConnectionId" | "transitGatewayId" | "dependsOn">;

/** The way between the two VPCs, and the routes of both. */
export class PeeringStack extends LayerStack {
  constructor(app: App, { stack, name, type, sides }: PeeringPlan) {
    super(app, stack);
    const openSide = (plan: SidePlan): Side => ({
      plan,
      provider: this.getProvider(plan.regionCode),
      network: readExports(this, networkExports, plan.network, { private_subnet_ids: plan.zoneCount }),
    });
    const pair: readonly [Side, Side] = [openSide(sides[0]), openSide(sides[1])];
    const { accountId } = stack.environment;

    if (type === "peering") {
      const { connectionId } = new PeeringConnection(this, "connection", { name, accountId, sides: pair });
      for (const side of pair) this.addRoutes(side, { vpcPeeringConnectionId: connectionId });
      writeExports(this, peeringConnectionExports, { vpc_peering_connection_id: connectionId });
    } else {
      const gateways = new PeeredTransitGateways(this, "gateways", { name, accountId, sides: pair });
      for (const [i, side] of pair.entries()) this.addRoutes(side, gateways.targets[i === 0 ? 0 : 1]);
      writeExports(this, transitGatewayExports, {
        transit_gateway_ids: gateways.targets.map(({ transitGatewayId }) => transitGatewayId),
      });
    }
  }

  private addRoutes({ plan, provider, network }: Side, target: RouteTarget): void {
    for (const { id, tier, destination } of plan.routes) {
      const tables = network[`${tier}_route_table_ids`];
      const count = TerraformCount.of(Token.asNumber(Fn.lengthOf(tables)));
      new Route(this, `${plan.id}-${id}`, {
        provider,
        count,
        routeTableId: Fn.element(tables, count.index),
        destinationCidrBlock: destination,
        ...target,
      });
    }
  }
}
