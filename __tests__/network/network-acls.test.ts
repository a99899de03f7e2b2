import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checks } from "../../main";
import type { NetworkAclRule } from "../../modules/network-acl/network-acl";
import { parseEnvironment } from "../../src/config/parse-environment";
import { maxRulesPerDirection, planDatabaseAcl, planIntraAcl } from "../../src/network/network-acls";
import { planNetworks } from "../../src/network/network-plan";
import { vpcPair, zoneCount } from "../addresses/arbitraries";
import { parsed, prod, regionsWith } from "../literals";

const zonesOf = (shortCode: string, count: number) =>
  Array.from({ length: count }, (_, i) => `${shortCode}-az${i + 1}`);
const peersOf = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`peer-${i}`, { cidr: `192.168.${i}.0/24` }]));

/** Prod in other ranges, with other numbers of zones and peers. Without a cluster, whose nodes small ranges have no room for. */
const shaped = ([first, second]: [string, string], zones: readonly [number, number], peers: number) => ({
  ...prod,
  cluster: undefined,
  edge: undefined,
  services: {},
  regions: regionsWith(
    { cidr: first, serviceCidr: "192.168.128.0/20", zones: zonesOf("euw1", zones[0]) },
    { cidr: second, serviceCidr: "192.168.144.0/20", zones: zonesOf("euc1", zones[1]) },
  ),
  peers: peersOf(peers),
});

/** The ACL rules of each region, by kind of ACL and direction. */
const directionsOf = (literal: Parameters<typeof parsed>[0]) =>
  planNetworks(parsed(literal)).map(({ databaseAcl, intraAcl }) => ({
    databaseIn: databaseAcl.ingress,
    databaseOut: databaseAcl.egress,
    intraIn: intraAcl.ingress,
    intraOut: intraAcl.egress,
  }));

const allRules = (literal: Parameters<typeof parsed>[0]) =>
  directionsOf(literal).flatMap(Object.values<readonly NetworkAclRule[]>);

it("a direction takes 18 rules of ours: the default deny counts among the 20, and so does path MTU discovery", () => {
  expect(maxRulesPerDirection).toBe(18);
});

const zonePair = fc.tuple(zoneCount, zoneCount);
const peerCount = fc.integer({ min: 0, max: maxRulesPerDirection - 6 });

describe("the rules of prod's database", () => {
  it("let the pods of both regions in at 5432, and the replies out", () => {
    const own = ["10.0.64.0/18", "10.0.128.0/18"];
    const other = ["10.1.64.0/18"];
    expect(planDatabaseAcl({ own, other, peers: ["192.168.0.0/20"] })).toEqual({
      ingress: [
        { ruleNo: 100, cidr: "10.0.64.0/18", fromPort: 5432, toPort: 5432 },
        { ruleNo: 110, cidr: "10.0.128.0/18", fromPort: 5432, toPort: 5432 },
        { ruleNo: 200, cidr: "10.1.64.0/18", fromPort: 5432, toPort: 5432 },
      ],
      egress: [
        { ruleNo: 100, cidr: "10.0.64.0/18", fromPort: 1024, toPort: 65535 },
        { ruleNo: 110, cidr: "10.0.128.0/18", fromPort: 1024, toPort: 65535 },
        { ruleNo: 200, cidr: "10.1.64.0/18", fromPort: 1024, toPort: 65535 },
      ],
    });
  });
});

describe("the rules of the control plane's subnets", () => {
  it("let nodes and peers call the API, and the API call nodes", () => {
    expect(planIntraAcl({ own: ["10.0.64.0/18"], other: ["10.1.64.0/18"], peers: ["192.168.0.0/20"] })).toEqual({
      ingress: [
        { ruleNo: 100, cidr: "10.0.64.0/18", fromPort: 443, toPort: 443 },
        { ruleNo: 200, cidr: "10.0.64.0/18", fromPort: 1024, toPort: 65535 },
        { ruleNo: 300, cidr: "192.168.0.0/20", fromPort: 443, toPort: 443 },
      ],
      egress: [
        { ruleNo: 100, cidr: "10.0.64.0/18", fromPort: 443, toPort: 443 },
        { ruleNo: 200, cidr: "10.0.64.0/18", fromPort: 1024, toPort: 65535 },
        { ruleNo: 300, cidr: "192.168.0.0/20", fromPort: 1024, toPort: 65535 },
      ],
    });
  });
});

describe("network ACLs of every valid environment", () => {
  it("keep every rule under its number when a zone is added to either region and a peer is appended", () => {
    fc.assert(
      fc.property(
        vpcPair,
        fc.integer({ min: 0, max: maxRulesPerDirection - 7 }),
        fc.constantFrom([3, 2] as const, [2, 3] as const, [3, 3] as const),
        (pair, peers, grown) => {
          const before = directionsOf(shaped(pair, [2, 2], peers));
          const after = directionsOf(shaped(pair, grown, peers + 1));
          for (const [i, directions] of before.entries()) {
            expect(after[i]?.databaseIn).toEqual(expect.arrayContaining([...directions.databaseIn]));
            expect(after[i]?.databaseOut).toEqual(expect.arrayContaining([...directions.databaseOut]));
            expect(after[i]?.intraIn).toEqual(expect.arrayContaining([...directions.intraIn]));
            expect(after[i]?.intraOut).toEqual(expect.arrayContaining([...directions.intraOut]));
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  it("have no number twice in one direction, and none beyond what AWS takes", () => {
    fc.assert(
      fc.property(vpcPair, zonePair, peerCount, (pair, zones, peers) => {
        for (const rules of allRules(shaped(pair, zones, peers))) {
          const numbers = rules.map(({ ruleNo }) => ruleNo);
          expect(new Set(numbers).size).toBe(numbers.length);
          expect(Math.max(...numbers)).toBeLessThanOrEqual(32766);
        }
      }),
      { numRuns: 25 },
    );
  });

  it("have no more rules in a direction than AWS takes, or the environment is refused", () => {
    fc.assert(
      fc.property(zonePair, fc.integer({ min: 0, max: 30 }), (zones, peers) => {
        const { environment } = parseEnvironment(shaped(["10.0.0.0/16", "172.16.0.0/16"], zones, peers), checks);
        const networks = environment === undefined ? [] : planNetworks(environment);
        for (const { databaseAcl, intraAcl } of networks) {
          for (const { ingress, egress } of [databaseAcl, intraAcl]) {
            expect(Math.max(ingress.length, egress.length)).toBeLessThanOrEqual(maxRulesPerDirection);
          }
        }
        expect(environment === undefined).toBe(peers > maxRulesPerDirection - 2 * Math.max(...zones));
      }),
      { numRuns: 40 },
    );
  });

  it("let out the replies to everyone whom they let in, and in the replies to everyone whom they let out", () => {
    const answered = (asked: readonly NetworkAclRule[], replies: readonly NetworkAclRule[]) => {
      const open = replies
        .filter(({ fromPort, toPort }) => fromPort <= 1024 && toPort === 65535)
        .map(({ cidr }) => cidr);
      for (const { cidr } of asked) expect(open).toContain(cidr);
    };
    fc.assert(
      fc.property(vpcPair, zonePair, peerCount, (pair, zones, peers) => {
        for (const { databaseIn, databaseOut, intraIn, intraOut } of directionsOf(shaped(pair, zones, peers))) {
          answered(databaseIn, databaseOut);
          answered(intraIn, intraOut);
          // Replies to peers go out from 443; the control plane calls nobody but the nodes.
          answered(
            intraOut.filter(({ fromPort }) => fromPort === 443),
            intraIn,
          );
        }
      }),
      { numRuns: 25 },
    );
  });

  it("are open to nobody but private subnets and peers, so never to the internet", () => {
    fc.assert(
      fc.property(vpcPair, zonePair, peerCount, (pair, zones, peers) => {
        const literal = shaped(pair, zones, peers);
        const known = new Set([
          ...planNetworks(parsed(literal)).flatMap(({ addresses }) => addresses.subnets.private),
          ...Object.values(peersOf(peers)).map(({ cidr }) => cidr),
        ]);
        for (const { cidr } of allRules(literal).flat()) expect(known).toContain(cidr);
        expect(known).not.toContain("0.0.0.0/0");
      }),
      { numRuns: 25 },
    );
  });
});
