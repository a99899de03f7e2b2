import { groupsOf } from "../cluster/groups-of";
import { isTolerated } from "../cluster/is-tolerated";
import { type Check, defineCheck } from "../config/check";
import { entriesOf } from "../config/entries";
import type { Problem } from "../config/problem";
import { formatPath } from "../config/schema-problems";
import { findValueFlaws } from "../helm/value-flaws";
import { monitoringCharts } from "../monitoring/monitoring-releases";
import { platformReleases } from "../platform/platform-releases";
import { toldVariables } from "./microservice-values";
import { roomOn } from "./node-room";
import { mebibytesOf, milliCpuOf } from "./quantity";

const replicaCheck: Check = defineCheck(["services.*"], ({ services }) =>
  entriesOf(["services"], services).flatMap(({ path, value: { replicas } }) =>
    (["primary", "failover"] as const).flatMap((role): Problem[] => {
      const { min, max } = replicas[role];
      if (min <= max) return [];
      return [
        {
          path: `${path}.replicas.${role}.min`,
          got: String(min),
          expected: `at most max, which is ${max}`,
          fix: "raise max or lower min",
        },
      ];
    }),
  ),
);

/** A pod that is larger than every node waits for ever, and no autoscaler helps it. */
const sizeCheck: Check = defineCheck(["services.*", "cluster.nodeGroups.*"], ({ services, cluster }) => {
  const groups = groupsOf(cluster).map(([, group]) => group);
  return entriesOf(["services"], services).flatMap(({ path, value: { resources, tolerations } }): Problem[] => {
    const rooms = groups.filter((group) => isTolerated(group, tolerations)).map(roomOn);
    const cpuMillis = milliCpuOf(resources.cpu);
    const memoryMiB = mebibytesOf(resources.memory);
    if (rooms.length === 0 || rooms.some((room) => cpuMillis <= room.cpuMillis && memoryMiB <= room.memoryMiB))
      return [];
    const largest = rooms.toSorted((a, b) => b.memoryMiB - a.memoryMiB || b.cpuMillis - a.cpuMillis)[0];
    return [
      {
        path: `${path}.resources`,
        got: `cpu ${resources.cpu}, memory ${resources.memory}`,
        expected: `at most cpu ${largest?.cpuMillis}m and memory ${largest?.memoryMiB}Mi, which the largest node has left that it may run on (${largest?.instanceType})`,
        fix: "request less, or add a node group of larger nodes",
      },
    ];
  });
});

const secretCheck: Check = defineCheck(["services.*"], ({ services }) =>
  entriesOf(["services"], services).flatMap(({ name, value: { environment } }) =>
    findValueFlaws(environment).map(({ path, ...flaw }) => ({
      path: formatPath(["services", name, "environment", ...path]),
      ...flaw,
      ...(flaw.got.startsWith("a secret")
        ? { fix: "keep it in Secrets Manager below services/, and name that secret in secrets" }
        : {}),
    })),
  ),
);

/** What a service is told must not depend on who writes last. */
const variableCheck: Check = defineCheck(["services.*", "regions"], ({ services, regions: [region] }) =>
  entriesOf(["services"], services).flatMap(({ name, value }): Problem[] => {
    if (region === undefined) return [];
    const told = toldVariables({ services }, region, value);
    return Object.keys(value.environment)
      .filter((variable) => Object.hasOwn(told, variable) || variable.startsWith("DATABASE_"))
      .map((variable) => ({
        path: formatPath(["services", name, "environment", variable]),
        got: "a variable that every service is told",
        expected: `none of ${Object.keys(told).join(", ")}, nor one that starts with DATABASE_`,
        fix: "remove it, or rename it",
      }));
  }),
);

const callCheck: Check = defineCheck(["services"], ({ services }) =>
  entriesOf(["services"], services).flatMap(({ path, name, value: { calls } }) =>
    calls
      .map((callee, i) => ({ callee, path: `${path}.calls[${i}]` }))
      .filter(({ callee }) => callee === name || !Object.hasOwn(services, callee))
      .map(({ callee, path: at }) => ({
        path: at,
        got: JSON.stringify(callee),
        expected: `another service: ${
          Object.keys(services)
            .filter((other) => other !== name)
            .join(", ") || "there is none"
        }`,
        fix: "correct the name, or add the service",
      })),
  ),
);

const databaseCheck: Check = defineCheck(["services.*", "database"], ({ services, database }) =>
  database !== undefined
    ? []
    : entriesOf(["services"], services)
        .filter(({ value }) => value.database !== undefined)
        .map(({ path }) => ({
          path: `${path}.database`,
          got: "access to a database, and no database",
          expected: "a database in the environment",
          fix: "add database to the environment, or remove it from the service",
        })),
);

/** Releases are told apart by their names: in Terraform, in values files, and in a controller of Git that holds those of every layer. */
const nameCheck: Check = defineCheck(["services"], ({ services }) =>
  entriesOf(["services"], services)
    .filter(({ name }) => takenNames.has(name) || /^(namespace|rules)-/.test(name))
    .map(({ path, name }) => ({
      path,
      got: JSON.stringify(name),
      expected: "a name that no release of the platform has, and that starts with neither namespace- nor rules-",
      fix: "rename it",
    })),
);

const takenNames: ReadonlySet<string> = new Set([
  ...Object.keys(platformReleases),
  ...Object.keys(monitoringCharts),
  "platform-resources",
  "monitoring-resources",
  "region-health",
  "front-door",
]);

export const serviceChecks: readonly Check[] = [
  replicaCheck,
  sizeCheck,
  secretCheck,
  variableCheck,
  callCheck,
  databaseCheck,
  nameCheck,
];
