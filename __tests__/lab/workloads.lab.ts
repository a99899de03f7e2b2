import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { environment as prod } from "../../environments/prod";
import type { EnvironmentInput } from "../../src/environment/environment";
import { labFolder } from "../../src/local/lab-folder";
import { planPlatformStacks } from "../../src/platform/platform-plan";
import { succeed } from "../../src/terraform/terraform";
import { planWorkloads } from "../../src/workloads/workloads-plan";
import { type CloudRegion, openCloud } from "./cloud/cloud";
import { standInFolder } from "./cloud/cluster-stand-in";
import { reportCosts, timed } from "./cloud/costs";
import { writeFrontDoor } from "./cloud/front-door-stand-in";
import { type ObjectName, takeInventory } from "./cloud/inventory";
import type { KubernetesObject } from "./cloud/kubernetes-api";
import { neverReady } from "./cloud/pod-stages";
import { itIsAppliedAndChanged, itIsDestroyed, type ReleaseLife } from "./cloud/release-life";
import { type Pod, placeStacks } from "./cloud/release-stacks";
import { renderRelease } from "./cloud/rendered-release";
import { applyStack, changesOf, findDrift, forAll, planStack } from "./laboratory";
import { isFull, sayLeftOut } from "./left-out";

type Services = NonNullable<EnvironmentInput["services"]>;

const cloud = await openCloud("workloads");
if (cloud !== undefined && !isFull) sayLeftOut("a release that goes back");

const { shop, orders } = prod.services ?? {};
if (shop === undefined || orders === undefined) throw new Error("prod has no services shop and orders");

/** The services of prod, one of them with another number of pods. */
const scaled: Services = {
  shop,
  orders: { ...orders, replicas: { primary: { min: 3, max: 6 }, failover: { min: 2, max: 6 } } },
};

const life: ReleaseLife = {
  planStacks: planWorkloads,
  change: { services: scaled },
  changed: "helm_release.orders",
  leaves: [],
};

interface WatchedPod extends Pod {
  readonly metadata: Pod["metadata"] & { readonly uid: string };
  readonly spec: Pod["spec"] & { readonly containers: readonly { readonly image: string }[] };
}

describe.skipIf(cloud === undefined)("the workloads of prod, on an API server per region", () => {
  if (cloud === undefined) return;
  const { laboratory, regions, synth, applyClusters, close } = cloud;
  const { terraform } = laboratory;
  const placed = placeStacks(cloud, planWorkloads);
  const stacks = placed.map(({ plan }) => plan.stack.id);
  const before = new Map<string, ReadonlySet<ObjectName>>();
  afterAll(async () => {
    reportCosts("workloads", regions);
    await close();
  });

  it("find clusters, load balancers, and what the platform has brought", async () => {
    synth();
    await timed("clusters in the emulated EKS", () => applyClusters());
    const doors = planWorkloads(cloud.environment(), cloud.helmFiles).flatMap(({ frontDoor, region }) => {
      if (frontDoor === undefined) return [];
      const { network, entry } = frontDoor;
      const names = regions.find(({ plan }) => plan.region.code === region.code)?.plan.names;
      return [{ network: network.id, entry: entry.id, regionTargets: names?.regionTargets ?? "" }];
    });
    expect(doors).toHaveLength(2);
    for (const door of doors) writeFrontDoor(laboratory.folder, door);
    const standIns = doors.flatMap(({ network, entry }) => [network, entry]);
    await timed("load balancers", () => forAll(standIns, (stack) => applyStack(terraform(stack, standInFolder))));
    await timed("definitions of the platform", async () => {
      for (const place of placeStacks(cloud, planPlatformStacks)) {
        const stackDirectory = join(laboratory.folder, "cdktf.out", "stacks", place.plan.stack.id);
        for (const release of place.plan.releases) {
          const { objects } = await renderRelease({ lab: labFolder(process.env), stackDirectory }, release, "1.36.0");
          const brought = objects.filter(({ kind }) => kind === "CustomResourceDefinition" || kind === "PriorityClass");
          const text = brought.map((object) => stringify(object)).join("---\n");
          if (text === "") continue;
          await place.region.cluster.kubectl(release.namespace, ["apply", "--server-side", "--filename=-"], text);
        }
      }
    });
    for (const { cluster } of regions) before.set(cluster.name, await takeInventory(cluster.api));
  });

  itIsAppliedAndChanged(cloud, life);

  it("have as many pods as their region's role says, a scaled service too", async () => {
    for (const { plan, region } of placed) {
      const { role } = plan.region;
      await until(`orders of ${role} has its pods`, async () => {
        const pods = await readyPods(region, "orders");
        return pods.length >= (role === "primary" ? 3 : 2);
      });
      expect((await readyPods(region, "shop")).length).toBe(role === "primary" ? 2 : 1);
    }
  });

  it("stand on several nodes, and in several zones where there are any", async () => {
    for (const { plan, region } of placed) {
      const nodes = (await readyPods(region, "orders")).map(({ spec }) => spec.nodeName);
      expect(new Set(nodes).size).toBeGreaterThan(1);
      if (plan.region.role === "primary") {
        const zones = await Promise.all(nodes.map((node) => zoneOf(region, node ?? "")));
        expect(new Set(zones).size).toBeGreaterThan(1);
      }
    }
  });

  it("let one pod go, whatever their number", async () => {
    for (const { region } of placed) {
      for (const name of ["shop", "orders"]) {
        const [pod] = await readyPods(region, name);
        const eviction = {
          apiVersion: "policy/v1",
          kind: "Eviction",
          metadata: { name: pod?.metadata.name, namespace: "shop" },
        };
        const path = `/api/v1/namespaces/shop/pods/${pod?.metadata.name}/eviction`;
        expect((await region.cluster.api.send("POST", path, eviction)).status).toBe(201);
      }
    }
  });

  it("refuse a pod that asks too much of its node, and more pods than the quota", async () => {
    for (const { region } of placed) {
      const asked = async (pod: object) => {
        const { status, body } = await region.cluster.api.send("POST", "/api/v1/namespaces/shop/pods", pod);
        return `${status} ${(JSON.parse(body) as { message?: string }).message ?? ""}`;
      };
      expect(await asked(podOf({ privileged: true }, "100m"))).toMatch(/^403 .*violates PodSecurity "restricted/);
      expect(await asked(podOf(restricted, "100"))).toMatch(/^403 .*exceeded quota: pods/);
    }
  });

  it("give a team what is its own, and no way around the policies", async () => {
    for (const { cluster, tokenOf } of regions) {
      const team = cluster.as(tokenOf("SHOP", "of the shop"));
      const statusOf = async (method: string, path: string, body?: object) =>
        (await team.send(method, `${path}?dryRun=All`, body)).status;
      expect(await statusOf("GET", "/api/v1/namespaces/shop/secrets")).toBe(200);
      expect(await statusOf("GET", "/apis/external-secrets.io/v1/namespaces/shop/externalsecrets")).toBe(200);
      expect(await statusOf("GET", "/apis/networking.k8s.io/v1/namespaces/shop/networkpolicies")).toBe(200);
      expect(await statusOf("GET", "/api/v1/namespaces/front-door/pods")).toBe(403);
      expect(await statusOf("GET", "/api/v1/namespaces/kube-system/secrets")).toBe(403);
      const made = (kind: string, apiVersion: string) => ({ apiVersion, kind, metadata: { name: "x" }, spec: {} });
      const configMap = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "x" } };
      expect(await statusOf("POST", "/api/v1/namespaces/shop/configmaps", configMap)).toBe(201);
      for (const [group, kind, plural] of [
        ["networking.k8s.io/v1", "NetworkPolicy", "networkpolicies"],
        ["external-secrets.io/v1", "ExternalSecret", "externalsecrets"],
        ["elbv2.k8s.aws/v1beta1", "TargetGroupBinding", "targetgroupbindings"],
        ["rbac.authorization.k8s.io/v1", "RoleBinding", "rolebindings"],
      ] as const) {
        expect(await statusOf("POST", `/apis/${group}/namespaces/shop/${plural}`, made(kind, group))).toBe(403);
      }
    }
  });

  it("roll those that use the database, and nothing else, when the other region takes the writes", async () => {
    const history = [...(prod.database?.history ?? []), { step: "promoted", writer: "eu-central-1" }];
    const was = await forAll(placed, async ({ region }) => idsOf(await readyPods(region, "shop")));
    synth({ services: scaled, database: { ...prod.database, history } });
    await forAll(stacks, (stack) => planStack(terraform(stack)));
    for (const changes of await forAll(stacks, (stack) => changesOf(terraform(stack)))) {
      expect(changes).toEqual({ "helm_release.orders": ["update"] });
    }
    await timed("promotion", () =>
      forAll(stacks, (stack) => succeed(terraform(stack), "apply", "-input=false", "tfplan")),
    );
    for (const { plan, region } of placed) {
      await until("orders is told of the new writer", async () => {
        const pods = await readyPods(region, "orders");
        return pods.length > 0 && pods.every(({ metadata }) => metadata.annotations?.["tandem/database"] === "euc1-1");
      });
      const { data } = await region.cluster.api.call<{ data: Record<string, string> }>(
        "GET",
        "/api/v1/namespaces/shop/configmaps/orders",
      );
      expect(data["DATABASE_READ_ONLY"]).toBe(plan.region.code === "eu-central-1" ? "false" : "true");
    }
    expect(await forAll(placed, async ({ region }) => idsOf(await readyPods(region, "shop")))).toEqual(was);
    synth({ services: scaled });
    await forAll(stacks, (stack) => applyStack(terraform(stack)));
  });

  it.runIf(isFull)("go back by themselves from a release whose pods are never ready", async () => {
    const [place] = placed;
    if (place === undefined) throw new Error("there are no stacks");
    const stack = place.plan.stack.id;
    const image = { ...shop.image, repository: `stefanprodan/${neverReady}` };
    synth({ services: { ...scaled, shop: { ...shop, image } } });
    hurry(stack, "shop", 30);
    const was = idsOf(await readyPods(place.region, "shop"));
    await timed("bad release", async () => {
      await expect(applyStack(terraform(stack))).rejects.toThrow(/helm_release.shop/);
    });
    await until("only the old pods are left", async () => {
      const pods = await podsOf(place.region, "shop");
      return pods.every(({ spec }) => spec.containers.every((container) => !container.image.includes(neverReady)));
    });
    expect(idsOf(await readyPods(place.region, "shop"))).toEqual(was);
    expect(await findDrift(terraform(stack))).toContain("helm_release.shop");
    synth({ services: scaled });
    await applyStack(terraform(stack));
    expect(await findDrift(terraform(stack))).toBe("");
  });

  it("let the API server call nothing that nobody stands for", () => {
    for (const { cluster } of regions) expect(new Set(cluster.refusedCalls)).toEqual(new Set());
  });

  itIsDestroyed(cloud, life, before);

  /** Shortens how long Terraform waits for a release: minutes pass for nobody here. */
  function hurry(stack: string, release: string, sec: number): void {
    const file = join(laboratory.folder, "cdktf.out", "stacks", stack, "cdk.tf.json");
    const emitted = JSON.parse(readFileSync(file, "utf8")) as {
      resource: { helm_release: Record<string, { timeout: number }> };
    };
    const found = emitted.resource.helm_release[release];
    if (found === undefined) throw new Error(`${stack} has no release ${release}`);
    found.timeout = sec;
    writeFileSync(file, JSON.stringify(emitted, null, 2));
  }
});

const restricted = {
  allowPrivilegeEscalation: false,
  runAsNonRoot: true,
  runAsUser: 65532,
  capabilities: { drop: ["ALL"] },
  seccompProfile: { type: "RuntimeDefault" },
};

function podOf(securityContext: object, cpu: string): object {
  const container = {
    name: "c",
    image: "registry.example.com/c:1",
    securityContext,
    resources: { requests: { cpu, memory: "64Mi" } },
  };
  return { apiVersion: "v1", kind: "Pod", metadata: { name: "too-much" }, spec: { containers: [container] } };
}

async function podsOf({ cluster }: CloudRegion, service: string): Promise<readonly WatchedPod[]> {
  const label = encodeURIComponent(`app.kubernetes.io/name=${service}`);
  const pods = await cluster.api.list<WatchedPod>(`/api/v1/namespaces/shop/pods?labelSelector=${label}`);
  return pods.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
}

async function readyPods(region: CloudRegion, service: string): Promise<readonly WatchedPod[]> {
  const pods = await podsOf(region, service);
  return pods.filter(({ status }) =>
    status.conditions?.some((condition) => condition.type === "Ready" && condition.status === "True"),
  );
}

function idsOf(pods: readonly WatchedPod[]): readonly string[] {
  return pods.map(({ metadata }) => metadata.uid).toSorted();
}

async function zoneOf({ cluster }: CloudRegion, node: string): Promise<string | undefined> {
  const { metadata } = await cluster.api.call<KubernetesObject>("GET", `/api/v1/nodes/${node}`);
  return metadata.labels?.["topology.kubernetes.io/zone"];
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (let waitedMs = 0; waitedMs < 120_000; waitedMs += 1000) {
    if (await holds()) return;
    await sleep(1000);
  }
  throw new Error(`not within 2 minutes: ${what}`);
}
