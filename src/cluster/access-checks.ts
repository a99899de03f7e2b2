import { type Check, defineCheck } from "../config/check";
import type { Problem } from "../config/problem";
import { foreignArns } from "./foreign-arns";
import { platformNamespaces } from "./platform-namespaces";

/** https://docs.aws.amazon.com/eks/latest/userguide/service-quotas.html */
const maxPublicCidrs = 40;

const administratorCheck: Check = defineCheck(["cluster.access"], ({ cluster }) => {
  if (cluster === undefined || cluster.access.some(({ grant }) => grant === "administrator")) return [];
  return [
    {
      path: "cluster.access",
      got: cluster.access.length === 0 ? "nobody" : `nobody with grant administrator among ${cluster.access.length}`,
      expected: "at least one administrator",
      fix: 'add { grant: "administrator", name: "...", principalArn: "arn:aws:iam::...:role/..." }: whoever runs Terraform gets no access by it',
    },
  ];
});

/** EKS has one entry per principal, and Terraform one per name. */
const uniqueAccessCheck: Check = defineCheck(["cluster.access"], ({ cluster }) =>
  (["name", "principalArn"] as const).flatMap((field) =>
    (cluster?.access ?? []).flatMap((access, i, all): Problem[] => {
      const first = all.findIndex((other) => other[field] === access[field]);
      if (first === i) return [];
      return [
        {
          path: `cluster.access[${i}].${field}`,
          got: `${JSON.stringify(access[field])}, as in cluster.access[${first}]`,
          expected: `every ${field} once`,
          fix: field === "name" ? "rename one of the two" : "merge both: EKS has one access entry per principal",
        },
      ];
    }),
  ),
);

const deployerCheck: Check = defineCheck(["cluster.access"], ({ cluster }) =>
  (cluster?.access ?? []).flatMap((access, i) =>
    access.grant !== "deployer"
      ? []
      : access.namespaces.flatMap((namespace, n): Problem[] =>
          platformNamespaces.has(namespace)
            ? [
                {
                  path: `cluster.access[${i}].namespaces[${n}]`,
                  got: JSON.stringify(namespace),
                  expected: `none of ${[...platformNamespaces].join(", ")}`,
                  fix: "grant administrator instead: whoever runs pods there can act as a controller",
                },
              ]
            : [],
        ),
  ),
);

const partitionCheck: Check = defineCheck(
  ["cluster.access", "cluster.keyAdministrators", "regions"],
  ({ cluster, regions: [region] }) => {
    if (cluster === undefined || region === undefined) return [];
    const principals = [
      ...cluster.access.map(({ principalArn }, i) => ({
        path: `cluster.access[${i}].principalArn`,
        arn: principalArn,
      })),
      ...cluster.keyAdministrators.map((arn, i) => ({ path: `cluster.keyAdministrators[${i}]`, arn })),
    ];
    return foreignArns(principals, region, "name a principal of that partition: roles do not cross it");
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
  uniqueAccessCheck,
  deployerCheck,
  partitionCheck,
  publicCidrCountCheck,
];
