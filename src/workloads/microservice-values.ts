import { getRegionFacts } from "../../modules/aws-regions";
import { roleArn } from "../../modules/iam/role-arn";
import type { Environment, Region } from "../environment/environment";
import type { Image } from "../environment/image-schema";
import type { PlainValues } from "../helm/plain-values";
import { imageReference } from "../images/image-reference";
import { secretPath, serviceRoleName, serviceTargetGroupName } from "../stack/names";
import { planDatabaseAccess } from "./database-access";
import { planNetworkEdges } from "./network-edges";
import { actsInAws, type Service } from "./service";
import { serviceHost } from "./service-host";
import { planExchange } from "./shutdown";

/** What charts/microservice is told of a service in one region. */
export function microserviceValues(
  environment: Environment,
  region: Region,
  name: string,
  service: Service & { readonly image: Image },
): PlainValues {
  const { port, resources, probes, scaling, expose, metrics, secrets, tolerations } = service;
  const database =
    service.database === undefined ? undefined : planDatabaseAccess(environment, region, name, service.database);
  const isExposed = expose !== undefined && environment.edge !== undefined;
  return {
    image: imageReference(environment, region, service.image),
    port,
    replicas: { ...service.replicas[region.role] },
    resources: { ...resources },
    probes: { ...probes },
    scaling: {
      cpuPercent: scaling.cpuPercent,
      ...(scaling.memoryPercent === undefined ? {} : { memoryPercent: scaling.memoryPercent }),
      metrics: { ...scaling.metrics },
    },
    ...toldTimes(isExposed),
    environment: { ...service.environment, ...toldVariables(environment, region, service), ...database?.environment },
    secrets: secrets.map((secret) => `${secretPath(environment)}/services/${secret}`),
    database: database?.values ?? {},
    metrics: metrics === undefined ? {} : { path: metrics.path, port: metrics.port ?? port },
    expose: isExposed ? { targetGroup: serviceTargetGroupName(environment, region, name) } : {},
    roleArn: service.identity === "irsa" && actsInAws(service) ? roleArnOf(environment, region, name) : "",
    tolerations: tolerations.map((toleration) => ({ ...toleration })),
    network: planNetworkEdges(environment, region, name, service),
  };
}

/** Variables that every service has, and those of the services that it calls. */
export function toldVariables(
  { services }: Pick<Environment, "services">,
  region: Pick<Region, "code" | "role">,
  { calls }: Pick<Service, "calls">,
): Readonly<Record<string, string>> {
  const urls = Object.entries(services)
    .filter(([callee]) => calls.includes(callee))
    .map(([callee, service]) => [urlVariable(callee), `http://${serviceHost(callee, service)}:${service.port}`]);
  return { REGION: region.code, REGION_ROLE: region.role, ...Object.fromEntries(urls) };
}

/** `ORDERS_URL` of orders. */
function urlVariable(service: string): string {
  return `${service.replaceAll("-", "_").toUpperCase()}_URL`;
}

function toldTimes(isExposed: boolean): PlainValues {
  const { shutdown, availableAfterSec } = planExchange(isExposed);
  return { shutdown: { ...shutdown }, availableAfterSec };
}

function roleArnOf({ accountId, iam: rules, ...environment }: Environment, region: Region, name: string): string {
  const { partition } = getRegionFacts(region.code);
  return roleArn({ partition, accountId, rules }, serviceRoleName({ ...environment, accountId }, region, name));
}
