import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import { regionNames } from "../../../src/stack/names";
import { succeed } from "../../../src/terraform/terraform";
import { timed } from "../cloud/costs";
import { type ObjectName, takeInventory, without } from "../cloud/inventory";
import { changesOf, destroyStack, planStack } from "../laboratory";
import { podsBehind } from "./bound-pods";
import type { Controller } from "./controller";
import type { Foundation } from "./foundation";
import {
  admissionsOf,
  bindingsPath,
  findTargetGroup,
  readyPods,
  registeredTargets,
  type TargetGroupBinding,
} from "./load-balancer-controller";
import { frontDoorOf, planServices, servicesWithOtherShop } from "./services";
import { until } from "./until";

/** Terraform exchanges the release of the shop: at no time are there fewer pods behind its target group than before, and then only new ones. */
export async function proveRollout(foundation: Foundation, controller: Controller): Promise<void> {
  const { place, aws, cloud, fields } = foundation;
  const plan = planServices(foundation);
  const terraform = cloud.laboratory.terraform(plan.stack.id);
  const [binding] = (await place.cluster.api.list<TargetGroupBinding>(bindingsPath)).filter(
    ({ metadata }) => metadata.namespace === "shop",
  );
  if (binding === undefined) throw new Error("the shop has no binding");
  const least = plan.services.find(({ name }) => name === "shop")?.replicas.min ?? 0;
  await until(`the shop has ${least} pods`, 120, async () =>
    (await readyPods(place, binding)).length === least ? true : undefined,
  );
  const before = await podsBehind(foundation, controller, binding);
  const targetGroup = await findTargetGroup(aws, binding.spec.targetGroupName ?? "");

  cloud.synth({ ...fields, services: servicesWithOtherShop() });
  await planStack(terraform);
  expect(await changesOf(terraform)).toEqual({ "helm_release.shop": ["update"] });
  const counts: number[] = [];
  const done = new AbortController();
  const watch = async () => {
    while (!done.signal.aborted) {
      counts.push((await registeredTargets(aws, targetGroup)).length);
      await sleep(500, undefined, { signal: done.signal }).catch(() => {});
    }
  };
  const exchange = async () => {
    await succeed(terraform, "apply", "-input=false", "tfplan");
    await podsBehind(foundation, controller, binding, before);
  };
  await timed("controllers: rollout of the shop", () => Promise.all([exchange().finally(() => done.abort()), watch()]));
  process.stdout.write(
    `lab: controllers: ${Math.min(...counts)} to ${Math.max(...counts)} pods of the shop stood behind its target group, looked at ${counts.length} times\n`,
  );
  expect(Math.min(...counts)).toBe(least);
  expect(Math.max(...counts)).toBeGreaterThan(least);
  expect(controller.refusals()).toEqual([]);
}

/** Releases that go take their pods from behind their target groups, that of Terraform's other stack too, and leave nothing in the cluster. */
export async function proveEnd(
  foundation: Foundation,
  controller: Controller,
  before: ReadonlySet<ObjectName>,
): Promise<void> {
  const { place, aws, cloud, network } = foundation;
  const plan = planServices(foundation);
  const ofRegion = await findTargetGroup(aws, regionNames(place.environment, place.region).regionTargets);
  const [shop] = frontDoorOf(plan).exposed;
  const calls = () => controller.gate?.calls.get("elasticloadbalancing:DeregisterTargets") ?? 0;
  const callsBefore = calls();
  expect(await registeredTargets(aws, ofRegion)).not.toEqual([]);
  expect(await registeredTargets(aws, await findTargetGroup(aws, shop?.targetGroup ?? ""))).not.toEqual([]);
  await timed("controllers: destroy of workloads", () => destroyStack(cloud.laboratory.terraform(plan.stack.id)));
  // At least once for each of both groups.
  expect(calls() - callsBefore).toBeGreaterThanOrEqual(2);
  expect(await registeredTargets(aws, ofRegion)).toEqual([]);
  await expect(findTargetGroup(aws, shop?.targetGroup ?? "")).rejects.toThrow(/target group/i);
  expect(await admissionsOf(aws, network.securityGroupId)).toEqual([]);
  const namespaces = plan.namespaces.map(({ name }) => name);
  const left = without(await takeInventory(place.cluster.api), before).filter((name) => {
    const [, namespace] = /^\S+ ([^/]+)\//.exec(name) ?? [];
    return namespace === undefined || namespaces.includes(namespace);
  });
  expect(left).toEqual([]);
  expect(controller.refusals().filter((line) => !/because it is being terminated/.test(line))).toEqual([]);
}
