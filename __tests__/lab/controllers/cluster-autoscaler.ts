import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { freePorts } from "../free-ports";
import { type Controller, type ControllerPlace, openGate, startController } from "./controller";

export const clusterAutoscaler = "cluster-autoscaler";

/** Services that it calls. It takes no endpoint from the environment: without these overrides it would call AWS itself. */
const services = ["autoscaling", "ec2", "eks"] as const;

/** Patience of a test in the place of that of a cluster. */
const haste = {
  "scan-interval": "3s",
  "scale-down-unneeded-time": "10s",
  "scale-down-delay-after-add": "10s",
};

export async function startClusterAutoscaler(place: ControllerPlace): Promise<Controller> {
  const gate = await openGate(place, clusterAutoscaler);
  const { code } = place.region;
  const config = join(place.folder, "cluster-autoscaler.conf");
  const sections = services.map(
    (service) =>
      `[ServiceOverride "${service}"]\nService=${service}\nRegion=${code}\nURL=${gate.url}\nSigningRegion=${code}\n`,
  );
  writeFileSync(config, sections.join("\n"));
  const [port = 0] = await freePorts(1);
  return startController(
    place,
    {
      kind: "deployments",
      namespace: "kube-system",
      name: clusterAutoscaler,
      program: clusterAutoscaler,
      flags: { "cloud-config": config, address: `127.0.0.1:${port}`, ...haste },
    },
    gate,
  );
}

/** The groups that it knows, as it says in the cluster; none before it has said anything. */
export async function groupsKnown({ cluster }: ControllerPlace): Promise<readonly string[]> {
  const path = "/api/v1/namespaces/kube-system/configmaps/cluster-autoscaler-status";
  const { data } = await cluster.api.call<{ data: { status: string } }>("GET", path);
  const { nodeGroups = [] } = parse(data.status) as { nodeGroups?: readonly { readonly name: string }[] };
  return nodeGroups.map(({ name }) => name).toSorted();
}
