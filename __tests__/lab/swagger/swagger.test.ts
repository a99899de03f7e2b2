import { describe, expect, it } from "vitest";
import { Swagger } from "./swagger";

const api = new Swagger({
  Deployment: {
    type: "object",
    required: ["spec"],
    "x-kubernetes-group-version-kind": [{ group: "apps", version: "v1", kind: "Deployment" }],
    properties: {
      apiVersion: { type: "string" },
      kind: { type: "string" },
      spec: { $ref: "#/definitions/Spec" },
    },
  },
  Spec: {
    type: "object",
    required: ["selector"],
    properties: {
      replicas: { type: "integer", format: "int32" },
      paused: { type: "boolean" },
      selector: { type: "object", additionalProperties: { type: "string" } },
      ports: { type: "array", items: { type: "string", format: "int-or-string" } },
      memory: { $ref: "#/definitions/io.k8s.apimachinery.pkg.api.resource.Quantity" },
      raw: { type: "object" },
      anything: {},
    },
  },
  "io.k8s.apimachinery.pkg.api.resource.Quantity": { type: "string" },
  Namespace: {
    type: "object",
    "x-kubernetes-group-version-kind": [{ group: "", version: "v1", kind: "Namespace" }],
  },
});

const flawsOf = (spec: object | null) => api.findFlaws({ apiVersion: "apps/v1", kind: "Deployment", ...{ spec } });

describe("the API of a minor", () => {
  it("takes what it defines, and a field without a value as one that is left out", () => {
    const spec = { replicas: 2, paused: null, selector: { app: "shop" }, ports: [80, "http"], memory: 1 };
    expect(flawsOf({ ...spec, raw: { any: [1] }, anything: ["x"] })).toEqual([]);
    expect(flawsOf({ ...spec, memory: "1Gi" })).toEqual([]);
  });

  it.each([
    [{ selector: {}, replica: 2 }, "Deployment.spec.replica is unknown"],
    [{ selector: {}, replicas: "2" }, 'Deployment.spec.replicas: "2" is no int32'],
    [{ selector: {}, replicas: 1.5 }, "Deployment.spec.replicas: 1.5 is no int32"],
    [{ selector: {}, paused: "true" }, 'Deployment.spec.paused: "true" is no boolean'],
    [{ selector: { app: 1 } }, "Deployment.spec.selector.app: 1 is no string"],
    [{ selector: [] }, "Deployment.spec.selector: [] is no object"],
    [{ selector: {}, ports: [true] }, "Deployment.spec.ports[0]: true is no int-or-string"],
    [{ selector: {}, ports: {} }, "Deployment.spec.ports: {} is no array"],
    [{}, "Deployment.spec.selector is required"],
    [null, "Deployment.spec is required"],
  ])("refuses %j", (spec, flaw) => {
    expect(flawsOf(spec)).toEqual([flaw]);
  });

  it("refuses kinds of its groups that it does not have, or has not for everybody", () => {
    expect(api.findFlaws({ apiVersion: "apps/v2", kind: "Deployment" })).toEqual(["apps/v2 Deployment is not there"]);
    expect(api.findFlaws({ apiVersion: "apps/v1beta1", kind: "Deployment" })).toEqual([
      "apps/v1beta1 Deployment is not served by default",
    ]);
  });

  it("knows what is its own", () => {
    expect(api.isBuiltIn({ apiVersion: "apps/v2" })).toBe(true);
    expect(api.isBuiltIn({ apiVersion: "v1" })).toBe(true);
    expect(api.isBuiltIn({ apiVersion: "cert-manager.io/v1" })).toBe(false);
  });
});
