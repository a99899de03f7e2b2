import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Construct } from "constructs";
import type { NamedRange } from "../internal-load-balancer/internal-load-balancer";

export interface ApplicationLoadBalancerProps {
  /** Of the balancer and its security group: at most 32 characters. */
  readonly name: string;
  readonly vpcId: string;
  readonly subnetIds: string[];
  /** Without a public address of its own. */
  readonly internal: boolean;
  /** Where targets are. They listen above port 1024, since they do not run as root. */
  readonly targets: readonly NamedRange[];
  readonly certificateArn: string;
  /** Of the same region, and with a policy that lets load balancers write. */
  readonly accessLogBucket: string;
  readonly idleTimeoutSec: number;
  readonly deletionProtection: boolean;
}

/** TLS 1.3 and 1.2, with forward secrecy and authenticated encryption alone. */
const tlsPolicy = "ELBSecurityPolicy-TLS13-1-2-Res-2021-06";

/**
 * A load balancer that ends TLS and sends plain HTTP on to HTTPS. It has no target of its own: what no rule of its listener knows is answered
 * with 404.
 */
export class ApplicationLoadBalancer extends Construct {
  readonly arn: string;
  /** As CloudWatch knows it: `app/name/id`. */
  readonly arnSuffix: string;
  readonly dnsName: string;
  /** Of the hosted zone that the balancer's own name is in. */
  readonly zoneId: string;
  readonly securityGroupId: string;
  readonly httpsListenerArn: string;

  constructor(scope: Construct, id: string, props: ApplicationLoadBalancerProps) {
    super(scope, id);
    const { name, vpcId, targets, certificateArn } = props;

    const group = new SecurityGroup(this, "group", { name, description: "Front door", vpcId, tags: { Name: name } });
    for (const port of [443, 80]) {
      // Whoever is in front keeps the addresses of clients, so they are any.
      new VpcSecurityGroupIngressRule(this, `clients-${port}`, {
        securityGroupId: group.id,
        description: port === 443 ? "Clients" : "Clients that are sent on to 443",
        ipProtocol: "tcp",
        fromPort: port,
        toPort: port,
        cidrIpv4: "0.0.0.0/0",
      });
    }
    for (const { id: range, cidr } of targets) {
      new VpcSecurityGroupEgressRule(this, `to-${range}`, {
        securityGroupId: group.id,
        description: `Targets in ${range}`,
        ipProtocol: "tcp",
        fromPort: 1025,
        toPort: 65535,
        cidrIpv4: cidr,
      });
    }

    const balancer = new Lb(this, "balancer", {
      name,
      loadBalancerType: "application",
      internal: props.internal,
      subnets: props.subnetIds,
      securityGroups: [group.id],
      dropInvalidHeaderFields: true,
      desyncMitigationMode: "defensive",
      idleTimeout: props.idleTimeoutSec,
      enableDeletionProtection: props.deletionProtection,
      accessLogs: { bucket: props.accessLogBucket, enabled: true },
    });
    const listener = new LbListener(this, "https", {
      loadBalancerArn: balancer.arn,
      port: 443,
      protocol: "HTTPS",
      sslPolicy: tlsPolicy,
      certificateArn,
      defaultAction: [
        {
          type: "fixed-response",
          fixedResponse: { contentType: "text/plain", statusCode: "404", messageBody: "Nothing is served here." },
        },
      ],
    });
    new LbListener(this, "http", {
      loadBalancerArn: balancer.arn,
      port: 80,
      protocol: "HTTP",
      defaultAction: [{ type: "redirect", redirect: { port: "443", protocol: "HTTPS", statusCode: "HTTP_301" } }],
    });

    this.arn = balancer.arn;
    this.arnSuffix = balancer.arnSuffix;
    this.dnsName = balancer.dnsName;
    this.zoneId = balancer.zoneId;
    this.securityGroupId = group.id;
    this.httpsListenerArn = listener.arn;
  }
}
