import { Ec2TransitGateway } from "@cdktf/provider-aws/lib/ec2-transit-gateway";
import { Ec2TransitGatewayPeeringAttachment } from "@cdktf/provider-aws/lib/ec2-transit-gateway-peering-attachment";
import { Ec2TransitGatewayPeeringAttachmentAccepter } from "@cdktf/provider-aws/lib/ec2-transit-gateway-peering-attachment-accepter";
import { Ec2TransitGatewayRoute } from "@cdktf/provider-aws/lib/ec2-transit-gateway-route";
import { Ec2TransitGatewayVpcAttachment } from "@cdktf/provider-aws/lib/ec2-transit-gateway-vpc-attachment";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { sharedTags } from "../stack/tags";
import type { Side } from "./side";

export interface PeeredTransitGatewaysProps {
  readonly name: string;
  readonly accountId: string;
  /** The first asks for the peering, the second accepts. */
  readonly sides: readonly [Side, Side];
}

interface GatewayTarget {
  readonly transitGatewayId: string;
  /** A VPC can have no route to a gateway that it is not attached to yet. */
  readonly dependsOn: ITerraformDependable[];
}

/** A transit gateway in each region, with the region's VPC attached, and a peering between the two. */
export class PeeredTransitGateways extends Construct {
  /** Where each side's routes lead, in the order of the sides. */
  readonly targets: readonly [GatewayTarget, GatewayTarget];

  constructor(scope: Construct, id: string, { name, accountId, sides }: PeeredTransitGatewaysProps) {
    super(scope, id);
    const [requester, accepter] = sides;
    const tags = sharedTags(name, [requester.plan.regionCode, accepter.plan.regionCode]);
    const gateways = [this.addGateway(requester), this.addGateway(accepter)] as const;
    this.targets = [this.attachVpc(requester, gateways[0]), this.attachVpc(accepter, gateways[1])];

    const request = new Ec2TransitGatewayPeeringAttachment(this, "request", {
      provider: requester.provider,
      transitGatewayId: gateways[0].id,
      peerTransitGatewayId: gateways[1].id,
      peerRegion: accepter.plan.regionCode,
      peerAccountId: accountId,
      tags,
    });
    const acceptance = new Ec2TransitGatewayPeeringAttachmentAccepter(this, "acceptance", {
      provider: accepter.provider,
      transitGatewayAttachmentId: request.id,
      tags,
    });
    // A peering between gateways learns no routes by itself. https://docs.aws.amazon.com/vpc/latest/tgw/tgw-peering.html
    for (const [i, { plan, provider }] of sides.entries()) {
      for (const cidr of plan.remoteCidrs) {
        new Ec2TransitGatewayRoute(this, `${plan.id}-${cidr.replaceAll(/[./]/g, "-")}`, {
          provider,
          destinationCidrBlock: cidr,
          transitGatewayRouteTableId: (i === 0 ? gateways[0] : gateways[1]).associationDefaultRouteTableId,
          transitGatewayAttachmentId: acceptance.id,
        });
      }
    }
  }

  private addGateway({ plan, provider }: Side): Ec2TransitGateway {
    return new Ec2TransitGateway(this, plan.id, {
      provider,
      description: `VPCs of ${plan.regionCode}`,
      amazonSideAsn: plan.amazonSideAsn,
      autoAcceptSharedAttachments: "disable",
      tags: { Name: plan.name },
    });
  }

  private attachVpc({ plan, provider, network }: Side, gateway: Ec2TransitGateway): GatewayTarget {
    // In the private subnets: they have no network ACL that would have to let the traffic of others through.
    const attachment = new Ec2TransitGatewayVpcAttachment(this, `${plan.id}-vpc`, {
      provider,
      transitGatewayId: gateway.id,
      vpcId: network.vpc_id,
      subnetIds: network.private_subnet_ids,
      tags: { Name: plan.name },
    });
    return { transitGatewayId: gateway.id, dependsOn: [attachment] };
  }
}
