import { environment as prod } from "../../../environments/prod";
import type { EnvironmentInput } from "../../../src/environment/environment";
import { type FrontDoorPlan, planWorkloads, type WorkloadsPlan } from "../../../src/workloads/workloads-plan";
import type { Foundation } from "./foundation";

/** The services of prod in the region where controllers run. */
export function planServices({ cloud, place, fields }: Foundation): WorkloadsPlan {
  const plans = planWorkloads(cloud.environment(fields), cloud.helmFiles);
  const plan = plans.find(({ region }) => region.code === place.region.code);
  if (plan === undefined) throw new Error(`no services in ${place.region.code}`);
  return plan;
}

/** How users reach them. */
export function frontDoorOf({ stack, frontDoor }: WorkloadsPlan): FrontDoorPlan {
  if (frontDoor === undefined) throw new Error(`${stack.id} has no front door`);
  return frontDoor;
}

/** The port of a service that users reach. */
export function portOf(plan: WorkloadsPlan, service: string): number {
  const exposed = frontDoorOf(plan).exposed.find(({ name }) => name === service);
  if (exposed === undefined) throw new Error(`${service} is behind no front door`);
  return exposed.port;
}

/** The services of prod, of which the shop is told something more: a release of it with other pods. */
export function servicesWithOtherShop(): EnvironmentInput["services"] {
  const { shop, ...others } = prod.services ?? {};
  if (shop === undefined) throw new Error("prod has no service shop");
  return { shop: { ...shop, environment: { ...shop.environment, PODINFO_UI_MESSAGE: "again" } }, ...others };
}
