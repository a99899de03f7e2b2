import { expect } from "vitest";
import { listGroups } from "./auto-scaling-groups";
import { groupsKnown, startClusterAutoscaler } from "./cluster-autoscaler";
import type { Controller } from "./controller";
import type { Foundation } from "./foundation";
import { until } from "./until";

const deployments = "/apis/apps/v1/namespaces/default/deployments";

/** Two pods that no node that is there may have, and that need one each. */
const pending = {
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "batch" },
  spec: {
    replicas: 2,
    selector: { matchLabels: { app: "batch" } },
    template: {
      metadata: { labels: { app: "batch" } },
      spec: {
        nodeSelector: { dedicated: "batch" },
        containers: [{ name: "batch", image: "batch", resources: { requests: { cpu: "3", memory: "1Gi" } } }],
      },
    },
  },
};

/** The autoscaler finds the groups of its cluster and no other, fills an empty one for pending pods, and empties it when they are gone. */
export async function proveAutoscaling({ place, aws, groups }: Foundation): Promise<Controller> {
  const { api } = place.cluster;
  const autoscaler = await startClusterAutoscaler(place);
  const eventually = <T>(what: string, ask: () => Promise<T | undefined>) =>
    until(what, 180, ask, [autoscaler.process]);
  try {
    const desired = async (name: string) =>
      (await listGroups(aws)).find(({ AutoScalingGroupName }) => AutoScalingGroupName === name)?.DesiredCapacity;
    const becomes = async (count: number) => ((await desired(groups.empty)) === count ? true : undefined);

    const known = await eventually("the autoscaler says which groups it knows", async () => {
      const names = await groupsKnown(place);
      return names.length > 0 ? names : undefined;
    });
    expect(known).toEqual(groups.own.toSorted());
    expect(known).not.toContain(groups.foreign);
    expect(await desired(groups.empty)).toBe(0);

    await api.call("POST", deployments, pending);
    await eventually("both pods run, on nodes that were not there", async () => {
      const { status } = await api.call<{ status: { readyReplicas?: number } }>("GET", `${deployments}/batch`);
      return status.readyReplicas === 2 ? true : undefined;
    });
    expect(await desired(groups.empty)).toBe(2);

    await api.call("DELETE", `${deployments}/batch`);
    await eventually("the group is empty again", () => becomes(0));
    expect(await desired(groups.foreign)).toBe(0);
    expect(autoscaler.refusals()).toEqual([]);
    return autoscaler;
  } finally {
    await autoscaler.stop();
  }
}
