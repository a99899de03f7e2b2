import { expect, it } from "vitest";
import { planClusters } from "../../src/cluster/cluster-plan";
import { reportNodes } from "../../src/cluster/node-report";
import { local, parsed, prod } from "../literals";

it("shows the node groups of both regions, zone by zone", () => {
  expect(reportNodes(planClusters(parsed(prod)))).toEqual([
    "prod  eu-west-1  primary  acme-prod-euw1  Kubernetes 1.36",
    "  general-az1     2-18 nodes",
    "  general-az2     2-6 nodes",
    "  general-az3     2-6 nodes",
    "  monitoring-az1  1-3 nodes",
    "prod  eu-central-1  failover  acme-prod-euc1  Kubernetes 1.36",
    "  general-az1     2-18 nodes",
    "  monitoring-az1  1-3 nodes",
  ]);
});

it("says nothing where there are no clusters", () => {
  expect(reportNodes(planClusters(parsed(local)))).toEqual([]);
});
