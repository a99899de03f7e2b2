import { describe, expect, it } from "vitest";
import { govCloud, problemsOf, problemsOfCluster, prod } from "../literals";

const arn = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const platform = { grant: "administrator", principalArn: arn("platform-admin") };
const pipeline = { grant: "deployer", principalArn: arn("pipeline"), namespaces: ["shop"] };
const developers = { grant: "reader", principalArn: arn("developer") };
const operators = { grant: "groups", principalArn: arn("operator"), groups: ["operators"] };

describe("access to the clusters", () => {
  const atLeastOne = {
    path: "cluster.access",
    expected: "at least one administrator",
    fix: 'add platform: { grant: "administrator", principalArn: "arn:aws:iam::...:role/..." }: whoever runs Terraform gets no access by it',
  };

  it.each([
    ["nobody", {}, "nobody"],
    ["a deployer alone", { pipeline }, "nobody with grant administrator among 1"],
    ["everybody but an administrator", { pipeline, developers, operators }, "nobody with grant administrator among 3"],
  ])("is not given to %s", (_, access, got) => {
    expect(problemsOfCluster({ access })).toEqual([{ ...atLeastOne, got }]);
  });

  it("is given to an administrator alone, or to one of each kind", () => {
    expect(problemsOfCluster({ access: { platform } })).toEqual([]);
    expect(problemsOfCluster({ access: { operators, developers, pipeline, platform } })).toEqual([]);
  });

  it("has every principal once, whatever is granted", () => {
    const access = { platform, developers, pipeline: { ...pipeline, principalArn: arn("developer") } };
    expect(problemsOfCluster({ access })).toEqual([
      {
        path: "cluster.access.pipeline.principalArn",
        got: '"arn:aws:iam::111122223333:role/developer", as in cluster.access.developers',
        expected: "every principalArn once",
        fix: "merge both: EKS has one access entry per principal",
      },
    ]);
  });

  it("says of every further double where the first one is", () => {
    const access = { platform, terraform: platform, "break-glass": platform };
    const paths = problemsOfCluster({ access }).map(({ path, got }) => [path, got]);
    expect(paths).toEqual([
      ["cluster.access.terraform.principalArn", `"${arn("platform-admin")}", as in cluster.access.platform`],
      ['cluster.access["break-glass"].principalArn', `"${arn("platform-admin")}", as in cluster.access.platform`],
    ]);
  });
});

describe("a deployer", () => {
  it.each(["kube-system", "cert-manager", "external-secrets", "monitoring", "kube-public"])(
    "may not run pods in %s, where they could act as a controller",
    (namespace) => {
      expect(
        problemsOfCluster({ access: { platform, pipeline: { ...pipeline, namespaces: ["shop", namespace] } } }),
      ).toMatchObject([
        {
          path: "cluster.access.pipeline.namespaces[1]",
          got: JSON.stringify(namespace),
          fix: "grant administrator instead: whoever runs pods there can act as a controller",
        },
      ]);
    },
  );

  it("may work in any other namespace, and a reader look at every one", () => {
    const access = {
      platform,
      pipeline: { ...pipeline, namespaces: ["1st-shop"] },
      developers: { ...developers, namespaces: ["kube-system"] },
    };
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
    const change = {
      access: { platform, developers: { ...developers, principalArn: ofGovCloud } },
      keyAdministrators: [ofGovCloud],
    };
    expect(problemsOfCluster(change)).toEqual([
      partition("access.developers.principalArn", ofGovCloud, "aws", "eu-west-1"),
      partition("keyAdministrators[0]", ofGovCloud, "aws", "eu-west-1"),
    ]);
  });

  it("are of GovCloud where the regions are", () => {
    expect(problemsOf(govCloud)).toEqual([]);
    const cluster = { ...govCloud.cluster, access: { platform }, keyAdministrators: [ofGovCloud, arn("keys")] };
    expect(problemsOf({ ...govCloud, cluster })).toEqual([
      partition("access.platform.principalArn", arn("platform-admin"), "aws-us-gov", "us-gov-west-1"),
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
  expect(problemsOf({ ...rest, cluster: undefined, edge: undefined, services: {} })).toEqual([]);
});
