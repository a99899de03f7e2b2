import type { Controller } from "./controller";
import type { Foundation } from "./foundation";
import {
  findTargetGroup,
  giveAddresses,
  type ReadyPod,
  readyPods,
  registeredTargets,
  type TargetGroupBinding,
} from "./load-balancer-controller";
import { until } from "./until";

/** Waits until exactly the ready pods of a binding stand behind its target group, and gives them. None of them is a former one. */
export async function podsBehind(
  { place, aws }: Pick<Foundation, "place" | "aws">,
  controller: Controller,
  binding: TargetGroupBinding,
  former: readonly ReadyPod[] = [],
): Promise<readonly ReadyPod[]> {
  const { metadata, spec } = binding;
  const targetGroup = await findTargetGroup(aws, spec.targetGroupName ?? "");
  const gone = new Set(former.map(({ uid }) => uid));
  const given = new Set<string>();
  return until(
    `${gone.size > 0 ? "other" : "the"} pods of ${metadata.namespace}/${metadata.name} stand behind its target group`,
    120,
    async () => {
      const ready = await readyPods(place, binding);
      const fresh = ready.filter(({ uid }) => !given.has(uid));
      await giveAddresses(
        place,
        aws,
        fresh.map(({ target }) => target),
      );
      for (const { uid } of fresh) given.add(uid);
      const registered = await registeredTargets(aws, targetGroup);
      const areBehind = ready.map(({ target }) => target).join() === registered.join();
      return ready.length > 0 && areBehind && !ready.some(({ uid }) => gone.has(uid)) ? ready : undefined;
    },
    [controller.process],
  );
}
