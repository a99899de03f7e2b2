import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { KubernetesObject } from "../cloud/kubernetes-api";
import { freePorts } from "../free-ports";
import type { AwsClient } from "./aws-client";
import { type Controller, type ControllerPlace, startController } from "./controller";
import { until } from "./until";

export const loadBalancerController = "aws-load-balancer-controller";

/** A binding of any namespace, as far as it is checked. */
export interface TargetGroupBinding extends KubernetesObject {
  readonly spec: {
    readonly targetGroupARN?: string;
    readonly targetGroupName?: string;
    readonly serviceRef: { readonly name: string };
  };
}

interface EndpointSlice extends KubernetesObject {
  readonly ports: readonly { readonly port: number }[];
  readonly endpoints?: readonly {
    readonly addresses: readonly string[];
    readonly conditions: { readonly ready?: boolean };
    readonly targetRef: { readonly uid: string };
  }[];
}

interface TargetHealth {
  readonly TargetHealthDescriptions: readonly {
    readonly Target: { readonly Id: string; readonly Port: number };
    readonly TargetHealth: { readonly State: string };
  }[];
}

export const bindingsPath = "/apis/elbv2.k8s.aws/v1beta1/targetgroupbindings";

/** Starts the controller, which answers its webhooks from then on: they trust the certificate that its chart made. */
export async function startLoadBalancerController(place: ControllerPlace): Promise<Controller> {
  const { cluster } = place;
  const [webhook = 0, metrics = 0, health = 0] = await freePorts(3);
  const { data } = await cluster.api.call<{ data: Readonly<Record<string, string>> }>(
    "GET",
    "/api/v1/namespaces/kube-system/secrets/aws-load-balancer-tls",
  );
  const certificates = join(place.folder, "aws-load-balancer-tls");
  mkdirSync(certificates, { recursive: true });
  for (const [name, content] of Object.entries(data))
    writeFileSync(join(certificates, name), Buffer.from(content, "base64"));
  const controller = await startController(place, {
    kind: "deployments",
    namespace: "kube-system",
    name: loadBalancerController,
    program: loadBalancerController,
    identity: loadBalancerController,
    flags: {
      "webhook-cert-dir": certificates,
      "webhook-bind-port": String(webhook),
      "metrics-bind-addr": `127.0.0.1:${metrics}`,
      "health-probe-bind-addr": `127.0.0.1:${health}`,
    },
  });
  const readyz = async () => ((await fetch(`http://127.0.0.1:${health}/readyz`)).ok ? true : undefined);
  await until("the load balancer controller is ready", 60, readyz, [controller.process]);
  cluster.serve("kube-system/aws-load-balancer-webhook-service", webhook);
  return controller;
}

/** A pod that is ready, as a target: `10.0.0.7:9443`. Who comes after it may get its address. */
export interface ReadyPod {
  readonly uid: string;
  readonly target: string;
}

/** The ready pods of a binding's Service, in the order of their targets. */
export async function readyPods(
  { cluster }: ControllerPlace,
  { metadata: { namespace }, spec }: TargetGroupBinding,
): Promise<readonly ReadyPod[]> {
  const slices = await cluster.api.list<EndpointSlice>(
    `/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices?labelSelector=kubernetes.io%2Fservice-name%3D${spec.serviceRef.name}`,
  );
  return slices
    .flatMap(({ endpoints = [], ports }) =>
      endpoints
        .filter(({ conditions }) => conditions.ready === true)
        .flatMap(({ addresses, targetRef: { uid } }) =>
          addresses.flatMap((address) => ports.map(({ port }) => ({ uid, target: `${address}:${port}` }))),
        ),
    )
    .toSorted((a, b) => (a.target < b.target ? -1 : 1));
}

/** What is registered behind a target group, as `10.0.0.7:9443`. */
export async function registeredTargets(aws: AwsClient, targetGroupArn: string): Promise<readonly string[]> {
  const { TargetHealthDescriptions } = await aws.call<TargetHealth>("elbv2", "describe_target_health", {
    TargetGroupArn: targetGroupArn,
  });
  return TargetHealthDescriptions.filter(({ TargetHealth: { State } }) => State !== "draining")
    .map(({ Target: { Id, Port } }) => `${Id}:${Port}`)
    .toSorted();
}

/** The ARN of a target group by its name. */
export async function findTargetGroup(aws: AwsClient, name: string): Promise<string> {
  const { TargetGroups } = await aws.call<{ TargetGroups: readonly { readonly TargetGroupArn: string }[] }>(
    "elbv2",
    "describe_target_groups",
    { Names: [name] },
  );
  const [found] = TargetGroups;
  if (found === undefined) throw new Error(`no target group ${name}`);
  return found.TargetGroupArn;
}

/**
 * Gives the pods of a binding addresses of their node's network interface, as the VPC CNI does: the controller looks there for the security
 * group that it opens.
 */
export async function giveAddresses(
  { cluster }: ControllerPlace,
  aws: AwsClient,
  endpoints: readonly string[],
): Promise<void> {
  interface Pod extends KubernetesObject {
    readonly spec: { readonly nodeName: string };
    readonly status: { readonly podIP?: string };
  }
  interface Reservations {
    readonly Reservations: readonly {
      readonly Instances: readonly { readonly NetworkInterfaces: readonly { readonly NetworkInterfaceId: string }[] }[];
    }[];
  }
  const addresses = endpoints.map((endpoint) => endpoint.split(":")[0]);
  for (const { spec, status } of await cluster.api.list<Pod>("/api/v1/pods")) {
    if (!addresses.includes(status.podIP)) continue;
    const [instance = ""] = spec.nodeName.split(".");
    const { Reservations } = await aws.call<Reservations>("ec2", "describe_instances", { InstanceIds: [instance] });
    await aws.call("ec2", "assign_private_ip_addresses", {
      NetworkInterfaceId: Reservations[0]?.Instances[0]?.NetworkInterfaces[0]?.NetworkInterfaceId,
      PrivateIpAddresses: [status.podIP],
    });
  }
}

/** What a security group admits, as `tcp 9443 from 10.0.64.0/18` or `tcp 8080 from sg-0123456789abcdef0`. */
export async function admissionsOf(aws: AwsClient, securityGroupId: string): Promise<readonly string[]> {
  interface Groups {
    readonly SecurityGroups: readonly {
      readonly IpPermissions: readonly {
        readonly IpProtocol: string;
        readonly FromPort: number;
        readonly IpRanges: readonly { readonly CidrIp: string }[];
        readonly UserIdGroupPairs: readonly { readonly GroupId: string }[];
      }[];
    }[];
  }
  const { SecurityGroups } = await aws.call<Groups>("ec2", "describe_security_groups", {
    GroupIds: [securityGroupId],
  });
  return (SecurityGroups[0]?.IpPermissions ?? [])
    .flatMap(({ IpProtocol, FromPort, IpRanges, UserIdGroupPairs }) =>
      [...IpRanges.map(({ CidrIp }) => CidrIp), ...UserIdGroupPairs.map(({ GroupId }) => GroupId)].map(
        (source) => `${IpProtocol} ${FromPort} from ${source}`,
      ),
    )
    .toSorted();
}
