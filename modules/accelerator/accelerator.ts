import { GlobalacceleratorAccelerator } from "@cdktf/provider-aws/lib/globalaccelerator-accelerator";
import { GlobalacceleratorEndpointGroup } from "@cdktf/provider-aws/lib/globalaccelerator-endpoint-group";
import { GlobalacceleratorListener } from "@cdktf/provider-aws/lib/globalaccelerator-listener";
import { Construct } from "constructs";

/** A load balancer that the accelerator leads to, and the region that it stands in. */
export interface AcceleratedEndpoint {
  /** Id in Terraform. */
  readonly id: string;
  readonly regionCode: string;
  readonly loadBalancerArn: string;
  /** Percent of the users near it. */
  readonly trafficDial: number;
  readonly weight: number;
}

export interface AcceleratorProps {
  readonly name: string;
  readonly clientAffinity: "NONE" | "SOURCE_IP";
  readonly endpoints: readonly AcceleratedEndpoint[];
  /** With a policy that lets accelerators write. */
  readonly flowLogBucket: string;
  readonly flowLogPrefix: string;
  /** Refuses to destroy it: its addresses go with it, and nobody gets them back. */
  readonly deletionProtection: boolean;
}

/**
 * Two addresses that stay the same for as long as the accelerator lives, and that lead to the nearest healthy endpoint. It takes the health of
 * load balancers from their target groups, and passes on the addresses of clients.
 */
export class Accelerator extends Construct {
  readonly dnsName: string;
  /** Of the hosted zone that the accelerator's own name is in. */
  readonly zoneId: string;
  readonly ipAddresses: string[];

  constructor(scope: Construct, id: string, props: AcceleratorProps) {
    super(scope, id);
    const { name, clientAffinity, endpoints, flowLogBucket, flowLogPrefix, deletionProtection } = props;

    const accelerator = new GlobalacceleratorAccelerator(this, "accelerator", {
      name,
      enabled: true,
      ipAddressType: "IPV4",
      attributes: { flowLogsEnabled: true, flowLogsS3Bucket: flowLogBucket, flowLogsS3Prefix: flowLogPrefix },
      ...(deletionProtection ? { lifecycle: { preventDestroy: true } } : {}),
    });
    // One for both ports, so that each region has one dial and not two that could differ.
    const listener = new GlobalacceleratorListener(this, "listener", {
      acceleratorArn: accelerator.id,
      protocol: "TCP",
      clientAffinity,
      portRange: [80, 443].map((port) => ({ fromPort: port, toPort: port })),
    });
    for (const endpoint of endpoints) {
      new GlobalacceleratorEndpointGroup(this, endpoint.id, {
        listenerArn: listener.id,
        // Without it AWS takes the provider's region, and then does not know the load balancer.
        endpointGroupRegion: endpoint.regionCode,
        trafficDialPercentage: endpoint.trafficDial,
        endpointConfiguration: [
          { endpointId: endpoint.loadBalancerArn, weight: endpoint.weight, clientIpPreservationEnabled: true },
        ],
      });
    }

    this.dnsName = accelerator.dnsName;
    this.zoneId = accelerator.hostedZoneId;
    this.ipAddresses = accelerator.ipSets.get(0).ipAddresses;
  }
}
