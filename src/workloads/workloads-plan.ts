import { images } from "../../modules/versions";
import { frontDoorNamespace } from "../cluster/platform-namespaces";
import { regionSwitch } from "../entry/region-switch";
import { type Environment, type Region, subscribersOf } from "../environment/environment";
import type { Image } from "../environment/image-schema";
import type { HelmFiles } from "../helm/helm-files";
import { planOwnRelease, type ReleasePlan } from "../helm/release-plan";
import { planReleaseStack, type ReleaseStackPlan } from "../helm/release-stack-plan";
import { imageReference } from "../images/image-reference";
import { regionNames, serviceTargetGroupName } from "../stack/names";
import { locateRegionStack, type StackAddress } from "../stack/stack-plan";
import { domainOf, type ListenerRulePlan, planListenerRule } from "./listener-rule";
import { microserviceValues } from "./microservice-values";
import { namespaceRelease, planNamespaces, type ServiceNamespacePlan } from "./namespace-plan";
import { frontDoorRanges } from "./network-edges";
import type { Service } from "./service";
import { planExchange } from "./shutdown";

/** The services of one region, with their namespaces and their way in. */
export interface WorkloadsPlan extends ReleaseStackPlan {
  readonly services: readonly ServicePlan[];
  /** How users reach them; undefined where the environment has no edge. */
  readonly frontDoor: FrontDoorPlan | undefined;
}

/** A service that is installed. */
export interface ServicePlan {
  readonly name: string;
  readonly service: Service;
  /** How many pods it has in this region. */
  readonly replicas: Service["replicas"]["primary"];
}

export interface FrontDoorPlan {
  readonly network: StackAddress;
  readonly entry: StackAddress;
  /** Ports of pods that the load balancer asks, each once. */
  readonly ports: readonly number[];
  readonly exposed: readonly ExposedPlan[];
  readonly hasAlarms: boolean;
}

/** A service behind the load balancer. */
export interface ExposedPlan {
  /** Of the service, and of its release. */
  readonly name: string;
  readonly targetGroup: string;
  readonly port: number;
  readonly health: string;
  readonly rule: ListenerRulePlan;
}

/** The workloads of each region. None where the environment has no cluster, or nothing to run on it. */
export function planWorkloads(environment: Environment, files: HelmFiles): readonly WorkloadsPlan[] {
  const { cluster, edge } = environment;
  const namespaces = planNamespaces(environment);
  if (cluster === undefined || (namespaces.length === 0 && edge === undefined)) return [];
  return environment.regions.map((region) => {
    const services = planServices(environment, region);
    const frontDoor = planFrontDoor(environment, region, services);
    const reads = frontDoor === undefined ? [] : [frontDoor.network, frontDoor.entry];
    const content = {
      namespaces: frontDoor === undefined ? namespaces : [...namespaces, frontDoorSpace],
      releases: planReleases(environment, region, files, namespaces, services),
    };
    return {
      ...planReleaseStack(environment, "workloads", region, content, {
        reads,
        providers: frontDoor === undefined ? [] : ["aws"],
      }),
      services,
      frontDoor,
    };
  });
}

/** The release of charts/region-health. */
export const regionSwitchRelease = "region-health";

const frontDoorSpace = { name: frontDoorNamespace, podSecurity: "restricted" } as const;

/** Those with an image; others are installed by somebody else. */
function planServices(
  { services }: Environment,
  { role }: Region,
): readonly (ServicePlan & { readonly image: Image })[] {
  return Object.entries(services).flatMap(([name, service]) => {
    const { image } = service;
    return image === undefined ? [] : [{ name, service, image, replicas: service.replicas[role] }];
  });
}

/** What holds in the namespaces comes before the pods in them. */
function planReleases(
  environment: Environment,
  region: Region,
  files: HelmFiles,
  namespaces: readonly ServiceNamespacePlan[],
  services: readonly (ServicePlan & { readonly image: Image })[],
): readonly ReleasePlan[] {
  const rules = namespaces.map(({ name, values }) => rulesOf(files, name, values));
  return [
    ...rules,
    ...(environment.edge === undefined ? [] : planRegionSwitch(environment, region, files)),
    ...services.map(({ name, service, image }) =>
      planOwnRelease(files, "microservice", {
        name,
        namespace: service.namespace,
        values: microserviceValues(environment, region, name, { ...service, image }),
        timeoutSec: timeoutOf(service),
        after: [namespaceRelease(service.namespace)],
      }),
    ),
  ];
}

function rulesOf(files: HelmFiles, namespace: string, values: Parameters<typeof planOwnRelease>[2]["values"]) {
  return planOwnRelease(files, "namespace", { name: namespaceRelease(namespace), namespace, values, timeoutSec: 300 });
}

function planRegionSwitch(environment: Environment, region: Region, files: HelmFiles): readonly ReleasePlan[] {
  return [
    rulesOf(files, frontDoorNamespace, { quota: {}, team: {} }),
    planOwnRelease(files, "region-health", {
      name: regionSwitchRelease,
      namespace: frontDoorNamespace,
      values: {
        region: region.code,
        port: regionSwitch.port,
        path: regionSwitch.path,
        targetGroup: regionNames(environment, region).regionTargets,
        frontDoor: frontDoorRanges(environment, region),
        image: imageReference(environment, region, images.nginx),
      },
      timeoutSec: 300,
      after: [namespaceRelease(frontDoorNamespace)],
    }),
  ];
}

/** A Deployment is exchanged in four parts at the most, each of which starts, and is available; nodes may have to come first. */
function timeoutOf({ probes: { startupSec }, expose }: Service): number {
  return 300 + 4 * (startupSec + planExchange(expose !== undefined).availableAfterSec);
}

function planFrontDoor(
  environment: Environment,
  region: Region,
  services: readonly ServicePlan[],
): FrontDoorPlan | undefined {
  if (environment.edge === undefined) return undefined;
  const exposed = services.flatMap(({ name, service: { expose, port, probes } }): readonly ExposedPlan[] => {
    if (expose === undefined) return [];
    return [
      {
        name,
        targetGroup: serviceTargetGroupName(environment, region, name),
        port,
        health: expose.health ?? probes.readiness,
        rule: planListenerRule(domainOf(environment), name, expose),
      },
    ];
  });
  return {
    network: locateRegionStack(environment, "network", region.code),
    entry: locateRegionStack(environment, "entry", region.code),
    ports: [...new Set([regionSwitch.port, ...exposed.map(({ port }) => port)])].toSorted((a, b) => a - b),
    exposed,
    hasAlarms: subscribersOf(environment).length > 0,
  };
}
