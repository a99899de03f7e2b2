import { describe, expect, it } from "vitest";
import { govCloud, problemsOf, problemsOfCluster, prod } from "../literals";

const arn = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const platform = { grant: "administrator", name: "platform", principalArn: arn("platform-admin") };
const pipeline = { grant: "deployer", name: "pipeline", principalArn: arn("pipeline"), namespaces: ["shop"] };
const developers = { grant: "reader", name: "developers", principalArn: arn("developer") };
const operators = { grant: "groups", name: "operators", principalArn: arn("operator"), groups: ["operators"] };

describe("access to the clusters", () => {
  const atLeastOne = {
    path: "cluster.access",
    expected: "at least one administrator",
    fix: 'add { grant: "administrator", name: "...", principalArn: "arn:aws:iam::...:role/..." }: whoever runs Terraform gets no access by it',
  };

  it.each([
    ["nobody", [], "nobody"],
    ["a deployer alone", [pipeline], "nobody with grant administrator among 1"],
    ["everybody but an administrator", [pipeline, developers, operators], "nobody with grant administrator among 3"],
  ])("is not given to %s", (_, access, got) => {
    expect(problemsOfCluster({ access })).toEqual([{ ...atLeastOne, got }]);
  });

  it("is given to an administrator alone, or to one of each kind", () => {
    expect(problemsOfCluster({ access: [platform] })).toEqual([]);
    expect(problemsOfCluster({ access: [operators, developers, pipeline, platform] })).toEqual([]);
  });

  it("has every name once", () => {
    expect(problemsOfCluster({ access: [platform, developers, { ...pipeline, name: "platform" }] })).toEqual([
      {
        path: "cluster.access[2].name",
        got: '"platform", as in cluster.access[0]',
        expected: "every name once",
        fix: "rename one of the two",
      },
    ]);
  });

  it("has every principal once, whatever is granted", () => {
    const access = [platform, developers, { ...pipeline, principalArn: arn("developer") }];
    expect(problemsOfCluster({ access })).toEqual([
      {
        path: "cluster.access[2].principalArn",
        got: '"arn:aws:iam::111122223333:role/developer", as in cluster.access[1]',
        expected: "every principalArn once",
        fix: "merge both: EKS has one access entry per principal",
      },
    ]);
  });

  it("says of every further double where the first one is", () => {
    const paths = problemsOfCluster({ access: [platform, platform, platform] }).map(({ path, got }) => [path, got]);
    expect(paths).toEqual([
      ["cluster.access[1].name", '"platform", as in cluster.access[0]'],
      ["cluster.access[2].name", '"platform", as in cluster.access[0]'],
      ["cluster.access[1].principalArn", `"${arn("platform-admin")}", as in cluster.access[0]`],
      ["cluster.access[2].principalArn", `"${arn("platform-admin")}", as in cluster.access[0]`],
    ]);
  });
});

describe("a deployer", () => {
  it.each(["kube-system", "cert-manager", "external-secrets", "monitoring", "kube-public"])(
    "may not run pods in %s, where they could act as a controller",
    (namespace) => {
      expect(problemsOfCluster({ access: [platform, { ...pipeline, namespaces: ["shop", namespace] }] })).toMatchObject(
        [
          {
            path: "cluster.access[1].namespaces[1]",
            got: JSON.stringify(namespace),
            fix: "grant administrator instead: whoever runs pods there can act as a controller",
          },
        ],
      );
    },
  );

  it("may work in any other namespace, and a reader look at every one", () => {
    const access = [
      platform,
      { ...pipeline, namespaces: ["1st-shop"] },
      { ...developers, namespaces: ["kube-system"] },
    ];
    expect(problemsOfCluster({ access })).toEqual([]);
  });
});

describe("principals", () => {
  const ofGovCloud = "arn:aws-us-gov:iam::111122223333:role/platform-admin";
  const partition = (path: string, got: string, partition: string, code: string) => ({
    path: `cluster.${path}`,
    got: `"${got}"`,
    expected: `an ARN of partition ${partition}, as ${code} is`,
    fix: "name a principal of that partition: roles do not cross it",
  });

  it("are of the regions' partition", () => {
    const change = { access: [platform, { ...developers, principalArn: ofGovCloud }], keyAdministrators: [ofGovCloud] };
    expect(problemsOfCluster(change)).toEqual([
      partition("access[1].principalArn", ofGovCloud, "aws", "eu-west-1"),
      partition("keyAdministrators[0]", ofGovCloud, "aws", "eu-west-1"),
    ]);
  });

  it("are of GovCloud where the regions are", () => {
    expect(problemsOf(govCloud)).toEqual([]);
    const cluster = { ...govCloud.cluster, access: [platform], keyAdministrators: [ofGovCloud, arn("keys")] };
    expect(problemsOf({ ...govCloud, cluster })).toEqual([
      partition("access[0].principalArn", arn("platform-admin"), "aws-us-gov", "us-gov-west-1"),
      partition("keyAdministrators[1]", arn("keys"), "aws-us-gov", "us-gov-west-1"),
    ]);
  });
});

describe("the ranges of the public endpoint", () => {
  const ranges = (count: number) => Array.from({ length: count }, (_, i) => `203.0.113.${i}/32`);

  it("are as many as EKS takes", () => {
    expect(problemsOfCluster({ publicAccessCidrs: ranges(40) })).toEqual([]);
    expect(problemsOfCluster({ publicAccessCidrs: ranges(41) })).toEqual([
      {
        path: "cluster.publicAccessCidrs",
        got: "41 ranges",
        expected: "at most 40",
        fix: "summarize neighbouring ranges",
      },
    ]);
  });
});

it("an environment without a cluster needs nobody's access", () => {
  const { cluster: _, ...rest } = prod;
  expect(problemsOf({ ...rest, cluster: undefined, services: [] })).toEqual([]);
});
