/** What a peering stack promises where the regions are joined by a peering connection. */
export const peeringConnectionExports = { vpc_peering_connection_id: "string" } as const;

/** What it promises where they are joined by transit gateways; other networks attach themselves to these. */
export const transitGatewayExports = { transit_gateway_ids: "list" } as const;
