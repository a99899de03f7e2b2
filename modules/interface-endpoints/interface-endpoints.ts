import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Construct } from "constructs";
import { type EndpointUsers, endpointStatements, servicesWithoutPolicy } from "../endpoint-policy/endpoint-policy";
import { policyDocument } from "../iam/policy-document";
import type { InterfaceEndpointService } from "./interface-endpoint-services";

export interface InterfaceEndpointsProps {
  readonly securityGroupName: string;
  readonly vpcId: string;
  readonly vpcCidr: string;
  readonly regionCode: string;
  /** One interface is placed in each. */
  readonly subnetIds: string[];
  readonly services: readonly InterfaceEndpointService[];
  readonly users: EndpointUsers;
}

/** Private ways to AWS services: pods reach them without NAT, under their usual names, from inside the VPC only, as identities of the named accounts. */
export class InterfaceEndpoints extends Construct {
  constructor(scope: Construct, id: string, props: InterfaceEndpointsProps) {
    super(scope, id);
    const { securityGroupName, vpcId, vpcCidr, regionCode, subnetIds, services, users } = props;

    const group = new SecurityGroup(this, "group", {
      name: securityGroupName,
      description: "HTTPS from the VPC to the endpoints of AWS services",
      vpcId,
      tags: { Name: securityGroupName },
    });
    new VpcSecurityGroupIngressRule(this, "https", {
      securityGroupId: group.id,
      description: "HTTPS from the VPC",
      cidrIpv4: vpcCidr,
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
    });
    for (const service of services) {
      new VpcEndpoint(this, service.replaceAll(".", "-"), {
        vpcId,
        serviceName: `com.amazonaws.${regionCode}.${service}`,
        vpcEndpointType: "Interface",
        privateDnsEnabled: true,
        subnetIds,
        securityGroupIds: [group.id],
        ...(servicesWithoutPolicy.includes(service)
          ? {}
          : { policy: policyDocument(endpointStatements(service, users)) }),
        tags: { Name: service },
      });
    }
  }
}
