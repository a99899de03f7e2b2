import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Construct } from "constructs";
import type { Client } from "./data-plan";
import { postgresPort } from "./rds-inputs";

export interface DatabaseSecurityGroupProps {
  readonly name: string;
  readonly vpcId: string;
  /** Ranges, since a group of another region cannot be named. None fences the instance. */
  readonly clients: readonly Client[];
}

/** Admits PostgreSQL from the pods and nodes of both regions, and lets nothing out. */
export class DatabaseSecurityGroup extends Construct {
  readonly groupId: string;

  constructor(scope: Construct, id: string, { name, vpcId, clients }: DatabaseSecurityGroupProps) {
    super(scope, id);
    const group = new SecurityGroup(this, "group", {
      name,
      description: "PostgreSQL from the private subnets of both regions",
      vpcId,
      tags: { Name: name },
    });
    for (const client of clients) {
      new VpcSecurityGroupIngressRule(this, client.id, {
        securityGroupId: group.id,
        description: `Private subnet ${client.id}`,
        cidrIpv4: client.cidr,
        ipProtocol: "tcp",
        fromPort: postgresPort,
        toPort: postgresPort,
      });
    }
    this.groupId = group.id;
  }
}
