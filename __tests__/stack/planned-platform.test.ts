import { Session } from "node:inspector/promises";
import { describe, expect, it } from "vitest";
import { layers } from "../../main";
import { defineLayer } from "../../src/stack/layer";
import { planPlatform } from "../../src/stack/planned-platform";
import { planRegionStack } from "../../src/stack/stack-plan";
import { parsed, prod } from "../literals";
import { synthesizeAnew } from "../synthesized";

/** How often each function whose name matches is called while something runs, by V8's own count. */
async function countCalls(pattern: RegExp, run: () => void): Promise<Readonly<Record<string, number>>> {
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: false });
  run();
  const { result } = await session.post("Profiler.takePreciseCoverage");
  session.disconnect();
  const calls = result
    .flatMap(({ functions }) => functions)
    .filter(({ functionName }) => pattern.test(functionName))
    .map(({ functionName, ranges: [range] }) => [functionName, range?.count ?? 0] as const)
    .filter(([, count]) => count > 0);
  return Object.fromEntries(calls);
}

describe("a synth", () => {
  it("runs the plan of every layer once", async () => {
    const plans = /^plan(State|Networks|Peering|Data|Clusters|PlatformStacks|MonitoringStacks)$/;
    expect(await countCalls(plans, () => synthesizeAnew([prod]))).toEqual({
      planState: 1,
      planNetworks: 1,
      planPeering: 1,
      planData: 1,
      planClusters: 1,
      planPlatformStacks: 1,
      planMonitoringStacks: 1,
    });
  });
});

describe("a planned layer", () => {
  const environment = parsed(prod);
  const stack = planRegionStack(environment, "network", "eu-west-1");

  it("translates one and the same plan into stacks, files and lines", () => {
    const layer = defineLayer({
      name: "network",
      checks: [],
      plan: () => [{ stack, zones: 3 }],
      Stack: class {},
      files: ([plan]) => [{ path: "helm-values/prod/network.yaml", text: `zones: ${plan?.zones}\n` }],
      report: ([plan]) => [`${plan?.stack.id} spans ${plan?.zones} zones`],
    });
    expect(layer.plan(environment)).toMatchObject({
      stacks: [stack],
      files: [{ path: "helm-values/prod/network.yaml", text: "zones: 3\n" }],
      report: ["prod-eu-west-1-network spans 3 zones"],
    });
  });

  it("has no files, lines and warnings where it defines none", () => {
    const layer = defineLayer({ name: "network", checks: [], plan: () => [{ stack }], Stack: class {} });
    expect(layer.plan(environment)).toMatchObject({ files: [], report: [] });
    expect(layer.warn(environment, new Date(0))).toEqual([]);
  });

  it("names its stacks in the order in which they are applied", () => {
    const { layers: planned } = planPlatform(layers, environment);
    expect(planned.flatMap(({ stacks }) => stacks.map(({ id }) => id))).toEqual([
      "prod-state",
      "prod-images",
      "prod-eu-west-1-network",
      "prod-eu-central-1-network",
      "prod-peering",
      "prod-certificates",
      "prod-eu-west-1-data",
      "prod-eu-central-1-data",
      "prod-eu-west-1-entry",
      "prod-eu-central-1-entry",
      "prod-eu-west-1-cluster",
      "prod-eu-central-1-cluster",
      "prod-eu-west-1-platform",
      "prod-eu-central-1-platform",
      "prod-eu-west-1-monitoring",
      "prod-eu-central-1-monitoring",
      "prod-eu-west-1-workloads",
      "prod-eu-central-1-workloads",
      "prod-edge",
    ]);
  });
});
