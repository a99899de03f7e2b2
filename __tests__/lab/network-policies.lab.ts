import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { environment as prod } from "../../environments/prod";
import { parseEnvironment } from "../../src/config/parse-environment";
import { applyOverrides } from "../../src/config/terraform-overrides";
import { readHelmFiles } from "../../src/helm/helm-files";
import { labFolder } from "../../src/local/lab-folder";
import { planWorkloads } from "../../src/workloads/workloads-plan";
import { missPart } from "./left-out";
import { type Connection, type End, findAdmitted, writePolicies } from "./network-policies/policies";

const bin = join(labFolder(process.env), "bin");
const missing = ["helm", "cyclonus"].filter((program) => !existsSync(join(bin, program)));
const { shop, orders } = prod.services ?? {};

/** Those of prod, one in another namespace, and one that may call the internet. */
const literal = {
  ...prod,
  services: {
    shop,
    orders,
    reports: {
      namespace: "reports",
      image: shop?.image,
      port: 8080,
      internet: true,
      calls: ["orders"],
      identity: "pod-identity",
    },
    cache: { namespace: "reports", image: shop?.image, port: 6380 },
  },
};

const service = (name: string, namespace: string, address: string): End => ({
  name,
  address,
  pod: { namespace, labels: { "app.kubernetes.io/name": name } },
});

const ends = {
  shop: service("shop", "shop", "10.0.64.10"),
  orders: service("orders", "shop", "10.0.64.11"),
  reports: service("reports", "reports", "10.0.64.12"),
  cache: service("cache", "reports", "10.0.64.13"),
  "a pod of nobody": { ...service("nobody", "shop", "10.0.64.14") },
  "the same names elsewhere": { ...service("shop", "elsewhere", "10.0.64.15") },
  Prometheus: service("prometheus", "monitoring", "10.0.64.16"),
  Grafana: service("grafana", "monitoring", "10.0.64.17"),
  "region-health": service("region-health", "front-door", "10.0.64.18"),
  DNS: { name: "DNS", address: "10.0.64.19", pod: { namespace: "kube-system", labels: { "k8s-app": "kube-dns" } } },
  "the load balancer": { name: "the load balancer", address: "10.0.128.200" },
  "the other region": { name: "the other region", address: "10.1.64.10" },
  "the database": { name: "the database", address: "10.0.24.10" },
  "the database of the other region": { name: "the database of the other region", address: "10.1.25.10" },
  "the internet": { name: "the internet", address: "93.184.215.14" },
  "the API server": { name: "the API server", address: "10.0.27.5" },
  "its Service": { name: "its Service", address: "172.20.0.1" },
  "an endpoint of AWS": { name: "an endpoint of AWS", address: "10.0.64.250" },
  "instance metadata": { name: "instance metadata", address: "169.254.169.254" },
  "the agent of Pod Identity": { name: "the agent of Pod Identity", address: "169.254.170.23" },
  office: { name: "office", address: "192.168.0.10" },
} as const satisfies Readonly<Record<string, End>>;

type EndName = keyof typeof ends;

/** Every way that the file declares; each other one is refused. */
const declared: readonly (readonly [from: EndName, to: EndName, port: number])[] = [
  ["shop", "orders", 9898],
  ["reports", "orders", 9898],
  ["the load balancer", "shop", 9898],
  ["the load balancer", "region-health", 8080],
  ["Prometheus", "shop", 9898],
  ["Prometheus", "orders", 9898],
  ["orders", "the database", 5432],
  ["orders", "the database of the other region", 5432],
  ["orders", "the internet", 443],
  ["orders", "an endpoint of AWS", 443],
  ["reports", "the internet", 443],
  ["reports", "an endpoint of AWS", 443],
  // Pods have no other address than endpoints have: whoever is called refuses, and does where it is a service or stands in a namespace of one.
  ...(["Prometheus", "Grafana", "DNS"] as const).flatMap((to) =>
    (["orders", "reports"] as const).map((from) => [from, to, 443] as const),
  ),
  ["orders", "the same names elsewhere", 443],
  ["reports", "the same names elsewhere", 443],
  // The load balancer stands in the subnets of pods: what users reach, the platform's own pods reach too.
  ...(["Prometheus", "Grafana", "DNS", "the same names elsewhere", "an endpoint of AWS"] as const).flatMap(
    (from) =>
      [[from, "region-health", 8080], ...(from === "Prometheus" ? [] : [[from, "shop", 9898] as const])] as const,
  ),
  ["orders", "the load balancer", 443],
  ["reports", "the load balancer", 443],
];

const ruled: readonly EndName[] = ["shop", "orders", "reports", "cache", "a pod of nobody", "region-health"];
const ports = [53, 80, 443, 5432, 6380, 8080, 9090, 9898] as const;

if (missing.length > 0) missPart("network policies", `${missing.join(" and ")} missing in ${bin}`);
else {
  mkdirSync(join(labFolder(process.env), "runs"), { recursive: true });
  const folder = mkdtempSync(join(labFolder(process.env), "runs", "policies-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  describe("the network policies of prod, as cyclonus reads them", () => {
    const { environment, problems } = parseEnvironment(applyOverrides(literal, {}), []);
    if (environment === undefined) throw new Error(problems.map(({ path, got }) => `${path}: ${got}`).join("\n"));
    const plan = planWorkloads(environment, readHelmFiles(resolve(__dirname, "..", ".."))).find(
      ({ region }) => region.role === "primary",
    );
    if (plan === undefined) throw new Error("prod has no primary");

    it("admit every connection that the file declares, and no other", () => {
      expect(writePolicies(bin, folder, plan)).toBe(3 + 1 + 4);
      const names = Object.keys(ends) as EndName[];
      const connections = names.flatMap((from) =>
        names
          .filter((to) => to !== from && (ruled.includes(from) || ruled.includes(to)))
          .flatMap((to) =>
            ports.map((port): Connection & { from: End; to: End } => ({ from: ends[from], to: ends[to], port })),
          ),
      );
      const keys = names.flatMap((from) =>
        names
          .filter((to) => to !== from && (ruled.includes(from) || ruled.includes(to)))
          .flatMap((to) => ports.map((port) => `${from} -> ${to}:${port}`)),
      );
      const admitted = findAdmitted(bin, folder, connections);
      expect(admitted).toHaveLength(connections.length);
      process.stdout.write(`lab: network policies: ${connections.length} connections, ${declared.length} declared\n`);
      const passed = keys.filter((_, i) => admitted[i] === true);
      const dns = ruled.map((from) => `${from} -> DNS:53`);
      expect(passed.toSorted()).toEqual(
        [...declared.map(([from, to, port]) => `${from} -> ${to}:${port}`), ...dns].toSorted(),
      );
    });

    it("let nobody ask the instance, and everybody the DNS of the cluster by UDP", () => {
      const ask = (from: EndName): readonly Connection[] => [
        { from: ends[from], to: ends["instance metadata"], port: 80 },
        { from: ends[from], to: ends.DNS, port: 53, protocol: "UDP" },
      ];
      const services = ["shop", "orders", "reports", "cache"] as const;
      expect(findAdmitted(bin, folder, services.flatMap(ask))).toEqual(services.flatMap(() => [false, true]));
    });
  });
}
