import { expect } from "vitest";
import { prometheusEntry } from "../../../src/entry/prometheus-entry";
import { planRegionAddresses } from "../../../src/network/network-plan";
import type { Controller } from "./controller";
import type { Foundation } from "./foundation";
import {
  admissionsOf,
  bindingsPath,
  findTargetGroup,
  giveAddresses,
  readyEndpoints,
  registeredTargets,
  type TargetGroupBinding,
} from "./load-balancer-controller";
import { until } from "./until";

/**
 * Whatever is bound in any namespace: the webhook finds the target group that Terraform made by its name, exactly the ready pods stand behind
 * it, the nodes admit who may call, and nothing is left behind when the binding goes.
 */
export async function proveBindings({ place, aws, network }: Foundation, controller: Controller): Promise<void> {
  const { api } = place.cluster;
  const eventually = <T>(what: string, ask: () => Promise<T | undefined>) =>
    until(what, 120, ask, [controller.process]);
  const bindings = await api.list<TargetGroupBinding>(bindingsPath);
  expect(bindings.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)).toContain(
    "monitoring/prometheus-answer",
  );
  for (const binding of bindings) {
    const { namespace, name } = binding.metadata;
    const targetGroup = await findTargetGroup(aws, binding.spec.targetGroupName ?? "");
    expect(binding.spec.targetGroupARN).toBe(targetGroup);
    const given = new Set<string>();
    const standBehind = () =>
      eventually(`the pods of ${namespace}/${name} stand behind its target group`, async () => {
        const ready = await readyEndpoints(place, binding);
        const fresh = ready.filter((one) => !given.has(one));
        await giveAddresses(place, aws, fresh);
        for (const one of fresh) given.add(one);
        const registered = await registeredTargets(aws, targetGroup);
        return ready.length > 0 && ready.join() === registered.join() ? ready : undefined;
      });
    const before = await standBehind();
    // A rollout: other pods, with other addresses.
    await place.cluster.kubectl(namespace ?? "", [
      "delete",
      "pods",
      "-l",
      await selectorOf(place, binding),
      "--wait=true",
    ]);
    await eventually(`other pods stand behind ${namespace}/${name}`, async () =>
      (await registeredTargets(aws, targetGroup)).join() === before.join() ? undefined : true,
    );
    await standBehind();
    for (const [what, spec] of Object.entries(refused(binding))) {
      const again = { ...binding, metadata: { namespace, name: what }, spec };
      const path = `/apis/elbv2.k8s.aws/v1beta1/namespaces/${namespace}/targetgroupbindings?dryRun=All`;
      expect((await api.send("POST", path, again)).body, what).toMatch(/admission webhook .* denied the request/);
    }
  }
  const admitted = planRegionAddresses(place.region).subnets.private.map(
    (cidr) => `tcp ${prometheusEntry.targetPort} from ${cidr}`,
  );
  await eventually("the nodes admit the load balancer", async () => {
    const found = await admissionsOf(aws, network.securityGroupId);
    return admitted.every((one) => found.includes(one)) ? true : undefined;
  });
  for (const { metadata, spec } of bindings) {
    const { namespace, name } = metadata;
    await place.cluster.kubectl(namespace ?? "", ["delete", "targetgroupbinding", name, "--timeout=60s"]);
    expect(await registeredTargets(aws, await findTargetGroup(aws, spec.targetGroupName ?? ""))).toEqual([]);
  }
  expect(await admissionsOf(aws, network.securityGroupId)).toEqual([]);
  expect(controller.refusals()).toEqual([]);
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
