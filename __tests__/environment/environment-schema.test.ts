import { describe, expect, it } from "vitest";
import { parsed, prod } from "../literals";

const { name, organization, accountId, owner, regions, alarms, state } = prod;
const smallest = { name, organization, accountId, owner, regions, alarms, state };

describe("an environment with required fields only", () => {
  it("takes these defaults", () => {
    expect(parsed(smallest)).toEqual({
      ...smallest,
      tags: {},
      roles: { primary: { nat: "per-zone" }, failover: { mode: "standby", nat: "single" } },
      peers: {},
      interconnect: { type: "peering" },
      interfaceEndpoints: [],
      trustedAccounts: [],
      flowLogs: { retentionDays: 365, trafficType: "ALL" },
      platform: {
        releases: {
          "prometheus-operator-crds": { enabled: true, values: {} },
          "aws-load-balancer-controller": { enabled: true, values: {} },
          "cert-manager": { enabled: true, values: {} },
          "cluster-autoscaler": { enabled: true, values: {} },
          "external-secrets": { enabled: true, values: {} },
        },
      },
      delivery: { by: "terraform" },
      services: {},
      namespaces: {},
      teams: {},
      images: { pullThrough: {}, replication: "registry", keptReleases: 100 },
      frontDoor: { firewall: { requestsPerClient: 2000, counted: [] }, accessLogDays: 90, idleTimeoutSec: 60 },
      monitoring: {
        retentionDays: 15,
        storageGiB: 100,
        prometheus: { memoryMiB: 4096, cpuMillis: 500 },
        grafana: {},
        receivers: {},
        probes: {},
        releases: {
          "kube-prometheus-stack": { values: {} },
          "cloudwatch-exporter": { enabled: true, values: {} },
          "blackbox-exporter": { values: {} },
        },
      },
      iam: { path: "/" },
      deletionProtection: true,
      terraform: {
        awsProvider: "6.66.0",
        modules: { from: "public-registry" },
        charts: { from: "public-repositories" },
      },
    });
  });

  it("gives transit gateways these numbers", () => {
    const { interconnect } = parsed({ ...smallest, interconnect: { type: "transit-gateway" } });
    expect(interconnect).toEqual({ type: "transit-gateway", amazonSideAsns: [64512, 64513] });
  });

  it.each([
    ["standby", undefined, "single"],
    ["active", undefined, "per-zone"],
    ["standby", "per-zone", "per-zone"],
    ["active", "single", "single"],
  ] as const)("a failover region that is %s and asks for %s NAT gets %s", (mode, nat, expected) => {
    const failover = nat === undefined ? { mode } : { mode, nat };
    expect(parsed({ ...smallest, roles: { failover } }).roles.failover).toEqual({ mode, nat: expected });
  });
});
