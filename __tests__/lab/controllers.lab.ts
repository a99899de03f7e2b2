import { existsSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { planMonitoringStacks } from "../../src/monitoring/monitoring-plan";
import { planPlatformStacks } from "../../src/platform/platform-plan";
import { planWorkloads } from "../../src/workloads/workloads-plan";
import type { Cloud } from "./cloud/cloud";
import { reportCosts, timed } from "./cloud/costs";
import { type ObjectName, takeInventory } from "./cloud/inventory";
import { type PlanReleaseStacks, placeStacks } from "./cloud/release-stacks";
import { alertmanagerProgram, type Receiver, startReceiver } from "./controllers/alert-delivery";
import { certManager, certManagerPrograms } from "./controllers/cert-manager";
import { clusterAutoscaler } from "./controllers/cluster-autoscaler";
import type { Controller } from "./controllers/controller";
import { externalSecrets, startExternalSecrets } from "./controllers/external-secrets";
import { type Foundation, layFoundation, openControllersCloud } from "./controllers/foundation";
import { loadBalancerController, startLoadBalancerController } from "./controllers/load-balancer-controller";
import { prometheusOperator } from "./controllers/prometheus-operator";
import { proof } from "./controllers/proof";
import { proveConfiguration, proveDelivery, proveDiscovery } from "./controllers/prove-alerts";
import { proveAutoscaling } from "./controllers/prove-autoscaling";
import { proveBindings } from "./controllers/prove-bindings";
import { proveCertificates } from "./controllers/prove-certificates";
import { proveSecrets, seedSecrets } from "./controllers/prove-secrets";
import { proveEnd, proveRollout } from "./controllers/prove-services";
import { applyStack } from "./laboratory";
import { isFull, leavePartOut } from "./left-out";

if (!isFull) leavePartOut("controllers");
const cloud = isFull ? await openControllersCloud() : undefined;

describe.skipIf(cloud === undefined)(
  "the controllers of prod, each a process as its applied object says",
  { retry: 0 },
  () => {
    if (cloud === undefined) return;
    itProvesControllers(cloud);
  },
);

/** One after the other: what one of them needs, those before it have made. */
function itProvesControllers(cloud: Cloud): void {
  const { laboratory, regions } = cloud;
  const running: Controller[] = [];
  let foundation: Foundation;
  let receiver: Receiver;
  let bindings: Controller | undefined;
  let secrets: readonly Controller[] = [];
  let withoutServices: ReadonlySet<ObjectName> = new Set();
  const theBindings = () => {
    if (bindings === undefined) throw new Error("the load balancer controller did not start");
    return bindings;
  };
  const applyLayer = async (layer: string, planStacks: PlanReleaseStacks) => {
    for (const { plan } of placeStacks(cloud, planStacks, foundation.fields))
      await timed(`controllers: apply of ${layer}`, () => applyStack(laboratory.terraform(plan.stack.id)));
  };
  const balancing = proof(loadBalancerController, [loadBalancerController]);
  const reading = proof(externalSecrets, [externalSecrets]);
  const scaling = proof(clusterAutoscaler, [clusterAutoscaler]);
  const alerting = proof(
    prometheusOperator,
    [prometheusOperator, "promtool", "prometheus"],
    existsSync(alertmanagerProgram) ? [] : [alertmanagerProgram],
  );
  const certifying = proof(certManager, [...Object.values(certManagerPrograms), "pebble"]);

  afterAll(async () => {
    reportCosts("controllers", regions);
    for (const { stop } of running) await stop();
    receiver?.close();
    await foundation?.close();
    await cloud.close();
  });

  it("stand on a network, a front door and nodes that are instances of groups", async () => {
    foundation = await layFoundation(cloud);
    receiver = await startReceiver();
    await seedSecrets(foundation, receiver);
  });

  it("stand on the platform stack, as Terraform applies it", () => applyLayer("platform", planPlatformStacks));

  scaling.itProves("the autoscaler sizes the groups of its cluster and no other, from none and back", async () => [
    await proveAutoscaling(foundation),
  ]);

  balancing.itProves("the load balancer controller starts, and answers its webhooks from then on", async () => {
    bindings = await startLoadBalancerController(foundation.place);
    running.push(bindings);
    return [bindings];
  });

  reading.itProves("all programs of external-secrets start, and answer their webhooks from then on", async () => {
    secrets = await startExternalSecrets(foundation.place);
    running.push(...secrets);
    return secrets;
  });

  it("admit the monitoring stack, as Terraform applies it", () => applyLayer("monitoring", planMonitoringStacks));

  it("admit the services, as Terraform applies them", async () => {
    withoutServices = await takeInventory(foundation.place.cluster.api);
    await applyLayer("workloads", planWorkloads);
  });

  balancing.itProves(
    "pods stand behind the target groups that Terraform made, and nothing stays when a binding goes",
    async () => {
      await proveBindings(foundation, theBindings());
      return [theBindings()];
    },
  );

  balancing.itProves("the shop is exchanged by Terraform, with all its pods behind it at any time", async () => {
    await proveRollout(foundation, theBindings());
    return [theBindings()];
  });

  reading.itProves("secrets come from the environment's paths, and from nowhere else", async () => {
    await proveSecrets(foundation, secrets);
    return secrets;
  });

  balancing.itProves("services that go take their pods from behind the load balancer, and leave nothing", async () => {
    await proveEnd(foundation, theBindings(), withoutServices);
    return [theBindings()];
  });

  alerting.itProves(
    "the operator turns all objects into a configuration that Prometheus takes, and alerts arrive",
    async () => {
      const { operator, generated } = await proveConfiguration(foundation);
      running.push(operator);
      await proveDiscovery(foundation, generated);
      return [operator, ...(await proveDelivery(foundation, generated, receiver))];
    },
  );

  certifying.itProves("certificates come from an authority by records in the zone, and from the cluster's own", () =>
    proveCertificates(foundation),
  );

  it("call nothing that nobody stands for, and want to go nowhere outside", () => {
    const { place, outbound } = foundation;
    expect(outbound).toEqual([]);
    expect(new Set(place.cluster.refusedCalls.filter((name) => !unanswered.test(name)))).toEqual(new Set());
  });
}

/** The admission of the operator before it runs: rules pass without it. */
const unanswered = /^monitoring\/monitoring-operator$/;
