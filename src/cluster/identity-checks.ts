import { policyDocument } from "../../modules/iam/policy-document";
import { maxInlinePolicyLength } from "../../modules/iam/role-policies";
import { type Check, defineCheck } from "../config/check";
import type { Problem } from "../config/problem";
import { getRegionFacts } from "../config/regions";
import { maxRoleName } from "../stack/names";
import { controllers, planIdentities } from "./identities";

const identityFields = ["organization", "name", "accountId", "state", "regions", "services", "dns", "cluster"] as const;

/** IAM says so only at apply, and in the middle of it. */
const roleNameCheck: Check = defineCheck(identityFields, ({ cluster, ...environment }) =>
  cluster === undefined
    ? []
    : environment.regions.flatMap((region) =>
        planIdentities(environment, cluster, region)
          .filter(({ roleName }) => roleName.length > maxRoleName)
          .map(({ roleName, path }): Problem => {
            const excess = roleName.length - maxRoleName;
            const ofService = path !== "name";
            return {
              path: ofService ? `${path}.name` : path,
              got: `${JSON.stringify(roleName)} (${roleName.length} characters) as IAM role in ${region.code}`,
              expected: `at most ${maxRoleName} characters`,
              fix: `shorten ${ofService ? "the service's name, " : ""}organization or name by ${excess} character${excess === 1 ? "" : "s"}`,
            };
          }),
      ),
);

const policyLengthCheck: Check = defineCheck(identityFields, ({ cluster, ...environment }) => {
  if (cluster === undefined) return [];
  // Codes of regions differ in length; one problem per policy says it all.
  const plans = environment.regions.map((region) => planIdentities(environment, cluster, region));
  return (plans[0] ?? []).flatMap(({ id, path }): Problem[] => {
    const same = plans.flatMap((identities) => identities.filter((identity) => identity.id === id));
    const length = Math.max(...same.map(({ policies }) => policyDocument(policies.statements ?? []).length));
    if (length <= maxInlinePolicyLength) return [];
    return [
      {
        path: `${path}.permissions`,
        got: `a policy of ${length} characters`,
        expected: `at most ${maxInlinePolicyLength}, which is what a role takes`,
        fix: "use wildcards in the resources, such as arn:aws:s3:::acme-orders-*/*",
      },
    ];
  });
});

const resourcePartitionCheck: Check = defineCheck(["services", "regions"], ({ services, regions: [region] }) => {
  if (region === undefined) return [];
  const { partition } = getRegionFacts(region.code);
  return services.flatMap(({ permissions }, i) =>
    permissions.flatMap(({ resources }, p) =>
      resources.flatMap((arn, r): Problem[] =>
        arn === "*" || arn.startsWith(`arn:${partition}:`)
          ? []
          : [
              {
                path: `services[${i}].permissions[${p}].resources[${r}]`,
                got: JSON.stringify(arn),
                expected: `an ARN of partition ${partition}, as ${region.code} is`,
                fix: "name a resource of that partition: IAM refuses others",
              },
            ],
      ),
    ),
  );
});

/** A service's name is its service account's, and part of its role's. */
const serviceNameCheck: Check = defineCheck(["services"], ({ services }) =>
  services.flatMap(({ name, namespace }, i): Problem[] => [
    ...(services.findIndex((other) => other.name === name) < i
      ? [
          {
            path: `services[${i}].name`,
            got: `${JSON.stringify(name)}, a second time`,
            expected: "every name once",
            fix: "rename one of the services: the names of their roles are made of it",
          },
        ]
      : []),
    ...(platformNamespaces.has(namespace)
      ? [
          {
            path: `services[${i}].namespace`,
            got: JSON.stringify(namespace),
            expected: `a namespace of its own, none of ${[...platformNamespaces].join(", ")}`,
            fix: "choose another namespace: those belong to the platform",
          },
        ]
      : []),
  ]),
);

const platformNamespaces: ReadonlySet<string> = new Set([
  ...Object.values(controllers).map(({ serviceAccount }) => serviceAccount.namespace),
  "kube-node-lease",
  "kube-public",
]);

export const identityChecks: readonly Check[] = [
  roleNameCheck,
  policyLengthCheck,
  resourcePartitionCheck,
  serviceNameCheck,
];
