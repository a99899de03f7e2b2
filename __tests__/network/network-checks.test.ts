import { describe, expect, it } from "vitest";
import { maxRulesPerDirection } from "../../src/network/network-acls";
import { govCloud, problemsOf, prod, regionsWith } from "../literals";

const listZones = (code: string) =>
  `list the zone ids of ${code}: aws ec2 describe-availability-zones --region ${code} --query "AvailabilityZones[].ZoneId"`;
/** The history of prod's database names a region that these tests replace; its cluster and services name a partition. */
const networkOnly = {
  database: undefined,
  cluster: undefined,
  edge: undefined,
  services: {},
  namespaces: {},
  teams: {},
};
const ownRange = "choose a range of its own: neither VPCs nor service ranges can be changed once they exist";
const oneOfEach = {
  path: "regions",
  expected: "exactly one region with role primary",
  fix: "give one region role primary and the other role failover",
};

describe("the pair of regions", () => {
  it.each([
    [
      "two primaries",
      regionsWith({}, { role: "primary" }),
      { ...oneOfEach, got: "2 primaries: eu-west-1, eu-central-1" },
    ],
    ["no primary", regionsWith({ role: "failover" }), { ...oneOfEach, got: "no primary" }],
    [
      "the same region twice",
      regionsWith({ code: "eu-central-1", zones: ["euc1-az1", "euc1-az2"] }),
      {
        path: "regions[1].code",
        got: '"eu-central-1", which regions[0] is already',
        expected: "two different regions",
        fix: "choose another region: a pair in one place survives nothing",
      },
    ],
    [
      "two partitions",
      regionsWith({ code: "us-gov-west-1", zones: ["usgw1-az1", "usgw1-az2"] }),
      {
        path: "regions[1].code",
        got: '"eu-central-1" of partition aws',
        expected: "a region of partition aws-us-gov, like us-gov-west-1",
        fix: "choose both regions from one partition: accounts, roles and peering do not cross it",
      },
    ],
  ])("must not be %s", (_, regions, problem) => {
    expect(problemsOf({ regions, ...networkOnly })).toEqual([problem]);
  });

  it("may be in any order", () => {
    expect(problemsOf({ regions: regionsWith({}).toReversed() })).toEqual([]);
  });

  it("may be in GovCloud as a whole", () => {
    expect(problemsOf(govCloud)).toEqual([]);
  });
});

describe("zones", () => {
  it.each([
    [
      "a zone of another region",
      regionsWith({ zones: ["euw1-az1", "euc1-az1"] }),
      {
        path: "regions[0].zones[1]",
        got: '"euc1-az1"',
        expected: "a zone id of eu-west-1, such as euw1-az1",
        fix: listZones("eu-west-1"),
      },
    ],
    [
      "a zone's name, which is shuffled per account",
      regionsWith({}, { zones: ["eu-central-1a", "euc1-az2"] }),
      {
        path: "regions[1].zones[0]",
        got: '"eu-central-1a"',
        expected: "a zone id of eu-central-1, such as euc1-az1",
        fix: listZones("eu-central-1"),
      },
    ],
    [
      "a zone that hosts no control plane",
      regionsWith({ code: "us-east-1", zones: ["use1-az1", "use1-az3"] }),
      {
        path: "regions[0].zones[1]",
        got: '"use1-az3"',
        expected: "a zone that can host EKS control planes",
        fix: listZones("us-east-1"),
      },
    ],
    [
      "a zone twice",
      regionsWith({ zones: ["euw1-az2", "euw1-az2"] }),
      {
        path: "regions[0].zones[1]",
        got: '"euw1-az2", a second time',
        expected: "every zone once",
        fix: listZones("eu-west-1"),
      },
    ],
  ])("must not have %s", (_, regions, problem) => {
    expect(problemsOf({ regions, ...networkOnly })).toEqual([problem]);
  });
});

describe("addresses", () => {
  it.each([
    [
      "two VPCs",
      { regions: regionsWith({}, { cidr: "10.0.0.0/18" }) },
      "regions[1].cidr",
      "10.0.0.0/18",
      "VPC 10.0.0.0/16 of eu-west-1 (regions[0].cidr)",
    ],
    [
      "a service range and the other region's VPC",
      { regions: regionsWith({ serviceCidr: "10.1.0.0/16" }) },
      "regions[0].serviceCidr",
      "10.1.0.0/16",
      "VPC 10.1.0.0/16 of eu-central-1 (regions[1].cidr)",
    ],
    [
      "two service ranges",
      { regions: regionsWith({ serviceCidr: "172.21.0.0/16" }) },
      "regions[1].serviceCidr",
      "172.21.0.0/16",
      "service range 172.21.0.0/16 of eu-west-1 (regions[0].serviceCidr)",
    ],
    [
      "a peer and a VPC",
      { peers: { office: { cidr: "10.1.128.0/20" } } },
      "peers.office.cidr",
      "10.1.128.0/20",
      "VPC 10.1.0.0/16 of eu-central-1 (regions[1].cidr)",
    ],
    [
      "a peer and a service range",
      { peers: { office: { cidr: "172.20.0.0/24" } } },
      "peers.office.cidr",
      "172.20.0.0/24",
      "service range 172.20.0.0/16 of eu-west-1 (regions[0].serviceCidr)",
    ],
    [
      "two peers",
      {
        peers: { office: { cidr: "192.168.0.0/20" }, "test-lab": { cidr: "192.168.8.0/24" } },
      },
      'peers["test-lab"].cidr',
      "192.168.8.0/24",
      "192.168.0.0/20 of peer office (peers.office.cidr)",
    ],
  ])("must not overlap between %s", (_, change, path, got, other) => {
    const expected = `a range that does not overlap the ${other}`;
    expect(problemsOf(change)).toEqual([{ path, got, expected, fix: ownRange }]);
  });

  it("are never the whole internet", () => {
    expect(problemsOf({ peers: { internet: { cidr: "0.0.0.0/0" } } })).toEqual([
      {
        path: "peers.internet.cidr",
        got: '"0.0.0.0/0"',
        expected: "a range of networks, and nothing of 0.0.0.0/8, which is the host itself",
        fix: "choose a private range, for example inside 10.0.0.0/8",
      },
    ]);
  });

  it("that overlap several others are one problem", () => {
    expect(problemsOf({ peers: { office: { cidr: "10.0.0.0/14" } } })).toEqual([
      {
        path: "peers.office.cidr",
        got: "10.0.0.0/14",
        expected:
          "a range that does not overlap the VPC 10.0.0.0/16 of eu-west-1 (regions[0].cidr), nor the VPC 10.1.0.0/16 of eu-central-1 (regions[1].cidr)",
        fix: ownRange,
      },
    ]);
  });
});

describe("chosen subnets", () => {
  const sound = {
    private: ["10.0.0.0/18", "10.0.64.0/18", "10.0.128.0/18"],
    public: ["10.0.192.0/24", "10.0.193.0/24", "10.0.194.0/24"],
    database: ["10.0.195.0/28", "10.0.195.16/28", "10.0.195.32/28"],
    intra: ["10.0.196.0/28", "10.0.196.16/28", "10.0.196.32/28"],
  };

  it("are taken when there is one of every kind for each zone", () => {
    expect(problemsOf({ regions: regionsWith({ subnets: sound }) })).toEqual([]);
  });

  it.each([
    [
      "lie outside of the VPC",
      { private: ["10.0.0.0/18", "10.0.64.0/18", "10.9.0.0/18"] },
      {
        path: "private[2]",
        got: "10.9.0.0/18",
        expected: "a range inside the VPC 10.0.0.0/16",
        fix: "move the subnet into the VPC",
      },
    ],
    [
      "overlap",
      { database: ["10.0.195.0/28", "10.0.193.16/28", "10.0.195.32/28"] },
      {
        path: "database[1]",
        got: "10.0.193.16/28",
        expected: "a range that does not overlap 10.0.193.0/24 (regions[0].subnets.public[1])",
        fix: "move one of the two",
      },
    ],
    [
      "are fewer than the zones",
      { public: ["10.0.192.0/24", "10.0.193.0/24"] },
      {
        path: "public",
        got: "2 subnets",
        expected: "3, one for each zone",
        fix: "give one range per zone in the order of zones",
      },
    ],
    [
      "are smaller than AWS makes them",
      { intra: ["10.0.196.0/28", "10.0.196.16/28", "10.0.196.32/29"] },
      {
        path: "intra[2]",
        got: "10.0.196.32/29",
        expected: "a prefix of /28 or larger",
        fix: "AWS makes no smaller subnet",
      },
    ],
  ])("are refused where they %s", (_, change, problem) => {
    const problems = problemsOf({ regions: regionsWith({ subnets: { ...sound, ...change } }) });
    expect(problems).toEqual([{ ...problem, path: `regions[0].subnets.${problem.path}` }]);
  });
});

it("an endpoint is asked for once", () => {
  expect(problemsOf({ interfaceEndpoints: ["sts", "logs", "sts"] })).toEqual([
    { path: "interfaceEndpoints[2]", got: '"sts", a second time', expected: "every name once", fix: "remove it" },
  ]);
});

describe("peers", () => {
  const peers = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`peer-${i}`, { cidr: `192.168.${i}.0/24` }]));

  it.each([
    ["three zones", prod.regions, 6],
    ["two zones", regionsWith({ zones: ["euw1-az1", "euw1-az2"] }, { zones: ["euc1-az1", "euc1-az2"] }), 4],
    ["three zones in one region alone", regionsWith({}, { zones: ["euc1-az1", "euc1-az2"] }), 6],
  ])("can be as many as a network ACL takes rules beside those for the nodes of %s", (_, regions, taken) => {
    const room = maxRulesPerDirection - taken;
    expect(problemsOf({ regions, peers: peers(room) })).toEqual([]);
    expect(problemsOf({ regions, peers: peers(room + 1) })).toEqual([
      {
        path: "peers",
        got: `${room + 1} peers`,
        expected: `at most ${room}: a network ACL takes ${maxRulesPerDirection} rules, ${taken} of them for the nodes`,
        fix: "summarize neighbouring ranges into one peer",
      },
    ]);
  });
});
