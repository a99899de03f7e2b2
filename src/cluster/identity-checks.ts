import { policyDocument } from "../../modules/iam/policy-document";
import { maxInlinePolicyLength } from "../../modules/iam/role-policies";
import { type Check, defineCheck } from "../config/check";
import { entriesOf } from "../config/entries";
import { foreignArns } from "../config/foreign-arns";
import type { Problem } from "../config/problem";
import { maxRoleName } from "../stack/names";
import { planIdentities } from "./identities";
import { namesOfPlatform, reachesPlatform } from "./platform-namespaces";

const identityFields = [
  "organization",
  "name",
  "accountId",
  "state",
  "regions",
  "services.*",
  "dns",
  "alarms",
  "cluster.podIdentity",
] as const;

/**
 * IAM says so only at apply, and in the middle of it. Roles of controllers are counted with the other names: a service's is too long by its
 * own name where it is the longest.
 */
const roleNameCheck: Check = defineCheck(identityFields, ({ cluster, ...environment }) => {
  if (cluster === undefined) return [];
  const roles = environment.regions.flatMap((region) =>
    planIdentities(environment, cluster, region).map((role) => ({ ...role, region: region.code })),
  );
  const longestController = Math.max(...roles.map(({ path, roleName }) => (path === undefined ? roleName.length : 0)));
  const long = roles.filter(({ roleName }) => roleName.length > Math.max(maxRoleName, longestController));
  const lengthOf = (path: string | undefined) =>
    Math.max(...long.filter((role) => role.path === path).map(({ roleName }) => roleName.length));
  return long
    .filter(({ roleName, path }) => roleName.length === lengthOf(path))
    .filter(({ path }, i, longest) => longest.findIndex((other) => other.path === path) === i)
    .map(({ roleName, path = "services", region }) => {
      const excess = roleName.length - maxRoleName;
      return {
        path,
        got: `${JSON.stringify(roleName)} (${roleName.length} characters) as IAM role in ${region}`,
        expected: `at most ${maxRoleName} characters`,
        fix: `shorten the service's name, organization or name by ${excess} character${excess === 1 ? "" : "s"}`,
      };
    });
});

/** Of services only: those of controllers fit wherever the names of their roles do. */
const policyLengthCheck: Check = defineCheck(identityFields, ({ cluster, ...environment }) => {
  if (cluster === undefined) return [];
  // Codes of regions differ in length; one problem per policy says it all.
  const plans = environment.regions.map((region) => planIdentities(environment, cluster, region));
  return (plans[0] ?? []).flatMap(({ id, path }): Problem[] => {
    if (path === undefined) return [];
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

const resourcePartitionCheck: Check = defineCheck(["services.*", "regions"], ({ services, regions: [region] }) => {
  if (region === undefined) return [];
  const resources = entriesOf(["services"], services).flatMap(({ path, value: { permissions } }) =>
    permissions.flatMap((permission, p) =>
      permission.resources.map((arn, r) => ({ path: `${path}.permissions[${p}].resources[${r}]`, arn })),
    ),
  );
  return foreignArns(
    resources.filter(({ arn }) => arn !== "*"),
    region,
    "name a resource of that partition: IAM refuses others",
  );
});

const serviceClusterCheck: Check = defineCheck(["services.*", "cluster"], ({ services, cluster }) => {
  const names = Object.keys(services);
  if (names.length === 0 || cluster !== undefined) return [];
  return [
    {
      path: "services",
      got: `${names.join(", ")} and no cluster`,
      expected: "a cluster for them to run in",
      fix: "add cluster, or remove the services",
    },
  ];
});

const serviceNamespaceCheck: Check = defineCheck(["services.*"], ({ services }) =>
  entriesOf(["services"], services)
    .filter(({ value: { namespace } }) => reachesPlatform(namespace))
    .map(({ path, value: { namespace } }) => ({
      path: `${path}.namespace`,
      got: JSON.stringify(namespace),
      expected: `a namespace of its own, none of ${namesOfPlatform}`,
      fix: "choose another namespace: those belong to the platform",
    })),
);

export const identityChecks: readonly Check[] = [
  roleNameCheck,
  policyLengthCheck,
  resourcePartitionCheck,
  serviceClusterCheck,
  serviceNamespaceCheck,
];
