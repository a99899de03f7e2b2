import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checks } from "../../main";
import { regions } from "../../modules/aws-regions";
import { defineCheck } from "../../src/config/check";
import { parseEnvironment } from "../../src/config/parse-environment";
import { formatPath } from "../../src/config/schema-problems";
import { environmentSchema } from "../../src/environment/environment-schema";
import { clusterWith, problemsOf, prod, regionsWith } from "../literals";

const fieldNames = Object.keys(environmentSchema.shape).join(", ");
const unknownField = { got: "an unknown field", fix: "correct the field's name or remove it" };
const nameRule = {
  expected: "lower-case letters, digits and single dashes, starting with a letter",
  fix: "rename it; names of AWS resources are built from it",
};

describe("prod with one field changed", () => {
  it.each([
    ["an unknown field", { flowlogs: {} }, { ...unknownField, path: "flowlogs", expected: `one of ${fieldNames}` }],
    [
      "an unknown field of a region",
      { regions: [{ ...prod.regions[0], zone: "euw1-az1" }, prod.regions[1]] },
      { ...unknownField, path: "regions[0].zone", expected: "one of code, role, cidr, zones, serviceCidr, subnets" },
    ],
    [
      "an unknown field of a role, below a transformed object",
      { roles: { failover: { size: "small" } } },
      { ...unknownField, path: "roles.failover.size", expected: "one of mode, nat" },
    ],
    [
      "a missing field",
      { owner: undefined },
      { path: "owner", got: "nothing", expected: "a string", fix: "add owner" },
    ],
    [
      "a missing object",
      { state: undefined },
      { path: "state", got: "nothing", expected: "an object", fix: "add state" },
    ],
    [
      "a wrong type",
      { deletionProtection: "yes" },
      { path: "deletionProtection", got: '"yes"', expected: "a boolean", fix: "correct deletionProtection" },
    ],
    [
      "a text in place of a list",
      { regions: "eu-west-1" },
      { path: "regions", got: '"eu-west-1"', expected: "an array", fix: "correct regions" },
    ],
    [
      "an empty text",
      { owner: "" },
      { path: "owner", got: '""', expected: "a text that is not empty", fix: "write something" },
    ],
    [
      "an account id that is too short",
      { accountId: "1234" },
      {
        path: "accountId",
        got: '"1234"',
        expected: "12 digits, as a string",
        fix: "copy the account id from the AWS console",
      },
    ],
    ["a name in upper case", { name: "Prod" }, { path: "name", got: '"Prod"', ...nameRule }],
    ["a name that ends in a dash", { name: "prod-" }, { path: "name", got: '"prod-"', ...nameRule }],
    ["an organization with two dashes", { organization: "a--b" }, { path: "organization", got: '"a--b"', ...nameRule }],
    [
      "an unknown region",
      { regions: regionsWith({ code: "eu-wst-1" }) },
      {
        path: "regions[0].code",
        got: '"eu-wst-1"',
        expected: `one of ${Object.keys(regions).join(", ")}`,
        fix: "correct the region's code, or add the region to modules/aws-regions.ts",
      },
    ],
    [
      "an unknown role",
      { regions: [{ ...prod.regions[0], role: "leader" }, prod.regions[1]] },
      {
        path: "regions[0].role",
        got: '"leader"',
        expected: 'one of "primary", "failover"',
        fix: "correct regions[0].role",
      },
    ],
    [
      "a VPC of /24",
      { regions: regionsWith({ cidr: "10.0.0.0/24" }) },
      {
        path: "regions[0].cidr",
        got: '"10.0.0.0/24"',
        expected: "a prefix from /16 to /20",
        fix: "AWS allows no VPC above /16, and below /20 the private subnets are too small for pods",
      },
    ],
    [
      "a VPC with host bits",
      { regions: regionsWith({}, { cidr: "10.1.0.1/16" }) },
      {
        path: "regions[1].cidr",
        got: '"10.1.0.1/16"',
        expected: "an IPv4 range that starts at its network address, such as 10.0.0.0/16",
        fix: "write it as A.B.C.D/prefix",
      },
    ],
    [
      "a service range of /25",
      { regions: regionsWith({ serviceCidr: "172.20.0.0/25" }) },
      {
        path: "regions[0].serviceCidr",
        got: '"172.20.0.0/25"',
        expected: "a prefix from /12 to /24",
        fix: "choose a range of that size, for example 172.20.0.0/16; EKS accepts no other",
      },
    ],
    [
      "a service range that is not private",
      { regions: regionsWith({ serviceCidr: "100.64.0.0/16" }) },
      {
        path: "regions[0].serviceCidr",
        got: '"100.64.0.0/16"',
        expected: "a range inside one of 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16",
        fix: "choose a private range; EKS accepts no other",
      },
    ],
    [
      "a service range that reaches beyond the private ones",
      { regions: regionsWith({ serviceCidr: "192.160.0.0/12" }) },
      {
        path: "regions[0].serviceCidr",
        got: '"192.160.0.0/12"',
        expected: "a range inside one of 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16",
        fix: "choose a private range; EKS accepts no other",
      },
    ],
    [
      "a region by a name that every object has",
      { regions: regionsWith({}, { code: "toString" }) },
      {
        path: "regions[1].code",
        got: '"toString"',
        expected: `one of ${Object.keys(regions).join(", ")}`,
        fix: "correct the region's code, or add the region to modules/aws-regions.ts",
      },
    ],
    [
      "one zone only",
      { regions: regionsWith({ zones: ["euw1-az1"] }) },
      {
        path: "regions[0].zones",
        got: '["euw1-az1"]',
        expected: "at least 2 zones",
        fix: "add zones: EKS, load balancers and database subnet groups need two even in a standby region",
      },
    ],
    [
      "four zones",
      { regions: regionsWith({ zones: ["euw1-az1", "euw1-az2", "euw1-az3", "euw1-az4"] }) },
      {
        path: "regions[0].zones",
        got: '["euw1-az1","euw1-az2","euw1-az3","euw1-az4"]',
        expected: "at most 3 zones",
        fix: "keep three zones; the address plan has room for three",
      },
    ],
    [
      "a retention that CloudWatch Logs does not know",
      { flowLogs: { retentionDays: 10 } },
      {
        path: "flowLogs.retentionDays",
        got: "10",
        expected:
          "one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653",
        fix: "choose 14, the next longer step that CloudWatch Logs knows",
      },
    ],
    [
      "a private number outside of its range",
      { interconnect: { type: "transit-gateway", amazonSideAsns: [64512, 65535] }, peers: {} },
      {
        path: "interconnect.amazonSideAsns[1]",
        got: "65535",
        expected: "a whole number from 64512 to 65534, or from 4200000000 to 4294967294",
        fix: "choose a private number",
      },
    ],
    [
      "a peer's name with a space",
      { peers: { "head office": { cidr: "192.168.0.0/20" } } },
      {
        path: 'peers["head office"]',
        got: '"head office"',
        expected: "lower-case letters, digits and dashes, starting with a letter, at most 30",
        fix: "rename the peer",
      },
    ],
    [
      "a kind of interconnect that does not exist",
      { interconnect: { type: "vpn" } },
      {
        path: "interconnect.type",
        got: '"vpn"',
        expected: 'one of "peering", "transit-gateway"',
        fix: "correct interconnect.type",
      },
    ],
    [
      "no kind of backend",
      { state: { sharedRegion: "eu-central-1" } },
      { path: "state.backend", got: "nothing", expected: 'one of "s3", "local"', fix: "add state.backend" },
    ],
    [
      "a field that only another kind of backend has",
      { state: { backend: "local", sharedRegion: "eu-central-1" } },
      { ...unknownField, path: "state.sharedRegion", expected: "one of backend" },
    ],
    [
      "an unknown field of a chosen kind",
      { terraform: { modules: { from: "registry", host: "acme.com", path: "/opt" } } },
      { ...unknownField, path: "terraform.modules.path", expected: "one of from, host" },
    ],
    [
      "a directory of modules by a relative path",
      { terraform: { modules: { from: "directory", path: "./modules" } } },
      {
        path: "terraform.modules.path",
        got: '"./modules"',
        expected: "an absolute path, without references",
        fix: "write the whole path: Terraform takes a relative one for a registry address",
      },
    ],
    [
      "a directory of modules that Terraform would have to compute: it takes no such source",
      { terraform: { modules: { from: "directory", path: "/opt/%{path.root}" } } },
      {
        path: "terraform.modules.path",
        got: '"/opt/%{path.root}"',
        expected: "an absolute path, without references",
        fix: "write the whole path: Terraform takes a relative one for a registry address",
      },
    ],
    [
      "a registry with a scheme",
      { terraform: { modules: { from: "registry", host: "https://registry.acme.com" } } },
      {
        path: "terraform.modules.host",
        got: '"https://registry.acme.com"',
        expected: "a host name with a domain, without a scheme",
        fix: "write it as registry.example.com: Terraform takes no host without a dot",
      },
    ],
  ])("refuses %s", (_, change, problem) => {
    expect(problemsOf(change)).toEqual([problem]);
  });

  it.each([">= 6.28, < 7", "6.30.0", "~> 6.28", "!= 6.29.0", ">=6.28,<7"])(
    "takes %s as a version constraint",
    (awsProvider) => {
      expect(problemsOf({ terraform: { awsProvider } })).toEqual([]);
    },
  );

  it.each(["latest", ">= 6.28 < 7", "=> 6", "6.28.0-beta", ""])("refuses %j as a version constraint", (awsProvider) => {
    expect(problemsOf({ terraform: { awsProvider } })).toEqual([
      {
        path: "terraform.awsProvider",
        got: JSON.stringify(awsProvider),
        expected: "a version constraint of Terraform",
        fix: 'write it as ">= 6.28, < 7" or "6.66.0"',
      },
    ]);
  });

  // IAM: `Duplicate tag keys found. Please note that Tag keys are case insensitive.`
  it.each(["aws:owner", "AWS:cost", "environment", "region", "layer", "owner", "Owner", "managed-by"])(
    "refuses the tag %s, which is set by others",
    (key) => {
      expect(problemsOf({ tags: { [key]: "x" } })).toMatchObject([
        { path: formatPath(["tags", key]), got: JSON.stringify(key) },
      ]);
    },
  );

  it.each([
    ["a key that controllers go by", { "kubernetes.io/cluster/acme": "owned" }, "no key of Kubernetes"],
    ["a key that IAM refuses", { "cost&center": "x" }, "up to 128 letters, digits, spaces and _ . : / = + - @"],
    ["a key of 129 characters", { ["k".repeat(129)]: "x" }, "up to 128 letters, digits, spaces and _ . : / = + - @"],
    ["a value that IAM refuses", { team: "R&D (platform)" }, "up to 256 letters, digits, spaces and _ . : / = + - @"],
    ["a value of two lines", { team: "a\nb" }, "up to 256 letters, digits, spaces and _ . : / = + - @"],
    ["keys that are the same to IAM", { team: "a", Team: "b" }, "keys that differ in more than upper and lower case"],
    [
      "more tags than AWS takes",
      Object.fromEntries(Array.from({ length: 41 }, (_, i) => [`tag-${i}`, "x"])),
      "at most 40 tags",
    ],
  ])("refuses %s", (_, tags, expected) => {
    expect(problemsOf({ tags })).toMatchObject([{ path: expect.stringMatching(/^tags/), expected }]);
  });

  it("refuses an owner that IAM refuses as a tag", () => {
    expect(problemsOf({ owner: "R&D" })).toMatchObject([{ path: "owner", got: '"R&D"' }]);
  });

  it("says why it refuses a tag", () => {
    expect(problemsOf({ tags: { "aws:owner": "x" } })).toMatchObject([
      {
        expected: "a text that does not start with aws: or rds:",
        fix: "rename it: AWS keeps those prefixes for itself, in keys and in values",
      },
    ]);
    expect(problemsOf({ tags: { Name: "x" } })).toMatchObject([
      {
        expected: "none of environment, region, layer, owner, managed-by, name",
        fix: "rename the tag: Tandem and the modules set those; IAM tells no upper from lower case",
      },
    ]);
  });

  it.each(["cost-center", "Ownership", "awsome", "Größe"])("takes the tag %s", (key) => {
    expect(problemsOf({ tags: { [key]: "x" } })).toEqual([]);
  });

  it.each([1, 3])("refuses %i regions", (count) => {
    const list = [...regionsWith({}), ...regionsWith({ code: "eu-west-2" })].slice(0, count);
    expect(problemsOf({ regions: list })).toMatchObject([
      { path: "regions", expected: "exactly 2 regions", fix: expect.stringContaining("one primary and one failover") },
    ]);
  });
});

describe("parseEnvironment", () => {
  it.each([
    ["nothing", undefined, "nothing"],
    ["null", null, "null"],
    ["a text", "prod", '"prod"'],
    ["a list", ["prod"], '["prod"]'],
  ])("refuses %s in place of an environment", (_, value, got) => {
    const fix = "export the literal of the environment";
    expect(parseEnvironment(value, checks).problems).toEqual([
      { path: "environment", got, expected: "an object", fix },
    ]);
  });

  it("reports a field that is wrong by itself and a rule between other fields at once", () => {
    const problems = problemsOf({ accountId: "x", regions: regionsWith({}, { cidr: "10.0.0.0/16" }) });
    expect(problems.map(({ path }) => path)).toEqual(["accountId", "regions[1].cidr"]);
  });

  it("reports an unknown field and two primaries at once", () => {
    const problems = problemsOf({ flowlogs: {}, regions: regionsWith({}, { role: "primary" }) });
    expect(problems.map(({ path }) => path)).toEqual(["flowlogs", "regions"]);
  });

  it("reports what is wrong in one part of the cluster beside a typo in another", () => {
    const { general, monitoring } = clusterWith({}).nodeGroups;
    const problems = problemsOf({
      cluster: {
        ...prod.cluster,
        kubernetesVersion: "1.33",
        publicAccessCidrs: ["0.0.0.0/0"],
        access: {},
        nodeGroups: {
          general: { ...general, sizes: { primary: { min: 3, desired: 30, max: 18 }, failover: { min: 2, max: 10 } } },
          monitoring: { ...monitoring, diskGib: 100 },
        },
      },
    });
    expect(problems.map(({ path }) => path)).toEqual([
      "cluster.publicAccessCidrs[0]",
      "cluster.nodeGroups.monitoring.diskGib",
      "cluster.kubernetesVersion",
      "cluster.access",
      "cluster.nodeGroups.general.sizes.primary.desired",
      "cluster.nodeGroups.general.sizes.failover.max",
    ]);
  });

  it("reports what is wrong with one node group beside a wrong type in another", () => {
    const { general, monitoring } = clusterWith({}).nodeGroups;
    const problems = problemsOf({
      cluster: {
        ...prod.cluster,
        nodeGroups: {
          general: { ...general, diskGiB: "50" },
          monitoring: {
            ...monitoring,
            instanceTypes: ["r7i.large", "m7i.large"],
            sizes: { primary: { min: 9, max: 2 }, failover: { min: 1, max: 3 } },
            amiRelease: "latest",
          },
        },
      },
    });
    expect(problems.map(({ path, fix }) => [path, fix])).toEqual([
      ["cluster.nodeGroups.general.diskGiB", "write it as a number, without quotes"],
      ["cluster.nodeGroups.monitoring.amiRelease", expect.anything()],
      ["cluster.nodeGroups.monitoring.sizes.primary.min", expect.anything()],
      ["cluster.nodeGroups.monitoring.instanceTypes[1]", expect.anything()],
    ]);
  });

  it("reports what is wrong with a service, a peer and an access beside a typo in others of them", () => {
    const administrator = { grant: "administrator", principalArn: "arn:aws:iam::111122223333:role/platform-admin" };
    const problems = problemsOf({
      peers: { office: { cidr: "10.1.0.0/20" }, lab: { cidr: "lab" }, Depot: { cidr: "192.168.16.0/20" } },
      services: {
        orders: { namespace: "kube-system", identity: "iam" },
        carts: { namespace: "monitoring" },
        Billing: { namespace: "shop" },
      },
      cluster: clusterWith({
        access: {
          platform: administrator,
          terraform: administrator,
          pipeline: { ...administrator, grant: "deployer" },
        } as never,
      }),
    });
    expect(problems.map(({ path, got }) => [path, got])).toEqual([
      ["peers.lab.cidr", '"lab"'],
      ["peers.Depot", '"Depot"'],
      ["cluster.access.pipeline.namespaces", "nothing"],
      ["services.orders.identity", '"iam"'],
      ["services.Billing", '"Billing"'],
      ["peers.office.cidr", "10.1.0.0/20"],
      ["cluster.access.terraform.principalArn", `"${administrator.principalArn}", as in cluster.access.platform`],
      ["services.carts.namespace", '"monitoring"'],
    ]);
  });

  it("says what is wrong in whole sentences, and never throws, whatever stands in whatever place", () => {
    const places = placesIn(prod);
    expect(places.length).toBeGreaterThan(100);
    const wrong = fc.constantFrom(undefined, null, -1, "", "x y", [], {}, { unheard: 1 });
    fc.assert(
      fc.property(fc.constantFrom(...places), wrong, (place, value) => {
        for (const { path, got, expected, fix } of parseEnvironment(changedAt(prod, place, value), checks).problems) {
          for (const text of [path, got, expected, fix]) expect(text).toMatch(/\S/);
        }
      }),
      { numRuns: 400 },
    );
  });

  it("runs no check on a field that is not sound", () => {
    const problems = problemsOf({ regions: regionsWith({ cidr: "ten" }, { role: "primary" }) });
    expect(problems.map(({ path }) => path)).toEqual(["regions[0].cidr"]);
  });

  it("runs a check on the default of a field that the file leaves out", () => {
    const literal = { ...prod, peers: undefined, accountId: "x" };
    const showPeers = defineCheck(["peers"], ({ peers }) => [
      { path: "peers", got: JSON.stringify(peers), expected: "", fix: "" },
    ]);
    expect(parseEnvironment(literal, [showPeers]).problems).toMatchObject([{ path: "accountId" }, { got: "{}" }]);
  });

  it("gives no environment where only a check fails", () => {
    const refuse = defineCheck([], () => [{ path: "p", got: "g", expected: "e", fix: "f" }]);
    expect(parseEnvironment(prod, [refuse])).toEqual({
      environment: undefined,
      problems: [{ path: "p", got: "g", expected: "e", fix: "f" }],
    });
  });
});

type Place = readonly (string | number)[];

/** Where every field and element of a literal stands. */
function placesIn(value: unknown): readonly Place[] {
  if (typeof value !== "object" || value === null) return [];
  const entries = Array.isArray(value) ? value.map((element, i) => [i, element] as const) : Object.entries(value);
  return entries.flatMap(([step, inner]) => [[step], ...placesIn(inner).map((place) => [step, ...place])]);
}

function changedAt(value: unknown, [step, ...rest]: Place, change: unknown): unknown {
  if (step === undefined) return change;
  if (Array.isArray(value)) return value.map((element, i) => (i === step ? changedAt(element, rest, change) : element));
  const fields = value as Readonly<Record<string, unknown>>;
  return { ...fields, [step]: changedAt(fields[step], rest, change) };
}
