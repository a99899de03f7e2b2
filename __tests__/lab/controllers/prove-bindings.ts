import { expect } from "vitest";
import { prometheusEntry } from "../../../src/entry/prometheus-entry";
import { regionSwitch } from "../../../src/entry/region-switch";
import { planRegionAddresses } from "../../../src/network/network-plan";
import { podsBehind } from "./bound-pods";
import type { Controller } from "./controller";
import type { Foundation } from "./foundation";
import {
  admissionsOf,
  bindingsPath,
  findTargetGroup,
  registeredTargets,
  type TargetGroupBinding,
} from "./load-balancer-controller";
import { frontDoorOf, planServices, portOf } from "./services";
import { until } from "./until";

/**
 * Whatever is bound in any namespace: the webhook finds the target group that Terraform made by its name, exactly the ready pods stand behind
 * it, and the nodes admit who may call. A binding that goes leaves nothing behind, and takes nothing along that is Terraform's.
 */
export async function proveBindings(foundation: Foundation, controller: Controller): Promise<void> {
  const { place, aws, network } = foundation;
  const { api } = place.cluster;
  const plan = planServices(foundation);
  const ports = new Map([
    ["front-door/region-health", regionSwitch.port],
    ["monitoring/prometheus-answer", prometheusEntry.targetPort],
    ["shop/shop", portOf(plan, "shop")],
  ]);
  const bindings = await api.list<TargetGroupBinding>(bindingsPath);
  expect(bindings.map(nameOf).toSorted()).toEqual([...ports.keys()]);
  for (const binding of bindings) {
    const { namespace = "" } = binding.metadata;
    expect(binding.spec.targetGroupARN).toBe(await findTargetGroup(aws, binding.spec.targetGroupName ?? ""));
    const before = await podsBehind(foundation, controller, binding);
    expect(new Set(before.map(({ target }) => Number(target.split(":")[1])))).toEqual(
      new Set([ports.get(nameOf(binding))]),
    );
    await place.cluster.kubectl(namespace, ["delete", "pods", "-l", await selectorOf(place, binding), "--wait=true"]);
    await podsBehind(foundation, controller, binding, before);
    for (const [what, spec] of Object.entries(refused(binding))) {
      const again = { ...binding, metadata: { namespace, name: what }, spec };
      const path = `/apis/elbv2.k8s.aws/v1beta1/namespaces/${namespace}/targetgroupbindings?dryRun=All`;
      expect((await api.send("POST", path, again)).body, what).toMatch(/admission webhook .* denied the request/);
    }
  }
  const byController = planRegionAddresses(place.region).subnets.private.map(
    (cidr) => `tcp ${prometheusEntry.targetPort} from ${cidr}`,
  );
  const byTerraform = frontDoorOf(plan).ports.map((port) => `tcp ${port} from ${foundation.frontDoorSecurityGroupId}`);
  const admitted = async () => admissionsOf(aws, network.securityGroupId);
  const planned = [...byController, ...byTerraform].toSorted().join();
  await until(
    `the nodes admit ${planned}`,
    120,
    async () => ((await admitted()).join() === planned ? true : undefined),
    [controller.process],
  );
  // Bindings of services go with their releases.
  const namespaces = plan.namespaces.map(({ name }) => name);
  for (const { metadata, spec } of bindings) {
    const { namespace = "", name } = metadata;
    if (namespaces.includes(namespace)) continue;
    await place.cluster.kubectl(namespace, ["delete", "targetgroupbinding", name, "--timeout=60s"]);
    expect(await registeredTargets(aws, await findTargetGroup(aws, spec.targetGroupName ?? ""))).toEqual([]);
  }
  expect(await admitted()).toEqual(byTerraform.toSorted());
  expect(controller.refusals()).toEqual([]);
}

function nameOf({ metadata: { namespace, name } }: TargetGroupBinding): string {
  return `${namespace}/${name}`;
}

/** Bindings that the webhook does not let in. */
function refused({ spec }: TargetGroupBinding): Readonly<Record<string, object>> {
  const { targetGroupARN: _, ...others } = spec;
  return { "second-of-the-group": others, "of-no-group": { ...others, targetGroupName: "nobody-made-it" } };
}

async function selectorOf(
  { cluster }: Foundation["place"],
  { metadata: { namespace }, spec }: TargetGroupBinding,
): Promise<string> {
  const { spec: service } = await cluster.api.call<{ spec: { selector: Readonly<Record<string, string>> } }>(
    "GET",
    `/api/v1/namespaces/${namespace}/services/${spec.serviceRef.name}`,
  );
  return Object.entries(service.selector)
    .map(([name, value]) => `${name}=${value}`)
    .join(",");
}
