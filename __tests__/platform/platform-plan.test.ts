import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { layers } from "../../main";
import { kubernetesVersions } from "../../modules/kubernetes-versions";
import { charts } from "../../modules/versions";
import type { EnvironmentInput } from "../../src/environment/environment";
import { readHelmFiles } from "../../src/helm/helm-files";
import { planPlatformStacks } from "../../src/platform/platform-plan";
import { clusterWith, dev, govCloud, local, parsed, prod, unreached } from "../literals";

const files = readHelmFiles(resolve(__dirname, "../.."));

const plansOf = (environment: EnvironmentInput) => planPlatformStacks(parsed(environment), files);

/** The releases of one region, by name. */
const releasesOf = (environment: EnvironmentInput, code = "eu-west-1") =>
  new Map(
    plansOf(environment)
      .filter(({ region }) => region.code === code)
      .flatMap(({ releases }) => releases.map((release) => [release.name, release] as const)),
  );

const valuesOf = (environment: EnvironmentInput, name: string, code?: string) =>
  parse(releasesOf(environment, code).get(name)?.values ?? "");

describe("the platform of a region", () => {
  it("is not there without a cluster", () => {
    expect(plansOf(local)).toEqual([]);
  });

  it("has CRDs before everything that needs them, and the objects of all last", () => {
    const order = Object.fromEntries([...releasesOf(prod)].map(([name, { after }]) => [name, after]));
    expect(Object.keys(order)).toEqual([
      "prometheus-operator-crds",
      "aws-load-balancer-controller",
      "cert-manager",
      "cluster-autoscaler",
      "external-secrets",
      "platform-resources",
    ]);
    expect(order).toEqual({
      "prometheus-operator-crds": [],
      "aws-load-balancer-controller": [],
      "cert-manager": ["aws-load-balancer-controller"],
      "cluster-autoscaler": ["aws-load-balancer-controller"],
      "external-secrets": ["aws-load-balancer-controller"],
      "platform-resources": [
        "prometheus-operator-crds",
        "aws-load-balancer-controller",
        "cert-manager",
        "cluster-autoscaler",
        "external-secrets",
      ],
    });
  });

  it("does without a release that is switched off", () => {
    const releases = { "aws-load-balancer-controller": { enabled: false } };
    const planned = releasesOf({ ...prod, ...unreached, platform: { releases } });
    expect([...planned.keys()]).not.toContain("aws-load-balancer-controller");
    expect(planned.get("cert-manager")?.after).toEqual([]);
    expect(parse(planned.get("platform-resources")?.values ?? "").monitors).toEqual({
      "aws-load-balancer-controller": false,
      "cluster-autoscaler": true,
    });
  });

  it("has each chart at its version, or at the one that the environment says", () => {
    const releases = { "cert-manager": { version: "v1.21.0" } };
    const planned = releasesOf({ ...prod, ...unreached, platform: { releases } });
    expect(planned.get("cert-manager")?.chart.version).toBe("v1.21.0");
    expect(planned.get("external-secrets")?.chart.version).toBe(charts["external-secrets"].version);
  });

  it("has values of the environment over computed ones, and those over the base", () => {
    const values = { replicaCount: 3, image: { tag: "v1.36.0-fips" } };
    const planned = valuesOf(
      { ...prod, platform: { releases: { "cluster-autoscaler": { values } } } },
      "cluster-autoscaler",
    );
    expect(planned).toMatchObject({
      replicaCount: 3,
      image: { tag: "v1.36.0-fips" },
      awsRegion: "eu-west-1",
      fullnameOverride: "cluster-autoscaler",
    });
  });

  it("has namespaces for controllers that nothing else shares", () => {
    for (const { namespaces } of plansOf(prod)) {
      expect(namespaces).toEqual([
        { name: "cert-manager", podSecurity: "restricted" },
        { name: "external-secrets", podSecurity: "restricted" },
      ]);
    }
  });
});

describe("what a controller is told", () => {
  const role = (code: string, name: string) => `arn:aws:iam::111122223333:role/acme-prod-${code}-${name}`;

  it.each([
    ["eu-west-1", "euw1"],
    ["eu-central-1", "euc1"],
  ])("is of its own region and cluster: %s", (region, code) => {
    const clusterName = `acme-prod-${code}`;
    expect(valuesOf(prod, "aws-load-balancer-controller", region)).toMatchObject({
      clusterName,
      region,
      vpcTags: { Name: clusterName },
      serviceAccount: { annotations: { "eks.amazonaws.com/role-arn": role(code, "aws-load-balancer-controller") } },
    });
    expect(valuesOf(prod, "cluster-autoscaler", region)).toMatchObject({
      autoDiscovery: { clusterName },
      awsRegion: region,
      rbac: {
        serviceAccount: {
          name: "cluster-autoscaler",
          annotations: { "eks.amazonaws.com/role-arn": role(code, "cluster-autoscaler") },
        },
      },
    });
    expect(valuesOf(prod, "cert-manager", region)).toMatchObject({
      serviceAccount: {
        name: "cert-manager",
        annotations: { "eks.amazonaws.com/role-arn": role(code, "cert-manager") },
      },
    });
    expect(valuesOf(prod, "external-secrets", region)).toMatchObject({
      serviceAccount: {
        name: "external-secrets",
        annotations: { "eks.amazonaws.com/role-arn": role(code, "external-secrets") },
      },
    });
    expect(valuesOf(prod, "platform-resources", region)).toEqual({
      clusterName,
      region,
      acme: { email: "platform-team@example.com", hostedZoneId: "Z0123456789EXAMPLE" },
      monitors: { "aws-load-balancer-controller": true, "cluster-autoscaler": true },
    });
  });

  it("names nothing of the other region", () => {
    for (const { region, releases } of plansOf(prod)) {
      const other = region.code === "eu-west-1" ? /eu-central-1|euc1/ : /eu-west-1|euw1/;
      for (const { values } of releases) expect(values).not.toMatch(other);
    }
  });

  it("is the partition's role in GovCloud", () => {
    expect(valuesOf(govCloud, "external-secrets", "us-gov-west-1").serviceAccount.annotations).toEqual({
      "eks.amazonaws.com/role-arn": "arn:aws-us-gov:iam::111122223333:role/acme-prod-usgw1-external-secrets",
    });
  });

  it.each(Object.entries(kubernetesVersions))("is an autoscaler of the cluster's minor %s", (minor, version) => {
    const environment = { ...prod, cluster: clusterWith({ kubernetesVersion: minor }) };
    expect(valuesOf(environment, "cluster-autoscaler").image).toEqual({ tag: version.autoscalerImage });
  });

  it("is no role where it has none, or comes by Pod Identity", () => {
    expect(valuesOf({ ...prod, ...unreached, dns: undefined, platform: {} }, "cert-manager").serviceAccount).toEqual({
      create: true,
      name: "cert-manager",
    });
    const environment = { ...prod, cluster: clusterWith({ podIdentity: ["external-secrets"] }) };
    expect(valuesOf(environment, "external-secrets").serviceAccount).toEqual({
      create: true,
      name: "external-secrets",
    });
  });

  it.each([
    ["without a zone", { ...prod, ...unreached, dns: undefined, platform: {} }],
    ["with a zone that nobody asked certificates for", { ...prod, platform: {} }],
  ])("is the internal CA alone %s", (_, environment) => {
    expect(valuesOf(environment, "platform-resources")).not.toHaveProperty("acme");
  });
});

describe("values as they are written", () => {
  const everything = [dev, prod, govCloud].flatMap((environment) =>
    layers
      .filter(({ name }) => name === "platform" || name === "monitoring")
      .flatMap(({ plan }) => plan(parsed(environment)).files)
      .filter(({ path }) => path.startsWith("helm-values/")),
  );

  it("are there for every region", () => {
    expect(everything.map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        "helm-values/dev/eu-west-1/cert-manager.yaml",
        "helm-values/prod/eu-central-1/external-secrets.yaml",
        "helm-values/prod/us-gov-east-1/platform-resources.yaml",
      ]),
    );
  });

  it.each(everything)("have no token of Terraform, no secret and no account but this one: $path", ({ text }) => {
    expect(text).not.toMatch(/TfToken|\$\{(data|aws_|module|local|var)\b|terraform_remote_state/);
    expect(text).not.toMatch(/AKIA|PRIVATE KEY/);
    expect(text.match(/:\d{12}:/g) ?? []).toEqual((text.match(/:\d{12}:/g) ?? []).map(() => ":111122223333:"));
  });
});
