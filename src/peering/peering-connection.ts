import { VpcPeeringConnection } from "@cdktf/provider-aws/lib/vpc-peering-connection";
import { VpcPeeringConnectionAccepterA } from "@cdktf/provider-aws/lib/vpc-peering-connection-accepter";
import { VpcPeeringConnectionOptions } from "@cdktf/provider-aws/lib/vpc-peering-connection-options";
import { Construct } from "constructs";
import { sharedTags } from "../stack/tags";
import type { Side } from "./side";

export interface PeeringConnectionProps {
  readonly name: string;
  readonly accountId: string;
  /** The first asks, the second accepts. */
  readonly sides: readonly [Side, Side];
}

/** A VPC peering connection across regions, with names of the other side's hosts resolving to private addresses. */
export class PeeringConnection extends Construct {
  /** Known once the other side has accepted, so that whatever uses it waits. */
  readonly connectionId: string;

  constructor(scope: Construct, id: string, { name, accountId, sides: [requester, accepter] }: PeeringConnectionProps) {
    super(scope, id);
    const tags = sharedTags(name, [requester.plan.regionCode, accepter.plan.regionCode]);
    const request = new VpcPeeringConnection(this, "request", {
      provider: requester.provider,
      vpcId: requester.network.vpc_id,
      peerVpcId: accepter.network.vpc_id,
      peerRegion: accepter.plan.regionCode,
      peerOwnerId: accountId,
      tags,
    });
    const accepted = new VpcPeeringConnectionAccepterA(this, "acceptance", {
      provider: accepter.provider,
      vpcPeeringConnectionId: request.id,
      autoAccept: true,
      tags,
    });
    this.connectionId = accepted.id;

    const dns = { allowRemoteVpcDnsResolution: true };
    const { connectionId: vpcPeeringConnectionId } = this;
    new VpcPeeringConnectionOptions(this, requester.plan.id, {
      provider: requester.provider,
      vpcPeeringConnectionId,
      requester: dns,
    });
    new VpcPeeringConnectionOptions(this, accepter.plan.id, {
      provider: accepter.provider,
      vpcPeeringConnectionId,
      accepter: dns,
    });
  }
}
