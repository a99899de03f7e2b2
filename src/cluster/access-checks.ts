import { type Check, defineCheck } from "../config/check";
import { entriesOf } from "../config/entries";
import { foreignArns } from "../config/foreign-arns";
import type { Problem } from "../config/problem";
import { namesOfPlatform, reachesPlatform } from "./platform-namespaces";

/** https://docs.aws.amazon.com/eks/latest/userguide/service-quotas.html */
const maxPublicCidrs = 40;

const administratorCheck: Check = defineCheck(["cluster.access"], ({ cluster }) => {
  if (cluster === undefined) return [];
  const grants = Object.values(cluster.access).map(({ grant }) => grant);
  if (grants.includes("administrator")) return [];
  return [
    {
      path: "cluster.access",
      got: grants.length === 0 ? "nobody" : `nobody with grant administrator among ${grants.length}`,
      expected: "at least one administrator",
      fix: 'add platform: { grant: "administrator", principalArn: "arn:aws:iam::...:role/..." }: whoever runs Terraform gets no access by it',
    },
  ];
});

const uniquePrincipalCheck: Check = defineCheck(["cluster.access.*"], ({ cluster }) => {
  const entries = entriesOf(["cluster", "access"], cluster?.access);
  return entries.flatMap(({ path, value: { principalArn } }): Problem[] => {
    const first = entries.find(({ value }) => value.principalArn === principalArn);
    if (first === undefined || first.path === path) return [];
    return [
      {
        path: `${path}.principalArn`,
        got: `${JSON.stringify(principalArn)}, as in ${first.path}`,
        expected: "every principalArn once",
        fix: "merge both: EKS has one access entry per principal",
      },
    ];
  });
});

const deployerCheck: Check = defineCheck(["cluster.access.*"], ({ cluster }) =>
  entriesOf(["cluster", "access"], cluster?.access)
    .flatMap(({ path, value }) =>
      (value.grant === "deployer" ? value.namespaces : []).map((namespace, n) => ({
        path: `${path}.namespaces[${n}]`,
        namespace,
      })),
    )
    .filter(({ namespace }) => reachesPlatform(namespace))
    .map(({ path, namespace }) => ({
      path,
      got: JSON.stringify(namespace),
      expected: `none of ${namesOfPlatform}`,
      fix: "grant administrator instead: whoever runs pods there can act as a controller",
    })),
);

const partitionFix = "name a principal of that partition: roles do not cross it";

const accessPartitionCheck: Check = defineCheck(["cluster.access.*", "regions"], ({ cluster, regions: [region] }) => {
  if (region === undefined) return [];
  const principals = entriesOf(["cluster", "access"], cluster?.access).map(({ path, value: { principalArn } }) => ({
    path: `${path}.principalArn`,
    arn: principalArn,
  }));
  return foreignArns(principals, region, partitionFix);
});

const keyPartitionCheck: Check = defineCheck(
  ["cluster.keyAdministrators", "regions"],
  ({ cluster, regions: [region] }) => {
    if (region === undefined) return [];
    const principals = (cluster?.keyAdministrators ?? []).map((arn, i) => ({
      path: `cluster.keyAdministrators[${i}]`,
      arn,
    }));
    return foreignArns(principals, region, partitionFix);
  },
);

const publicCidrCountCheck: Check = defineCheck(["cluster.publicAccessCidrs"], ({ cluster }) => {
  const count = cluster?.publicAccessCidrs.length ?? 0;
  if (count <= maxPublicCidrs) return [];
  return [
    {
      path: "cluster.publicAccessCidrs",
      got: `${count} ranges`,
      expected: `at most ${maxPublicCidrs}`,
      fix: "summarize neighbouring ranges",
    },
  ];
});

export const accessChecks: readonly Check[] = [
  administratorCheck,
  uniquePrincipalCheck,
  deployerCheck,
  accessPartitionCheck,
  keyPartitionCheck,
  publicCidrCountCheck,
];
