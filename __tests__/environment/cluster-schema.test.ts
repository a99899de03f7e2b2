import { describe, expect, it } from "vitest";
import { controllerNames } from "../../modules/controller-policies/controller-names";
import { kubernetesVersions } from "../../modules/kubernetes-versions";
import type { Problem } from "../../src/config/problem";
import { formatPath } from "../../src/config/schema-problems";
import { parsed, problemsOfCluster, problemsOfGeneral, prod } from "../literals";

const role = "arn:aws:iam::111122223333:role/operations";
const administrator = { grant: "administrator", principalArn: role } as const;

const unknownField = { got: "an unknown field", fix: "correct the field's name or remove it" };
const missing = (path: string, expected: string) => ({ path, got: "nothing", expected, fix: `add ${path}` });
const none = (path: string) => ({ path, got: "[]", expected: "at least 1 value", fix: "add one" });
const wrong = (path: string, value: unknown, expected: string) => ({
  path,
  got: JSON.stringify(value),
  expected,
  fix: `correct ${path}`,
});

describe("a cluster with required fields only", () => {
  const sizes = { primary: { min: 3, max: 3 }, failover: { min: 1, desired: 2, max: 3 } };
  const required = {
    access: { platform: administrator },
    keyAdministrators: [role],
    nodeGroups: { general: { instanceTypes: ["m7i.large"], sizes } },
  };
  const { cluster } = parsed({ ...prod, cluster: required });

  it("takes these defaults", () => {
    expect(cluster).toEqual({
      ...required,
      kubernetesVersion: "1.36",
      publicAccessCidrs: [],
      logRetentionDays: 365,
      crossRegionFlows: {},
      podIdentity: [],
      volumeSnapshots: false,
      nodeGroups: {
        general: {
          instanceTypes: ["m7i.large"],
          instanceTypesByZone: {},
          operatingSystem: "al2023",
          capacity: "on-demand",
          diskGiB: 50,
          zones: "all",
          // Groups start with min nodes unless they say more.
          sizes: { primary: { min: 3, desired: 3, max: 3 }, failover: { min: 1, desired: 2, max: 3 } },
          labels: {},
          taints: [],
        },
      },
    });
  });

  it("has the newest Kubernetes of the tables", () => {
    const minors = Object.keys(kubernetesVersions);
    const minorOf = (version: string) => Number(version.split(".")[1]);
    expect(minorOf(cluster?.kubernetesVersion ?? "")).toBe(Math.max(...minors.map(minorOf)));
  });
});

describe("prod's cluster with one field changed", () => {
  const world = {
    expected: "a prefix of /16 or longer: the API must not be open to the world",
    fix: "list the ranges that people and pipelines really come from, or leave the field out for a private endpoint",
  };
  const publicRange = {
    expected: "a public range, and nothing private or reserved in it",
    fix: "remove it: the private endpoint serves the VPC, and every network of `peers`",
  };
  const range = {
    expected: "an IPv4 range that starts at its network address, such as 10.0.0.0/16",
    fix: "write it as A.B.C.D/prefix",
  };
  const minor = { expected: "a minor of Kubernetes, as a string, such as 1.36", fix: "write major and minor only" };
  const principal = {
    expected: "the ARN of an IAM role or user, such as arn:aws:iam::111122223333:role/platform-admins",
    fix: "name the role itself: sessions of it (sts, assumed-role), the account's root and service-linked roles can be given no access",
  };
  const group = {
    expected: "a group of RBAC that does not start with system: or eks:",
    fix: "rename the group: EKS refuses those prefixes",
  };
  const groupName = {
    expected: "lower-case letters, digits and dashes, starting with a letter, at most 20",
    fix: "rename it",
  };

  it.each([
    "0.0.0.0/0",
    "0.0.0.0/1",
    "128.0.0.0/1",
    "202.0.0.0/7",
    "8.0.0.0/8",
    "203.0.0.0/15",
    // Public for the greater part.
    "172.0.0.0/8",
    "192.0.0.0/8",
  ])("refuses the public range %s", (cidr) => {
    expect(problemsOfCluster({ publicAccessCidrs: ["203.0.113.0/24", cidr] })).toEqual([
      { path: "cluster.publicAccessCidrs[1]", got: `"${cidr}"`, ...world },
    ]);
  });

  it.each([
    "10.0.0.0/8",
    "10.0.0.0/16",
    "172.31.0.0/16",
    "192.168.7.0/24",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "240.0.0.0/8",
  ])("refuses the private or reserved range %s for the public endpoint", (cidr) => {
    expect(problemsOfCluster({ publicAccessCidrs: [cidr] })).toEqual([
      { path: "cluster.publicAccessCidrs[0]", got: `"${cidr}"`, ...publicRange },
    ]);
  });

  it.each(["203.0.113.5", "203.0.113.5/24", "2001:db8::/32"])("refuses %s, which is no range of IPv4", (cidr) => {
    expect(problemsOfCluster({ publicAccessCidrs: [cidr] })).toEqual([
      { path: "cluster.publicAccessCidrs[0]", got: `"${cidr}"`, ...range },
    ]);
  });

  it.each(["203.0.0.0/16", "172.32.0.0/16", "100.63.0.0/16", "100.128.0.0/16", "198.51.100.7/32"])(
    "takes the public range %s",
    (cidr) => {
      expect(problemsOfCluster({ publicAccessCidrs: [cidr] })).toEqual([]);
    },
  );

  it.each(["1.36.3", "v1.36", "1.9", "latest", "01.36", ""])("refuses the Kubernetes version %j", (version) => {
    expect(problemsOfCluster({ kubernetesVersion: version })).toEqual([
      { path: "cluster.kubernetesVersion", got: JSON.stringify(version), ...minor },
    ]);
  });

  it.each([
    "arn:aws:sts::111122223333:assumed-role/operations/me",
    "arn:aws:iam::111122223333:root",
    "arn:aws:iam::111122223333:group/operations",
    "arn:aws:iam::1111:role/operations",
    "arn:aws:iam::111122223333:role/operations/",
    "arn:aws:iam::111122223333:role/aws-service-role/eks.amazonaws.com/AWSService",
    "arn:aws-cn:iam::111122223333:role/operations",
    "111122223333",
    "operations",
  ])("gives no access and no key to %s", (arn) => {
    const got = JSON.stringify(arn);
    expect(
      problemsOfCluster({ access: { platform: administrator, other: { ...administrator, principalArn: arn } } }),
    ).toEqual([{ path: "cluster.access.other.principalArn", got, ...principal }]);
    expect(problemsOfCluster({ keyAdministrators: [role, arn] })).toEqual([
      { path: "cluster.keyAdministrators[1]", got, ...principal },
    ]);
  });

  it.each([
    "arn:aws:iam::111122223333:user/break-glass",
    "arn:aws:iam::111122223333:role/teams/platform/admin",
    "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Admin_0123456789abcdef",
  ])("gives access and the key to %s", (arn) => {
    expect(
      problemsOfCluster({ access: { platform: { ...administrator, principalArn: arn } }, keyAdministrators: [arn] }),
    ).toEqual([]);
  });

  it.each([
    [
      "a Kubernetes version that is a number",
      { kubernetesVersion: 1.36 },
      [{ ...wrong("cluster.kubernetesVersion", 1.36, "a string"), fix: 'put it in quotes: "1.36"' }],
    ],
    ["no access at all", { access: undefined }, [missing("cluster.access", "an object")]],
    [
      "an access that grants what nobody knows",
      { access: { platform: administrator, other: { ...administrator, grant: "admin" } } },
      [wrong("cluster.access.other.grant", "admin", 'one of "administrator", "deployer", "reader", "groups"')],
    ],
    [
      "an administrator of some namespaces",
      { access: { platform: { ...administrator, namespaces: ["shop"] } } },
      [{ ...unknownField, path: "cluster.access.platform.namespaces", expected: "one of grant, principalArn" }],
    ],
    [
      "a name of an access that Terraform would have to quote",
      { access: { platform: administrator, "Platform Team": { ...administrator, principalArn: `${role}-2` } } },
      [
        {
          path: 'cluster.access["Platform Team"]',
          got: '"Platform Team"',
          expected: "lower-case letters, digits and dashes, starting with a letter, at most 30",
          fix: "rename it",
        },
      ],
    ],
    [
      "a deployer without namespaces",
      { access: { platform: administrator, other: { ...administrator, grant: "deployer" } } },
      [missing("cluster.access.other.namespaces", "an array")],
    ],
    [
      "a deployer of no namespace",
      { access: { platform: administrator, other: { ...administrator, grant: "deployer", namespaces: [] } } },
      [none("cluster.access.other.namespaces")],
    ],
    [
      "a reader of no namespace",
      { access: { platform: administrator, other: { ...administrator, grant: "reader", namespaces: [] } } },
      [none("cluster.access.other.namespaces")],
    ],
    [
      "a deployer of every namespace, in other words",
      { access: { platform: administrator, other: { ...administrator, grant: "deployer", namespaces: ["all?"] } } },
      [
        {
          path: "cluster.access.other.namespaces[0]",
          got: '"all?"',
          expected:
            "the name of a namespace, or what names share, such as team-*: lower-case letters, digits, dashes and *, at most 63",
          fix: "rename it",
        },
      ],
    ],
    [
      "the groups of Kubernetes and of EKS",
      {
        access: {
          platform: administrator,
          other: { ...administrator, grant: "groups", groups: ["system:masters", "ops", "eks:ops"] },
        },
      },
      [
        { path: "cluster.access.other.groups[0]", got: '"system:masters"', ...group },
        { path: "cluster.access.other.groups[2]", got: '"eks:ops"', ...group },
      ],
    ],
    [
      "a grant of groups without any",
      { access: { platform: administrator, other: { ...administrator, grant: "groups", groups: [] } } },
      [none("cluster.access.other.groups")],
    ],
    [
      "a key that nobody administers",
      { keyAdministrators: [] },
      [
        {
          path: "cluster.keyAdministrators",
          got: "[]",
          expected: "at least one administrator of the key",
          fix: "name the role that looks after encryption keys",
        },
      ],
    ],
    [
      "no administrators of the key",
      { keyAdministrators: undefined },
      [missing("cluster.keyAdministrators", "an array")],
    ],
    [
      "logs for a hundred days",
      { logRetentionDays: 100 },
      [
        {
          path: "cluster.logRetentionDays",
          got: "100",
          expected:
            "one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653",
          fix: "choose 120, the next longer step that CloudWatch Logs knows",
        },
      ],
    ],
    [
      "Pod Identity for what has no role",
      { podIdentity: ["grafana", "prometheus"] },
      [
        wrong(
          "cluster.podIdentity[1]",
          "prometheus",
          `one of ${controllerNames.map((name) => JSON.stringify(name)).join(", ")}`,
        ),
      ],
    ],
    [
      "an unknown field",
      { version: "1.36" },
      [
        {
          ...unknownField,
          path: "cluster.version",
          expected:
            "one of kubernetesVersion, publicAccessCidrs, access, keyAdministrators, logRetentionDays, nodeGroups, crossRegionFlows, podIdentity, volumeSnapshots",
        },
      ],
    ],
    [
      "no node group",
      { nodeGroups: {} },
      [
        {
          path: "cluster.nodeGroups",
          got: "{}",
          expected: "at least one node group",
          fix: "add a group without taints for the platform",
        },
      ],
    ],
  ] satisfies [string, object, Problem[]][])("refuses %s", (_, change, problems) => {
    expect(problemsOfCluster(change)).toEqual(problems);
  });

  it.each(["General", "general_nodes", "general-", "2nd", "a".repeat(21)])("refuses a node group called %s", (name) => {
    const { general } = prod.cluster?.nodeGroups ?? {};
    expect(problemsOfCluster({ nodeGroups: { general, [name]: general } })).toEqual([
      {
        path: formatPath(["cluster", "nodeGroups", name]),
        got: JSON.stringify(name),
        ...groupName,
      },
    ]);
  });
});

it("a node group's name may have 20 characters, and digits", () => {
  const { general } = prod.cluster?.nodeGroups ?? {};
  expect(problemsOfCluster({ nodeGroups: { [`${"a".repeat(17)}-42`]: general } })).toEqual([]);
});

describe("prod's general node group with one field changed", () => {
  const at = "cluster.nodeGroups.general";
  const types = {
    expected: "an instance type of a current family, such as m7i.large",
    fix: "choose one of the families c, m, r from generation 5 on, or t from 3 on, of size large or bigger, t medium or bigger; c5n and whole machines (metal) are not known to modules/instance-types",
  };
  const nodes = (path: string, got: string, min: number) => ({
    path: `${at}.sizes.${path}`,
    got,
    expected: `a whole number from ${min} to 10000`,
    fix: Number(got) > 10_000 ? "EKS takes up to 450 nodes in a zone" : `count whole nodes, from ${min} on`,
  });
  const failover = { min: 2, max: 18 };

  it.each([
    "m4.large",
    "c5n.large",
    "g5.xlarge",
    "t2.large",
    "t3.small",
    "m7i.metal",
    "r8gd.medium",
    "db.m7i.large",
    "m7i",
    "M7i.large",
  ])("refuses the instance type %s", (type) => {
    expect(problemsOfGeneral({ instanceTypes: [type] })).toEqual([
      { path: `${at}.instanceTypes[0]`, got: `"${type}"`, ...types },
    ]);
  });

  it.each([
    "c6a.xlarge",
    "m7i-flex.large",
    "r8g.48xlarge",
    "c7gn.2xlarge",
    "m6id.24xlarge",
    "t4g.medium",
    "t3a.2xlarge",
  ])("takes the instance type %s", (type) => {
    // Room for the largest of them.
    expect(
      problemsOfGeneral({
        instanceTypes: [type],
        sizes: { primary: { min: 1, max: 3 }, failover: { min: 1, max: 3 } },
      }),
    ).toEqual([]);
  });

  it.each([
    ["no instance types", { instanceTypes: [] }, none(`${at}.instanceTypes`)],
    [
      "another operating system",
      { operatingSystem: "windows" },
      wrong(`${at}.operatingSystem`, "windows", 'one of "al2023", "bottlerocket"'),
    ],
    [
      "capacity in the words of EKS",
      { capacity: "SPOT" },
      wrong(`${at}.capacity`, "SPOT", 'one of "on-demand", "spot"'),
    ],
    ["zones by name", { zones: ["euw1-az1"] }, wrong(`${at}.zones`, ["euw1-az1"], 'one of "all", "first"')],
    [
      "a disk without room for the system",
      { diskGiB: 19 },
      {
        path: `${at}.diskGiB`,
        got: "19",
        expected: "a whole number from 20 to 16384",
        fix: "nodes need 20 GiB for the system and its images",
      },
    ],
    [
      "sizes of one role only",
      { sizes: { primary: { min: 3, max: 18 } } },
      missing(`${at}.sizes.failover`, "an object"),
    ],
    ["a size that is a number", { sizes: { primary: 3, failover } }, wrong(`${at}.sizes.primary`, 3, "an object")],
    [
      "a size without min",
      { sizes: { primary: { max: 18 }, failover } },
      missing(`${at}.sizes.primary.min`, "a number"),
    ],
    ["half a node", { sizes: { primary: { min: 1.5, max: 18 }, failover } }, nodes("primary.min", "1.5", 0)],
    ["less than no node", { sizes: { primary: { min: -1, max: 18 }, failover } }, nodes("primary.min", "-1", 0)],
    ["no node at most", { sizes: { primary: { min: 0, max: 0 }, failover } }, nodes("primary.max", "0", 1)],
    [
      "more nodes than anybody has",
      { sizes: { primary: { min: 3, max: 18 }, failover: { min: 2, max: 10_001 } } },
      nodes("failover.max", "10001", 1),
    ],
    [
      "a script with the line ends of Windows",
      { userData: { script: "#!/bin/sh\r\n" } },
      {
        path: `${at}.userData.script`,
        got: JSON.stringify("#!/bin/sh\r\n"),
        expected: "line ends of Unix",
        fix: "remove the carriage returns",
      },
    ],
    [
      "user data that EC2 has no room for",
      { userData: { script: `#!${"x".repeat(12_300)}` } },
      {
        path: `${at}.userData`,
        got: expect.stringMatching(/^.{80}$/),
        expected: "at most 12288 bytes",
        fix: "let the script fetch what it needs: EC2 takes 16 KiB, and EKS adds its own part",
      },
    ],
    [
      "a label without a value",
      { labels: { team: "" } },
      {
        path: `${at}.labels.team`,
        got: '""',
        expected: "a value: EKS takes no empty one",
        fix: 'write "true" where the key says it all',
      },
    ],
    [
      "a taint with a key of two words",
      { taints: [{ key: "for gpu", effect: "NoSchedule" }] },
      {
        path: `${at}.taints[0].key`,
        got: '"for gpu"',
        expected: "a key of Kubernetes of at most 63 characters, such as dedicated",
        fix: "write it as name or as domain/name",
      },
    ],
    [
      "a taint whose key has two domains",
      { taints: [{ key: "example.com/gpu/a10g", effect: "NoSchedule" }] },
      {
        path: `${at}.taints[0].key`,
        got: '"example.com/gpu/a10g"',
        expected: "a key of Kubernetes of at most 63 characters, such as dedicated",
        fix: "write it as name or as domain/name",
      },
    ],
    [
      "a taint with a value of two words",
      { taints: [{ key: "gpu", value: "a or b", effect: "NoSchedule" }] },
      {
        path: `${at}.taints[0].value`,
        got: '"a or b"',
        expected: "a value of Kubernetes: letters, digits, dashes, dots",
        fix: "rename it",
      },
    ],
    [
      "an effect in the words of EKS",
      { taints: [{ key: "gpu", effect: "NO_SCHEDULE" }] },
      wrong(`${at}.taints[0].effect`, "NO_SCHEDULE", 'one of "NoSchedule", "PreferNoSchedule", "NoExecute"'),
    ],
    [
      "a script without an interpreter",
      { userData: { script: "echo hello" } },
      {
        path: `${at}.userData.script`,
        got: '"echo hello"',
        expected: "a script that starts with #!",
        fix: "cloud-init runs nothing else",
      },
    ],
    [
      "a script whose interpreter is not on the first line",
      { userData: { script: "\n#!/bin/sh\necho hello\n" } },
      {
        path: `${at}.userData.script`,
        got: '"\\n#!/bin/sh\\necho hello\\n"',
        expected: "a script that starts with #!",
        fix: "cloud-init runs nothing else",
      },
    ],
    [
      "empty settings",
      { operatingSystem: "bottlerocket", userData: { settings: "" } },
      { path: `${at}.userData.settings`, got: '""', expected: "a text that is not empty", fix: "write something" },
    ],
  ] satisfies [string, object, Problem][])("refuses %s", (_, change, problem) => {
    expect(problemsOfGeneral(change)).toEqual([problem]);
  });

  it.each([
    ["settings for AL2023", { userData: { settings: "[settings.kernel]" } }],
    ["settings beside a script", { userData: { script: "#!/bin/sh\n", settings: "[settings.kernel]" } }],
    ["a script for Bottlerocket", { operatingSystem: "bottlerocket", userData: { script: "#!/bin/sh\n" } }],
    [
      "the kubelet of AL2023 for Bottlerocket",
      { operatingSystem: "bottlerocket", userData: { kubelet: { maxPods: 50 } } },
    ],
  ])("refuses %s", (_, change) => {
    expect(problemsOfGeneral(change)).toEqual([
      {
        path: `${at}.userData`,
        got: JSON.stringify(change.userData),
        expected: "the form of the group's operating system: script and kubelet for al2023, settings for bottlerocket",
        fix: "rewrite it in that form: the other operating system would drop it",
      },
    ]);
  });

  it.each([
    ["a script and the kubelet of AL2023", { userData: { script: "#!/bin/sh\n", kubelet: { maxPods: 50 } } }],
    ["settings of Bottlerocket", { operatingSystem: "bottlerocket", userData: { settings: "[settings.kernel]" } }],
    ["labels with a domain", { labels: { "example.com/team": "shop", dedicated: "true" } }],
  ])("takes %s", (_, change) => {
    expect(problemsOfGeneral(change)).toEqual([]);
  });

  it.each([
    [
      "desired",
      { desired: 3 },
      "one of instanceTypes, instanceTypesByZone, operatingSystem, capacity, amiRelease, diskGiB, zones, sizes, labels, taints, userData",
    ],
    [
      "sizes.primary.wanted",
      { sizes: { primary: { min: 3, wanted: 4, max: 18 }, failover } },
      "one of min, desired, max",
    ],
    ["sizes.standby", { sizes: { primary: failover, failover, standby: failover } }, "one of primary, failover"],
    ["userData.bash", { userData: { bash: "#!/bin/sh" } }, "one of script, kubelet, settings"],
  ])("refuses the unknown field %s", (path, change, expected) => {
    expect(problemsOfGeneral(change)).toEqual([{ ...unknownField, path: `${at}.${path}`, expected }]);
  });

  const ownKey = {
    expected: "a key outside kubernetes.io/, k8s.io/ and eks.amazonaws.com/",
    fix: "choose a key of your own, such as team or example.com/team",
  };
  const anyKey = {
    expected: "a key of Kubernetes of at most 63 characters, such as dedicated",
    fix: "write it as name or as domain/name",
  };
  const anyValue = { expected: "a value of Kubernetes: letters, digits, dashes, dots", fix: "rename it" };

  // EKS: `Label cannot contain reserved prefixes [kubernetes.io/, k8s.io/, eks.amazonaws.com/]`, or nodes whose kubelet does not start.
  it.each([
    ["a label of Kubernetes", "node-role.kubernetes.io/worker", "true", ownKey],
    ["a label of the kubelet", "kubernetes.io/role", "worker", ownKey],
    ["a label of its projects", "k8s.io/role", "worker", ownKey],
    ["a label of EKS", "eks.amazonaws.com/capacityType", "SPOT", ownKey],
    ["a key of two domains", "example.com/a/b", "c", anyKey],
    ["a key of two words", "for team", "shop", anyKey],
    ["a key longer than 63", "a".repeat(64), "b", anyKey],
    ["a domain that starts with a dash", "-example.com/team", "shop", anyKey],
    ["a domain with nothing between its dots", "a..b/team", "shop", anyKey],
    ["a domain and a name of more than 63 together", `${"a".repeat(40)}/${"b".repeat(23)}`, "shop", anyKey],
    ["a value that ends with a dash", "team", "shop-", anyValue],
    ["a value of two words", "team", "shop floor", anyValue],
    ["a value longer than 63", "team", "a".repeat(64), anyValue],
  ])("refuses %s", (_, key, value, problem) => {
    expect(problemsOfGeneral({ labels: { [key]: value } })).toEqual([
      {
        path: formatPath(["cluster", "nodeGroups", "general", "labels", key]),
        got: JSON.stringify(problem === anyValue ? value : key),
        ...problem,
      },
    ]);
  });

  it.each(["team", "example.com/team", "example.com/Team_1.x", "mykubernetes.io/team", "a".repeat(63)])(
    "takes the label %s",
    (key) => {
      expect(problemsOfGeneral({ labels: { [key]: "shop" } })).toEqual([]);
    },
  );
});
