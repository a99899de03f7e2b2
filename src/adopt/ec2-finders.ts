import { defineFinder, type Finder, type Found, identifyingTags } from "./finder";
import type { PlannedResource } from "./planned-resource";

/** What EC2 makes for networks, and launch templates. Import ids are those of the provider's documentation. */
export const ec2Finders: Readonly<Record<string, Finder>> = {
  aws_vpc: byTags("describe-vpcs", "Vpcs[].{id: VpcId, status: State, cidr_block: CidrBlock, tags: Tags}", {
    settled: ["available"],
  }),
  aws_subnet: inVpc("describe-subnets", "Subnets[].{id: SubnetId, status: State, cidr_block: CidrBlock}", {
    needs: ["cidr_block"],
    settled: ["available"],
  }),
  aws_internet_gateway: defineFinder(
    ["vpc_id"],
    ({ vpc_id }, ask, { values }) =>
      ask(
        "ec2 describe-internet-gateways",
        ["--filters", ...tagFilters(values)],
        // Made first and attached then: in between it belongs to no VPC.
        `InternetGateways[].{id: InternetGatewayId, vpc_id: Attachments[0].VpcId || '${vpc_id}', tags: Tags}`,
      ),
    { twins: true },
  ),
  aws_eip: byTags("describe-addresses", "Addresses[].{id: AllocationId, tags: Tags}"),
  aws_nat_gateway: defineFinder(
    ["subnet_id"],
    (_, ask) =>
      ask(
        "ec2 describe-nat-gateways",
        ["--filter", "Name=state,Values=pending,available,failed"],
        "NatGateways[].{id: NatGatewayId, status: State, subnet_id: SubnetId, tags: Tags}",
      ),
    { settled: ["available"], twins: true },
  ),
  aws_route_table: inVpc("describe-route-tables", "RouteTables[].{id: RouteTableId, tags: Tags}", { twins: true }),
  aws_route_table_association: defineFinder(["subnet_id", "route_table_id"], (_, ask) =>
    ask(
      "ec2 describe-route-tables",
      [],
      "RouteTables[].Associations[] | [?SubnetId].{id: join('/', [SubnetId, RouteTableId]), subnet_id: SubnetId, route_table_id: RouteTableId}",
    ),
  ),
  aws_route: defineFinder(["route_table_id", "destination_cidr_block"], async (_, ask) => {
    const tables = await ask(
      "ec2 describe-route-tables",
      [],
      // The origin tells routes that somebody made from those that come with a table or an endpoint.
      "RouteTables[].{id: RouteTableId, routes: Routes[?Origin=='CreateRoute' && DestinationCidrBlock].DestinationCidrBlock}",
    );
    return tables.flatMap(({ id: table, routes }) =>
      (routes as readonly string[]).map((cidr) => ({
        id: `${table}_${cidr}`,
        route_table_id: table,
        destination_cidr_block: cidr,
      })),
    );
  }),
  aws_network_acl: inVpc("describe-network-acls", "NetworkAcls[].{id: NetworkAclId, tags: Tags}", { twins: true }),
  aws_flow_log: defineFinder(
    ["vpc_id"],
    ({ vpc_id }, ask) =>
      ask(
        "ec2 describe-flow-logs",
        ["--filter", `Name=resource-id,Values=${vpc_id}`],
        "FlowLogs[].{id: FlowLogId, traffic_type: TrafficType, log_destination_type: LogDestinationType, tags: Tags}",
      ),
    { twins: true },
  ),
  aws_vpc_endpoint: defineFinder(
    ["vpc_id", "service_name"],
    ({ vpc_id }, ask) =>
      ask(
        "ec2 describe-vpc-endpoints",
        ["--filters", `Name=vpc-id,Values=${vpc_id}`, "Name=vpc-endpoint-state,Values=pending,available,failed"],
        "VpcEndpoints[].{id: VpcEndpointId, status: State, service_name: ServiceName, tags: Tags}",
      ),
    { settled: ["available"] },
  ),
  aws_security_group: inVpc(
    "describe-security-groups",
    "SecurityGroups[].{id: GroupId, name: GroupName, name_prefix: GroupName}",
    { twins: true },
  ),
  aws_vpc_security_group_ingress_rule: ruleFinder("[?!IsEgress]"),
  aws_vpc_security_group_egress_rule: ruleFinder("[?IsEgress]"),
  aws_security_group_rule: defineFinder(
    ["security_group_id"],
    async ({ security_group_id }, ask, resource) => {
      const rules = await ask(
        ...rulesOf(security_group_id),
        "SecurityGroupRules[].{id: SecurityGroupRuleId, egress: IsEgress, protocol: IpProtocol, from: FromPort, to: ToPort, source: CidrIpv4 || CidrIpv6 || PrefixListId || ReferencedGroupInfo.GroupId}",
      );
      return legacyRule(security_group_id, resource, rules);
    },
    { needsToo: ({ values }) => (listedSources(values).length > 0 ? [] : ["source_security_group_id"]) },
  ),
  aws_launch_template: defineFinder(
    [],
    (_, ask, { values }) =>
      ask(
        "ec2 describe-launch-templates",
        ["--filters", ...tagFilters(values)],
        "LaunchTemplates[].{id: LaunchTemplateId, name: LaunchTemplateName, name_prefix: LaunchTemplateName, tags: Tags}",
      ),
    { twins: true },
  ),
  aws_vpc_peering_connection: defineFinder(
    ["vpc_id", "peer_vpc_id"],
    ({ vpc_id, peer_vpc_id }, ask) =>
      ask(
        "ec2 describe-vpc-peering-connections",
        [
          "--filters",
          `Name=requester-vpc-info.vpc-id,Values=${vpc_id}`,
          `Name=accepter-vpc-info.vpc-id,Values=${peer_vpc_id}`,
          "Name=status-code,Values=initiating-request,pending-acceptance,provisioning,active",
        ],
        "VpcPeeringConnections[].{id: VpcPeeringConnectionId, status: Status.Code}",
      ),
    { settled: ["pending-acceptance", "active"], twins: true },
  ),
  aws_ec2_transit_gateway: byTags(
    "describe-transit-gateways",
    "TransitGateways[?State!='deleted' && State!='deleting'].{id: TransitGatewayId, status: State, tags: Tags}",
    { settled: ["available"] },
  ),
  aws_ec2_transit_gateway_vpc_attachment: defineFinder(
    ["transit_gateway_id", "vpc_id"],
    ({ transit_gateway_id, vpc_id }, ask) =>
      ask(
        "ec2 describe-transit-gateway-vpc-attachments",
        ["--filters", `Name=transit-gateway-id,Values=${transit_gateway_id}`, `Name=vpc-id,Values=${vpc_id}`],
        "TransitGatewayVpcAttachments[?State!='deleted' && State!='deleting'].{id: TransitGatewayAttachmentId, status: State}",
      ),
    { settled: ["available"] },
  ),
  aws_ec2_transit_gateway_peering_attachment: defineFinder(
    ["transit_gateway_id", "peer_transit_gateway_id"],
    (_, ask) =>
      ask(
        ...peeringAttachments,
        "TransitGatewayPeeringAttachments[?State!='deleted' && State!='deleting'].{id: TransitGatewayAttachmentId, status: State, transit_gateway_id: RequesterTgwInfo.TransitGatewayId, peer_transit_gateway_id: AccepterTgwInfo.TransitGatewayId}",
      ),
    { settled: ["pendingAcceptance", "available"], twins: true },
  ),
  // As long as it is pending, accepting it is what Terraform creates.
  aws_ec2_transit_gateway_peering_attachment_accepter: defineFinder(["transit_gateway_attachment_id"], (_, ask) =>
    ask(
      ...peeringAttachments,
      "TransitGatewayPeeringAttachments[?State=='available'].{id: TransitGatewayAttachmentId, transit_gateway_attachment_id: TransitGatewayAttachmentId}",
    ),
  ),
  aws_ec2_transit_gateway_route: defineFinder(
    ["transit_gateway_route_table_id", "destination_cidr_block"],
    ({ transit_gateway_route_table_id: table }, ask) =>
      ask(
        "ec2 search-transit-gateway-routes",
        ["--transit-gateway-route-table-id", table, "--filters", "Name=type,Values=static"],
        `Routes[].{id: join('_', ['${table}', DestinationCidrBlock]), destination_cidr_block: DestinationCidrBlock}`,
      ),
  ),
};

const peeringAttachments = ["ec2 describe-transit-gateway-peering-attachments", []] as const;

/** Things without a name of their own, that nothing keeps from being made twice. */
function byTags(operation: string, query: string, { settled }: Pick<Finder, "settled"> = {}): Finder {
  return defineFinder(
    [],
    (_, ask, { values }) => ask(`ec2 ${operation}`, ["--filters", ...tagFilters(values)], query),
    settled === undefined ? { twins: true } : { settled, twins: true },
  );
}

function inVpc(
  operation: string,
  query: string,
  { needs = [], ...options }: { readonly needs?: readonly string[] } & Pick<Finder, "settled" | "twins">,
): Finder {
  return defineFinder(
    ["vpc_id", ...needs],
    ({ vpc_id }, ask) => ask(`ec2 ${operation}`, ["--filters", `Name=vpc-id,Values=${vpc_id}`], query),
    options,
  );
}

function tagFilters(values: PlannedResource["values"]): readonly string[] {
  return identifyingTags(values)
    .filter(([key]) => key !== "Name")
    .map(([key, value]) => `Name=tag:${key},Values=${value}`);
}

function rulesOf(group: string): [string, readonly string[]] {
  return ["ec2 describe-security-group-rules", ["--filters", `Name=group-id,Values=${group}`]];
}

function ruleFinder(direction: string): Finder {
  return defineFinder(["security_group_id", "referenced_security_group_id"], async ({ security_group_id }, ask) => {
    const rules = await ask(
      ...rulesOf(security_group_id),
      `SecurityGroupRules${direction}.{id: SecurityGroupRuleId, ip_protocol: IpProtocol, from_port: FromPort, to_port: ToPort, cidr_ipv4: CidrIpv4, cidr_ipv6: CidrIpv6, prefix_list_id: PrefixListId, referenced_security_group_id: ReferencedGroupInfo.GroupId}`,
    );
    // Where a rule has no ports, EC2 says -1 and a plan nothing.
    return rules.map((rule) => (rule["ip_protocol"] === "-1" ? { ...rule, from_port: null, to_port: null } : rule));
  });
}

/** Ranges, prefix lists and the group itself, which are known at plan; another group may not be. */
function listedSources({ self, ...values }: PlannedResource["values"]): readonly string[] {
  const listed = ["cidr_blocks", "ipv6_cidr_blocks", "prefix_list_ids"].flatMap(
    (name) => (values[name] ?? []) as readonly string[],
  );
  return self === true ? [...listed, "self"] : listed;
}

/** One resource of the older kind is several rules of EC2, and is imported by what it says. */
function legacyRule(group: string, { values }: PlannedResource, rules: readonly Found[]): readonly Found[] {
  const { type, protocol, from_port: from, to_port: to, source_security_group_id: other } = values;
  const listed = listedSources(values);
  const sources = listed.length > 0 ? listed : [String(other)];
  const exists = (source: string) =>
    rules.some(
      (rule) =>
        rule["egress"] === (type === "egress") &&
        rule["source"] === (source === "self" ? group : source) &&
        rule["protocol"] === protocol &&
        (protocol === "-1" || (rule["from"] === from && rule["to"] === to)),
    );
  if (!sources.every(exists)) return [];
  return [{ id: [group, type, protocol === "-1" ? "all" : protocol, from, to, ...sources].join("_") }];
}
