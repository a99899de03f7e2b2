import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { planClusters } from "../../src/cluster/cluster-plan";
import { platformPods } from "../../src/cluster/platform-requests";
import { parseEnvironment } from "../../src/config/parse-environment";
import { applyOverrides } from "../../src/config/terraform-overrides";
import type { Environment, EnvironmentInput } from "../../src/environment/environment";
import { findChartSources } from "../../src/local/chart-sources";
import { labFolder } from "../../src/local/lab-folder";
import { dev, prodFile as prod } from "../literals";
import { findMissingCloud } from "./cloud/control-plane-programs";
import { isFull, missPart, sayLeftOut } from "./left-out";
import { renderRegion } from "./scheduling/region-workloads";
import { describePod, ownerOf, requestsOf, ScheduledRegion } from "./scheduling/scheduled-region";

const lab = labFolder(process.env);
const charts = await findChartSources(lab, process.env);
const missing = [...findMissingCloud(lab), ...charts.missing];

function parsed(literal: EnvironmentInput): Environment {
  const { environment, problems } = parseEnvironment(
    applyOverrides(literal, { ...process.env, ...charts.variables }),
    [],
  );
  if (environment === undefined) throw new Error(problems.map(({ path, got }) => `${path}: ${got}`).join("\n"));
  return environment;
}

/** The same regions, each in the role of the other. */
function swapped(literal: EnvironmentInput): EnvironmentInput {
  const other = { primary: "failover", failover: "primary" } as const;
  return { ...literal, regions: literal.regions.map((region) => ({ ...region, role: other[region.role] })) };
}

/** Prod with a service that needs all nodes that there may be, as far as synth takes it: two of its pods fill a node. */
const full: EnvironmentInput = {
  ...prod,
  name: "full",
  services: {
    ...prod.services,
    basket: {
      namespace: "shop",
      image: { repository: "basket", tag: "1.0.0" },
      resources: { cpu: "1500m", memory: "4Gi" },
      replicas: { primary: { min: 3, max: 34 }, failover: { min: 1, max: 34 } },
    },
  },
};

if (!isFull) sayLeftOut("scheduling of dev, of a full prod, and in the roles that regions change to");

/** Every region of prod in its role; with TANDEM_LAB_FULL=1 of every environment, and in the other role, too. */
const cases = (isFull ? [dev, prod, full] : [prod]).flatMap((literal) =>
  (isFull ? [literal, swapped(literal)] : [literal]).flatMap((one) => {
    const environment = parsed(one);
    return planClusters(environment).map((plan) => {
      const { code, role } = plan.region;
      return [`${environment.name} in ${code} as ${role}`, { environment, plan }] as const;
    });
  }),
);

/** What synth counts as the platform where it looks for room. */
const ofPlatform: ReadonlySet<string> = new Set(["kube-system", "cert-manager", "external-secrets", "front-door"]);

const table: string[] = [];

if (missing.length > 0) {
  missPart("scheduling", missing.map(({ what }) => what).join("; "));
} else {
  mkdirSync(join(lab, "runs"), { recursive: true });
  const folder = mkdtempSync(join(lab, "runs", "s-"));
  afterAll(() => {
    process.stdout.write(`${table.map((line) => `lab: scheduling: ${line}`).join("\n")}\n`);
    if (process.env["TANDEM_LAB_KEEP"] !== "1") rmSync(folder, { recursive: true, force: true });
  });

  describe.each(cases)("%s, with the real scheduler", (_, { environment, plan }) => {
    const { name } = environment;
    const { code, role } = plan.region;
    let region: ScheduledRegion;
    const say = (line: string) => table.push(`${name} ${code} ${role}: ${line}`);
    beforeAll(async () => {
      const own = join(folder, `${name}-${role}`);
      mkdirSync(own, { recursive: true });
      const workloads = await renderRegion({ lab, folder: own }, environment, code);
      region = await ScheduledRegion.start(lab, own, plan, workloads);
    });
    afterAll(() => region?.stop());

    it("has room for everything that is always there on the fewest nodes", async () => {
      const fewest = region.nodes.size;
      const { pods, unplaced, added } = await region.settle();
      expect(unplaced.map(describePod)).toEqual([]);
      say(
        `${pods.length} pods on ${fewest} nodes${added === 0 ? "" : `, after ${added} more`} (${region.nodes.describe()})`,
      );
      expect(pods.length).toBeGreaterThan(20);
      const own = pods.filter(({ metadata: { namespace = "" } }) => ofPlatform.has(namespace));
      const { cpuMillis, memoryMiB } = requestsOf(own);
      say(`the platform requests ${cpuMillis}m and ${memoryMiB}Mi beside what is on every node`);
      expect(cpuMillis).toBeLessThanOrEqual(platformPods.count * platformPods.cpuMillis);
      expect(memoryMiB).toBeLessThanOrEqual(platformPods.count * platformPods.memoryMiB);
      expect(added).toBe(0);
    });

    it("lets one pod of every budget go at any time", async () => {
      const { budgets, refused } = await region.evictEach();
      expect(refused).toEqual([]);
      expect((await region.settle()).unplaced.map(describePod)).toEqual([]);
      say(`one pod of each of ${budgets} budgets evicted`);
    });

    it.skipIf(role === "failover" && environment.roles.failover.mode === "standby")(
      "keeps a pod of every service through the loss of any zone, and finds room for all again",
      async () => {
        for (const zone of region.nodes.zones) {
          await region.restore();
          await region.settle();
          // Monitoring is what a region can be without: its volumes and its nodes are in the first zone.
          const isKept = (owner: string) => !owner.startsWith("monitoring/");
          const left = new Map([...(await region.loseZone(zone))].filter(([owner]) => isKept(owner)));
          expect([...left].filter(([, pods]) => pods === 0).map(([owner]) => owner)).toEqual([]);
          const { pods, unplaced, added } = await region.settle();
          const waiting = [...new Set(unplaced.map(ownerOf))];
          expect(waiting.filter(isKept)).toEqual([]);
          say(
            [
              `${zone} lost: of ${left.size} deployments with several pods each has ${Math.min(...left.values())} or more left`,
              `${pods.length - unplaced.length} pods placed after ${added} more nodes (${region.nodes.describe()})`,
              ...(waiting.length === 0 ? [] : [`waiting for the zone: ${waiting.join(", ")}`]),
            ].join("; "),
          );
        }
        await region.restore();
        await region.settle();
      },
    );

    it("grows to the peak of a primary within its bounds", async () => {
      const peak = new Map(
        Object.entries(environment.services).map(([service, { replicas }]) => [service, replicas.primary.max]),
      );
      await region.scale((scalable) => peak.get(scalable.name) ?? scalable.max);
      const { pods, unplaced, added } = await region.settle();
      expect(unplaced.map(describePod)).toEqual([]);
      say(`peak: ${pods.length} pods, after ${added} more nodes (${region.nodes.describe()})`);
    });
  });
}
