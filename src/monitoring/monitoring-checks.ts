import { type Check, defineCheck } from "../config/check";
import { entriesOf } from "../config/entries";
import type { Problem } from "../config/problem";
import { subscribersOf } from "../environment/environment";
import type { HelmFiles } from "../helm/helm-files";
import { overrideProblems } from "../helm/override-problems";
import { hostOf } from "./monitoring-hosts";
import { monitoringCharts } from "./monitoring-releases";
import { probeFrontDoors } from "./probes";
import { storageFor } from "./prometheus-size";
import { severities } from "./routes";

/** Every route ends at somebody. */
const routeCheck: Check = defineCheck(["monitoring", "alarms"], ({ monitoring, ...environment }) => {
  const { routes, receivers } = monitoring;
  if (routes === undefined) return [];
  const told = subscribersOf(environment).length > 0;
  const known = [...(told ? ["alarms"] : []), ...Object.keys(receivers)];
  return severities.flatMap((severity) =>
    routes[severity].flatMap((name, i): Problem[] => {
      if (known.includes(name)) return [];
      const silent = name === "alarms";
      return [
        {
          path: `monitoring.routes.${severity}[${i}]`,
          got: silent ? '"alarms", and alarms names no subscribers' : JSON.stringify(name),
          expected: known.length === 0 ? "a receiver, and there is none" : `one of ${known.join(", ")}`,
          fix: silent
            ? "name who is told in alarms, or a receiver of monitoring.receivers"
            : "correct the name, or add it to monitoring.receivers",
        },
      ];
    }),
  );
});

/** Every receiver hears of something. */
const receiverCheck: Check = defineCheck(["monitoring"], ({ monitoring: { routes, receivers } }) => {
  const named = new Set(severities.flatMap((severity) => routes?.[severity] ?? []));
  return entriesOf(["monitoring", "receivers"], receivers)
    .filter(({ name }) => !named.has(name))
    .map(({ path }) => ({
      path,
      got: "a receiver that no route leads to",
      expected: "its name in monitoring.routes",
      fix: "add it to the routes of what it is to hear of, or remove it",
    }));
});

/** The volume holds what is to be kept while every node group is at its max. */
const storageCheck: Check = defineCheck(["monitoring", "cluster.nodeGroups"], ({ monitoring, cluster }) => {
  if (cluster === undefined) return [];
  const { retentionDays, storageGiB } = monitoring;
  const nodes = Object.values(cluster.nodeGroups).reduce(
    (sum, { sizes }) => sum + Math.max(sizes.primary.max, sizes.failover.max),
    0,
  );
  const needed = storageFor(retentionDays, nodes);
  if (storageGiB >= needed) return [];
  return [
    {
      path: "monitoring.storageGiB",
      got: `${storageGiB}, for ${retentionDays} days of up to ${nodes} nodes`,
      expected: `at least ${needed}`,
      fix: "raise storageGiB, or lower retentionDays: what finds no room is dropped before its time",
    },
  ];
});

/** Prometheus finds a node that has what it asks for. */
const nodeCheck: Check = defineCheck(["monitoring", "cluster.nodeGroups"], ({ monitoring, cluster }) => {
  const host = cluster === undefined ? undefined : hostOf(cluster);
  if (host === undefined) return [];
  const { memoryMiB, cpuMillis } = monitoring.prometheus;
  const requests = [
    { field: "memoryMiB", asked: memoryMiB, room: host.memoryMiB, unit: "MiB" },
    { field: "cpuMillis", asked: cpuMillis, room: host.cpuMillis, unit: "thousandths of a CPU" },
  ];
  return requests
    .filter(({ asked, room }) => asked > room)
    .map(({ field, asked, room, unit }) => ({
      path: `monitoring.prometheus.${field}`,
      got: `${asked}, and a ${host.instanceType} of node group ${host.group} has ${room} ${unit} left for it`,
      expected: `at most ${room}`,
      fix: `ask for less, or name larger instance types in cluster.nodeGroups.${host.group}`,
    }));
});

/** The platform's own probes have their names. */
const probeCheck: Check = defineCheck(
  ["monitoring", "dns", "edge", "regions"],
  ({ monitoring, dns, edge, regions }) => {
    const own = new Set(probeFrontDoors({ dns, edge, regions }).map(({ name }) => name));
    return entriesOf(["monitoring", "probes"], monitoring.probes)
      .filter(({ name }) => own.has(name))
      .map(({ path }) => ({
        path,
        got: "the name of a probe that is there anyway: the front door of that region",
        expected: "a name of its own",
        fix: "rename it, or remove it",
      }));
  },
);

/** What an environment cannot ask of its monitoring. */
export function defineMonitoringChecks(files: HelmFiles): readonly Check[] {
  const overrideCheck = defineCheck(["monitoring.releases", "cluster.nodeGroups.*"], ({ monitoring, cluster }) =>
    overrideProblems(["monitoring", "releases"], monitoring.releases, monitoringCharts, files, cluster),
  );
  return [routeCheck, receiverCheck, storageCheck, nodeCheck, probeCheck, overrideCheck];
}
