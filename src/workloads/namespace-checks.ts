import { namesOfPlatform, reachesPlatform } from "../cluster/platform-namespaces";
import { type Check, defineCheck } from "../config/check";
import { entriesOf } from "../config/entries";
import { foreignArns } from "../config/foreign-arns";
import type { Problem } from "../config/problem";
import { type Demand, demandOf } from "./demand";
import { namespaceRelease } from "./namespace-plan";
import { mebibytesOf, milliCpuOf } from "./quantity";

const teamCheck: Check = defineCheck(["namespaces.*", "teams"], ({ namespaces, teams }) =>
  entriesOf(["namespaces"], namespaces).flatMap(({ path, value: { team } }): Problem[] => {
    if (team === undefined || Object.hasOwn(teams, team)) return [];
    const known = Object.keys(teams).join(", ");
    return [
      {
        path: `${path}.team`,
        got: JSON.stringify(team),
        expected: known === "" ? "a team of teams, which names none" : `a team of teams: ${known}`,
        fix: "correct it, or add the team to teams",
      },
    ];
  }),
);

const ownerCheck: Check = defineCheck(["namespaces.*"], ({ namespaces }) =>
  entriesOf(["namespaces"], namespaces)
    .filter(({ name }) => reachesPlatform(name))
    .map(({ path, name }) => ({
      path,
      got: JSON.stringify(name),
      expected: `none of ${namesOfPlatform}`,
      fix: "choose another namespace: those belong to the platform",
    })),
);

/** https://helm.sh/docs/chart_best_practices/conventions/ */
const maxReleaseName = 53;

const lengthCheck: Check = defineCheck(["services.*", "namespaces.*"], ({ services, namespaces }) => {
  const named = [
    ...entriesOf(["services"], services).map(({ path, value }) => ({
      path: `${path}.namespace`,
      name: value.namespace,
    })),
    ...entriesOf(["namespaces"], namespaces),
  ];
  const excess = (name: string) => namespaceRelease(name).length - maxReleaseName;
  return named
    .filter(({ name }) => excess(name) > 0)
    .map(({ path, name }) => ({
      path,
      got: `${JSON.stringify(name)} (${name.length} characters)`,
      expected: `at most ${name.length - excess(name)} characters: Helm's releases bear the name`,
      fix: `shorten it by ${excess(name)}`,
    }));
});

const quotaCheck: Check = defineCheck(["services.*", "namespaces.*"], ({ services, namespaces }) =>
  entriesOf(["namespaces"], namespaces).flatMap(({ path, name, value: { quota } }): Problem[] => {
    if (quota === undefined) return [];
    const need = demandOf(Object.values(services).filter(({ namespace }) => namespace === name));
    const given: Demand = {
      milliCpu: milliCpuOf(quota.cpu),
      memoryMiB: mebibytesOf(quota.memory),
      pods: quota.pods,
    };
    if (given.milliCpu >= need.milliCpu && given.memoryMiB >= need.memoryMiB && given.pods >= need.pods) return [];
    return [
      {
        path: `${path}.quota`,
        got: `cpu ${quota.cpu}, memory ${quota.memory}, pods ${quota.pods}`,
        expected: `at least cpu ${need.milliCpu}m, memory ${need.memoryMiB}Mi, pods ${need.pods}: its services at their largest, while a release exchanges them`,
        fix: "raise it, or lower max of replicas: a takeover must not fail at a quota",
      },
    ];
  }),
);

const principalCheck: Check = defineCheck(["teams.*", "cluster.access.*"], ({ teams, cluster }) => {
  const granted = entriesOf(["cluster", "access"], cluster?.access);
  return entriesOf(["teams"], teams).flatMap(({ path, value: { principalArns } }) =>
    principalArns.flatMap((arn, i): Problem[] => {
      const other = granted.find(({ value: { principalArn } }) => principalArn === arn);
      if (other === undefined) return [];
      return [
        {
          path: `${path}.principalArns[${i}]`,
          got: `${JSON.stringify(arn)}, as in ${other.path}`,
          expected: "a principal that cluster.access does not name: EKS has one access entry per principal",
          fix: `remove it here, or ${other.path}`,
        },
      ];
    }),
  );
});

const partitionCheck: Check = defineCheck(["teams.*", "regions"], ({ teams, regions: [region] }) => {
  if (region === undefined) return [];
  const principals = entriesOf(["teams"], teams).flatMap(({ path, value: { principalArns } }) =>
    principalArns.map((arn, i) => ({ path: `${path}.principalArns[${i}]`, arn })),
  );
  return foreignArns(principals, region, "name a principal of that partition: roles do not cross it");
});

/** Namespaces, and who works in them. */
export const namespaceChecks: readonly Check[] = [
  teamCheck,
  ownerCheck,
  lengthCheck,
  quotaCheck,
  principalCheck,
  partitionCheck,
];
