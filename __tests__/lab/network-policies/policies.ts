import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseAllDocuments, stringify } from "yaml";
import type { WorkloadsPlan } from "../../../src/workloads/workloads-plan";

/** One end of a connection: a pod in a namespace, or an address outside of the cluster. */
export interface End {
  readonly name: string;
  readonly address: string;
  readonly pod?: { readonly namespace: string; readonly labels: Readonly<Record<string, string>> };
}

export interface Connection {
  readonly from: End;
  readonly to: End;
  readonly port: number;
  readonly protocol?: "TCP" | "UDP";
}

/** Writes the policies of a region's workloads into a folder, as Helm renders them, and says how many there are. */
export function writePolicies(bin: string, folder: string, { releases }: WorkloadsPlan): number {
  const policies = releases.flatMap(({ name, namespace, ownChart, values }) => {
    if (ownChart === undefined) return [];
    const chart = join(folder, "charts", ownChart.name);
    for (const [path, text] of ownChart.files) {
      mkdirSync(dirname(join(chart, path)), { recursive: true });
      writeFileSync(join(chart, path), text);
    }
    const rendered = execFileSync(
      join(bin, "helm"),
      ["template", name, chart, "--namespace", namespace, "--kube-version", "1.36.0", "--values", "-"],
      { input: values, encoding: "utf8" },
    );
    return parseAllDocuments(rendered)
      .map((document) => document.toJS() as { kind: string } | null)
      .filter((object) => object?.kind === "NetworkPolicy");
  });
  const directory = join(folder, "policies");
  mkdirSync(directory, { recursive: true });
  policies.forEach((policy, i) => {
    writeFileSync(join(directory, `${i}.yaml`), stringify(policy));
  });
  return policies.length;
}

/** Which of some connections the policies let through, as cyclonus reads them. */
export function findAdmitted(bin: string, folder: string, connections: readonly Connection[]): readonly boolean[] {
  const traffic = join(folder, "traffic.json");
  writeFileSync(
    traffic,
    JSON.stringify(
      connections.map(({ from, to, port, protocol = "TCP" }) => ({
        Source: peerOf(from),
        Destination: peerOf(to),
        ResolvedPort: port,
        ResolvedPortName: "",
        Protocol: protocol,
      })),
    ),
  );
  const args = [
    "analyze",
    "--mode",
    "query-traffic",
    "--policy-path",
    join(folder, "policies"),
    "--traffic-path",
    traffic,
  ];
  const output = execFileSync(join(bin, "cyclonus"), args, { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  return [...output.matchAll(/IS ALLOWED\? \|\s+(TRUE|FALSE)/g)].map(([, answer]) => answer === "TRUE");
}

function peerOf({ address, pod }: End): object {
  if (pod === undefined) return { IP: address };
  const { namespace, labels } = pod;
  const namespaceLabels = { "kubernetes.io/metadata.name": namespace };
  return { Internal: { PodLabels: labels, NamespaceLabels: namespaceLabels, Namespace: namespace }, IP: address };
}
