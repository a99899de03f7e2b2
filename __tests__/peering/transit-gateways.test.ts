import { describe, expect, it } from "vitest";
import type { EnvironmentInput } from "../../src/environment/environment";
import { transit } from "../literals";
import { stackOf } from "../synthesized";

const stack = stackOf("prod-peering", transit);
const gateway = (shortCode: string, attribute: string) =>
  `\${aws_ec2_transit_gateway.gateways_${shortCode}.${attribute}}`;
const remote = (region: string, output: string) =>
  `\${data.terraform_remote_state.prod-${region}-network.outputs.${output}}`;
const sharedTags = { Name: "acme-prod-interconnect", region: "eu-central-1/eu-west-1" };

describe("transit gateways", () => {
  it.each([
    ["euc1", "acme-prod-euc1", 64512],
    ["euw1", "acme-prod-euw1", 64513],
  ])("stand in each region with a number of their own: %s", (shortCode, name, asn) => {
    expect(stack.resources("aws_ec2_transit_gateway")[`gateways_${shortCode}`]).toMatchObject({
      provider: `aws.${shortCode}`,
      amazon_side_asn: asn,
      auto_accept_shared_attachments: "disable",
      tags: { Name: name },
    });
  });

  it("take their numbers from the file, in alphabetical order of the regions", () => {
    const numbered: EnvironmentInput = {
      ...transit,
      interconnect: { type: "transit-gateway", amazonSideAsns: [65000, 65001] },
    };
    const gateways = stackOf("prod-peering", numbered).resources("aws_ec2_transit_gateway");
    expect([gateways["gateways_euc1"]?.["amazon_side_asn"], gateways["gateways_euw1"]?.["amazon_side_asn"]]).toEqual([
      65000, 65001,
    ]);
  });

  it.each([
    ["euc1", "eu-central-1"],
    ["euw1", "eu-west-1"],
  ])("have the VPC of their region attached in its private subnets: %s", (shortCode, region) => {
    expect(stack.resources("aws_ec2_transit_gateway_vpc_attachment")[`gateways_${shortCode}-vpc`]).toMatchObject({
      provider: `aws.${shortCode}`,
      transit_gateway_id: gateway(shortCode, "id"),
      vpc_id: remote(region, "vpc_id"),
      subnet_ids: remote(region, "private_subnet_ids"),
    });
  });

  it("are peered: one side asks, the other accepts, with the same tags", () => {
    expect(stack.only("aws_ec2_transit_gateway_peering_attachment")).toMatchObject({
      provider: "aws.euc1",
      transit_gateway_id: gateway("euc1", "id"),
      peer_transit_gateway_id: gateway("euw1", "id"),
      peer_region: "eu-west-1",
      peer_account_id: "111122223333",
      tags: sharedTags,
    });
    expect(stack.only("aws_ec2_transit_gateway_peering_attachment_accepter")).toMatchObject({
      provider: "aws.euw1",
      transit_gateway_attachment_id: `\${aws_ec2_transit_gateway_peering_attachment.gateways_request.id}`,
      tags: sharedTags,
    });
  });

  it("are exported in alphabetical order of the regions", () => {
    expect(stack.outputs).toEqual({ transit_gateway_ids: [gateway("euc1", "id"), gateway("euw1", "id")] });
  });

  it("come without a peering connection", () => {
    expect(stack.addresses.filter((address) => address.includes("vpc_peering"))).toEqual([]);
  });
});

describe("routes of the gateways", () => {
  const accepted = `\${aws_ec2_transit_gateway_peering_attachment_accepter.gateways_acceptance.id}`;

  it("lead to the other VPC, and to the peers behind it, over the accepted peering", () => {
    const routes = Object.entries(stack.resources("aws_ec2_transit_gateway_route")).map(([id, route]) => [
      id,
      route["provider"],
      route["destination_cidr_block"],
      route["transit_gateway_route_table_id"],
      route["transit_gateway_attachment_id"],
    ]);
    const table = "association_default_route_table_id";
    expect(routes).toEqual([
      ["gateways_euc1-10-0-0-0-16", "aws.euc1", "10.0.0.0/16", gateway("euc1", table), accepted],
      ["gateways_euw1-10-1-0-0-16", "aws.euw1", "10.1.0.0/16", gateway("euw1", table), accepted],
      ["gateways_euw1-192-168-0-0-20", "aws.euw1", "192.168.0.0/20", gateway("euw1", table), accepted],
    ]);
  });
});

describe("routes of the VPCs", () => {
  const routes = stack.resources("aws_route");

  it("lead to the other VPC and to every peer in every private and database table, and to peers in the intra table", () => {
    const ends = (shortCode: string) =>
      Object.entries(routes)
        .filter(([id]) => id.startsWith(shortCode))
        .map(([, route]) => route["destination_cidr_block"]);
    expect(ends("euw1").toSorted()).toEqual([...Array(2).fill("10.1.0.0/16"), ...Array(3).fill("192.168.0.0/20")]);
    expect(ends("euc1").toSorted()).toEqual([...Array(2).fill("10.0.0.0/16"), ...Array(3).fill("192.168.0.0/20")]);
  });

  it("let the control plane answer each peer, and nobody else", () => {
    const peers = {
      office: { cidr: "192.168.0.0/20", region: "eu-central-1" },
      lab: { cidr: "192.168.16.0/20", region: "eu-west-1" },
    };
    const intra = Object.entries(stackOf("prod-peering", { ...transit, peers }).resources("aws_route")).filter(([id]) =>
      id.includes("-intra-"),
    );
    const table = (region: string) =>
      `\${element(${remote(region, "intra_route_table_ids").slice(2, -1)}, count.index)}`;
    expect(intra.map(([id, route]) => [id, route["route_table_id"], route["destination_cidr_block"]])).toEqual([
      ["euc1-intra-peer-192-168-0-0-20", table("eu-central-1"), "192.168.0.0/20"],
      ["euc1-intra-peer-192-168-16-0-20", table("eu-central-1"), "192.168.16.0/20"],
      ["euw1-intra-peer-192-168-0-0-20", table("eu-west-1"), "192.168.0.0/20"],
      ["euw1-intra-peer-192-168-16-0-20", table("eu-west-1"), "192.168.16.0/20"],
    ]);
  });

  it.each(Object.keys(routes))("%s waits for its VPC's attachment", (id) => {
    const shortCode = id.slice(0, 4);
    expect(routes[id]).toMatchObject({
      provider: `aws.${shortCode}`,
      transit_gateway_id: gateway(shortCode, "id"),
      depends_on: [`aws_ec2_transit_gateway_vpc_attachment.gateways_${shortCode}-vpc`],
    });
  });
});
