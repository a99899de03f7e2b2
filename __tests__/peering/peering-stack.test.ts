import { describe, expect, it } from "vitest";
import type { EnvironmentInput } from "../../src/environment/environment";
import { prod, regionsWith, transit } from "../literals";
import { stackOf, synthesized } from "../synthesized";

const peering = stackOf("prod-peering", prod);
const accepted = `\${aws_vpc_peering_connection_accepter.connection_acceptance.id}`;
const remote = (region: string, output: string) =>
  `data.terraform_remote_state.prod-${region}-network.outputs.${output}`;

describe("the peering connection", () => {
  it("is asked for by the region whose code comes first, and accepts nothing itself", () => {
    const request = peering.only("aws_vpc_peering_connection");
    expect(request).toMatchObject({
      provider: "aws.euc1",
      vpc_id: `\${${remote("eu-central-1", "vpc_id")}}`,
      peer_vpc_id: `\${${remote("eu-west-1", "vpc_id")}}`,
      peer_region: "eu-west-1",
      peer_owner_id: "111122223333",
    });
    expect(request).not.toHaveProperty("auto_accept");
  });

  it("is accepted by the other region", () => {
    expect(peering.only("aws_vpc_peering_connection_accepter")).toMatchObject({
      provider: "aws.euw1",
      auto_accept: true,
      vpc_peering_connection_id: `\${aws_vpc_peering_connection.connection_request.id}`,
    });
  });

  it("bears the same tags on both sides, so that neither plan undoes the other's", () => {
    const tags = { Name: "acme-prod-interconnect", region: "eu-central-1/eu-west-1" };
    expect(peering.only("aws_vpc_peering_connection")["tags"]).toEqual(tags);
    expect(peering.only("aws_vpc_peering_connection_accepter")["tags"]).toEqual(tags);
  });

  it("resolves names on both sides, once it is accepted", () => {
    const dns = { allow_remote_vpc_dns_resolution: true };
    const { connection_euc1, connection_euw1, ...more } = peering.resources("aws_vpc_peering_connection_options");
    expect(more).toEqual({});
    expect(connection_euc1).toMatchObject({
      provider: "aws.euc1",
      vpc_peering_connection_id: accepted,
      requester: dns,
    });
    expect(connection_euw1).toMatchObject({ provider: "aws.euw1", vpc_peering_connection_id: accepted, accepter: dns });
    expect(connection_euc1).not.toHaveProperty("accepter");
    expect(connection_euw1).not.toHaveProperty("requester");
  });

  it("exports its id as the accepter knows it", () => {
    expect(peering.outputs).toEqual({ vpc_peering_connection_id: accepted });
  });

  it("comes without a transit gateway", () => {
    expect(peering.addresses.filter((address) => address.includes("transit"))).toEqual([]);
  });
});

const routesOf = (literal: EnvironmentInput) => stackOf(`${literal.name}-peering`, literal).resources("aws_route");

describe("routes over the peering connection", () => {
  const withNat = (nat: "per-zone" | "single") => ({ ...prod, roles: { primary: { nat }, failover: { nat } } });

  it("stand in every private and database table that there is, over the provider of their own region", () => {
    for (const [shortCode, region, other, cidr] of [
      ["euw1", "eu-west-1", "euc1", "10.1.0.0/16"],
      ["euc1", "eu-central-1", "euw1", "10.0.0.0/16"],
    ] as const) {
      for (const tier of ["private", "database"]) {
        const tables = remote(region, `${tier}_route_table_ids`);
        expect(routesOf(prod)[`${shortCode}-${tier}-${other}`]).toMatchObject({
          provider: `aws.${shortCode}`,
          count: `\${length(${tables})}`,
          route_table_id: `\${element(${tables}, count.index)}`,
          destination_cidr_block: cidr,
          vpc_peering_connection_id: accepted,
        });
      }
    }
  });

  // Regions exchange their NAT gateways, and with them their tables, one after the other.
  it("are the same whatever tables the roles of the regions ask for", () => {
    expect(routesOf(withNat("per-zone"))).toEqual(routesOf(withNat("single")));
  });

  it("lead to no peer: a peering connection goes no further than two VPCs", () => {
    const destinations = Object.values(routesOf(prod)).map((route) => route["destination_cidr_block"]);
    expect(new Set(destinations)).toEqual(new Set(["10.0.0.0/16", "10.1.0.0/16"]));
  });
});

describe.each([
  ["a peering connection", prod],
  ["transit gateways", transit],
] as const)("an environment joined by %s", (_, literal) => {
  const before = synthesized(literal);
  const stackSet = (stacks: typeof before) =>
    [...stacks.values()].map(({ id, backend }) => ({ id, backend })).toSorted((a, b) => (a.id < b.id ? -1 : 1));

  it.each([
    ["the regions change places in the file", { ...literal, regions: literal.regions.toReversed() }],
    ["the regions change roles", { ...literal, regions: regionsWith({ role: "failover" }, { role: "primary" }) }],
  ])("moves no stack, no state and nothing of the peering stack when %s", (__, changed) => {
    const after = synthesized(changed);
    expect(stackSet(after)).toEqual(stackSet(before));
    expect(stackOf("prod-peering", changed).text).toBe(stackOf("prod-peering", literal).text);
  });

  it("moves no network address when the regions change places in the file", () => {
    const changed = { ...literal, regions: literal.regions.toReversed() };
    for (const id of ["prod-eu-west-1-network", "prod-eu-central-1-network"]) {
      expect(stackOf(id, changed).text).toBe(stackOf(id, literal).text);
    }
  });
});

it("every resource of the peering stack names the provider of one region", () => {
  for (const literal of [prod, transit]) {
    const resources = Object.values(stackOf("prod-peering", literal).json.resource ?? {}).flatMap(Object.values);
    for (const { provider } of resources) expect(provider).toMatch(/^aws\.(euw1|euc1)$/);
  }
});
