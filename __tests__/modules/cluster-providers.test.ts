import { TerraformStack } from "cdktf";
import { describe, expect, it } from "vitest";
import { addClusterProviders, type ClusterAccess } from "../../modules/cluster-providers/cluster-providers";
import { temporaryApp } from "../temporary";
import { clusterAccess } from "./cluster-access";

const providersOf = (props: ClusterAccess) => {
  const stack = new TerraformStack(temporaryApp(), "stack");
  addClusterProviders(stack, props);
  return stack.toTerraform().provider;
};

const exec = {
  api_version: "client.authentication.k8s.io/v1beta1",
  command: "aws",
  args: ["eks", "get-token", "--cluster-name", "acme-prod-euw1", "--region", "eu-west-1", "--output", "json"],
};
const cluster = { host: "https://cluster.example.com", cluster_ca_certificate: `\${base64decode("Q0E=")}` };

describe("the providers of a cluster", () => {
  // Version 3 of helm takes objects where kubernetes, version 2, takes blocks.
  it("have a token made for each run, by the command line of AWS and for the cluster's own region", () => {
    expect(providersOf(clusterAccess)).toEqual({
      helm: [{ kubernetes: { ...cluster, exec } }],
      kubernetes: [{ ...cluster, exec: [exec] }],
    });
  });

  it("hand variables to that command where there are some", () => {
    const env = { AWS_ACCESS_KEY_ID: "111122223333" };
    expect(providersOf({ ...clusterAccess, environment: env })).toMatchObject({
      helm: [{ kubernetes: { exec: { env } } }],
      kubernetes: [{ exec: [{ env }] }],
    });
  });
});
