import { describe, expect, it } from "vitest";
import type { Problem } from "../../src/config/problem";
import { clusterWith, parsed, problemsOf, problemsOfService, prod } from "../literals";

const wrong = (path: string, value: unknown, expected: string) => ({
  path,
  got: JSON.stringify(value),
  expected,
  fix: `correct ${path}`,
});
const unknownField = { got: "an unknown field", fix: "correct the field's name or remove it" };

describe("a service with required fields only", () => {
  it("takes these defaults", () => {
    const { services } = parsed({ ...prod, services: { orders: { namespace: "shop" } } });
    expect(services).toEqual({
      orders: {
        namespace: "shop",
        port: 8080,
        replicas: { primary: { min: 2, max: 6 }, failover: { min: 1, max: 6 } },
        resources: { cpu: "100m", memory: "128Mi" },
        probes: { readiness: "/readyz", liveness: "/healthz", startupSec: 60 },
        scaling: { cpuPercent: 70, metrics: {} },
        environment: {},
        secrets: [],
        calls: [],
        internet: false,
        permissions: [],
        identity: "irsa",
        tolerations: [],
      },
    });
  });

  it("tolerates a taint without a value", () => {
    const taints = [{ key: "gpu", effect: "NoSchedule" } as const];
    const { nodeGroups } = clusterWith({});
    const one = { min: 1, max: 1 };
    const gpu = {
      instanceTypes: ["m7i.large"],
      zones: "first",
      taints,
      sizes: { primary: one, failover: one },
    } as const;
    const cluster = clusterWith({ nodeGroups: { ...nodeGroups, gpu } });
    const { services } = parsed({ ...prod, cluster, services: { orders: { namespace: "shop", tolerations: taints } } });
    expect(services["orders"]?.tolerations).toEqual([{ key: "gpu", value: "", effect: "NoSchedule" }]);
  });
});

describe("prod's service with one field changed", () => {
  it.each([
    [
      "no namespace",
      { namespace: undefined },
      { path: "services.orders.namespace", got: "nothing", expected: "a string", fix: "add services.orders.namespace" },
    ],
    [
      "an identity in other words",
      { identity: "podIdentity" },
      wrong("services.orders.identity", "podIdentity", 'one of "irsa", "pod-identity"'),
    ],
    [
      "an unknown field",
      { nodeSelector: { disk: "ssd" } },
      {
        ...unknownField,
        path: "services.orders.nodeSelector",
        expected:
          "one of namespace, image, port, expose, replicas, resources, probes, scaling, environment, secrets, database, metrics, calls, internet, permissions, identity, tolerations",
      },
    ],
    [
      "an operator of a toleration",
      { tolerations: [{ key: "dedicated", value: "monitoring", effect: "NoSchedule", operator: "Exists" }] },
      { ...unknownField, path: "services.orders.tolerations[0].operator", expected: "one of key, value, effect" },
    ],
    [
      "a permission in the words of IAM",
      { permissions: [{ actions: ["s3:GetObject"], resources: ["arn:aws:s3:::acme-orders/*"], effect: "Allow" }] },
      { ...unknownField, path: "services.orders.permissions[0].effect", expected: "one of actions, resources, rights" },
    ],
  ] satisfies [string, object, Problem][])("refuses %s", (_, change, problem) => {
    expect(problemsOfService(change)).toEqual([problem]);
  });

  it("refuses services in a list", () => {
    const services = [{ name: "orders", namespace: "shop" }];
    expect(problemsOf({ services })).toEqual([wrong("services", services, "an object")]);
  });
});

describe("the name of a service", () => {
  const label = {
    expected: "lower-case letters, digits and dashes, starting with a letter, at most 30",
    fix: "rename it",
  };

  it.each([
    ["one that no role can carry", "Orders_API", label],
    ["one longer than 30", "o".repeat(31), label],
    [
      "that of every namespace's own service account",
      "default",
      {
        expected: "a name of its own",
        fix: "rename it: default is the service account of every pod that names none",
      },
    ],
  ])("is not %s", (_, name, problem) => {
    expect(problemsOf({ services: { ...prod.services, [name]: { namespace: "shop" } } })).toEqual([
      { path: `services.${name}`, got: `"${name}"`, ...problem },
    ]);
  });
});

describe("what a service may do in AWS", () => {
  const at = "services.orders.permissions[0]";
  const problemsWith = (actions: unknown, resources: unknown) =>
    problemsOfService({ permissions: [{ actions, resources }] });
  const action = {
    expected: "an action of one service, such as s3:GetObject or s3:Get*",
    fix: "name what the service calls; a whole service (s3:*) is for administrators",
  };
  const arn = {
    expected: "an ARN, such as arn:aws:sqs:{region}:{account}:orders, or *",
    fix: "write the whole ARN; {region} and {account} are filled in",
  };
  const everywhere = {
    path: at,
    expected: "no wildcard in the actions of a permission for every resource",
    fix: "name the resources, or each action",
  };

  it.each(["*", "s3:*", "*:*", "s3:*Object", "s3:Get?", "GetObject", "S3:GetObject", "s3:GetObject "])(
    "is not the action %j",
    (name) => {
      expect(problemsWith(["sqs:SendMessage", name], ["arn:aws:s3:::acme-orders"])).toEqual([
        { path: `${at}.actions[1]`, got: JSON.stringify(name), ...action },
      ]);
    },
  );

  it.each(["acme-orders/*", "arn:aws:s3", "arn:aws-cn:s3:::acme-orders", "arn:{partition}:s3:::acme-orders", "**", ""])(
    "is not done to %j",
    (resource) => {
      expect(problemsWith(["s3:GetObject"], ["arn:aws:s3:::acme-orders", resource])).toEqual([
        { path: `${at}.resources[1]`, got: JSON.stringify(resource), ...arn },
      ]);
    },
  );

  it("is nothing with a wildcard to everything", () => {
    expect(problemsWith(["s3:Get*"], ["*"])).toEqual([
      { ...everywhere, got: '{"actions":["s3:Get*"],"resources":["*"]}' },
    ]);
    expect(problemsWith(["s3:GetObject", "s3:Get*"], ["arn:aws:s3:::acme-orders", "*"])).toEqual([
      { ...everywhere, got: '{"actions":["s3:GetObject","s3:Get*"],"resources":["arn:aws:s3:::acme-orders"...' },
    ]);
  });

  it.each([
    ["named actions on everything", ["cloudwatch:PutMetricData", "xray:PutTraceSegments"], ["*"]],
    [
      "a family of actions on some objects",
      ["s3:Get*", "s3:List*"],
      ["arn:aws:s3:::acme-orders", "arn:aws:s3:::acme-orders/*"],
    ],
    ["placeholders", ["sqs:SendMessage"], ["arn:aws:sqs:{region}:{account}:acme-prod-orders"]],
    [
      "a service whose name has a dash",
      ["cognito-idp:AdminGetUser"],
      ["arn:aws:cognito-idp:eu-west-1:111122223333:userpool/x"],
    ],
  ])("may be %s", (_, actions, resources) => {
    expect(problemsWith(actions, resources)).toEqual([]);
  });

  it.each([
    ["actions", [], ["*"]],
    ["resources", ["s3:GetObject"], []],
  ])("has %s", (field, actions, resources) => {
    expect(problemsWith(actions, resources)).toEqual([
      { path: `${at}.${field}`, got: "[]", expected: "at least 1 value", fix: "add one" },
    ]);
  });

  it("comes in lists", () => {
    expect(problemsWith("s3:GetObject", "*")).toEqual([
      wrong(`${at}.actions`, "s3:GetObject", "an array"),
      wrong(`${at}.resources`, "*", "an array"),
    ]);
  });

  // It would reach IAM as it stands there, and match nothing.
  it.each(["{regoin}", "{Region}", "{partition}", "{}", "{region"])("has no placeholder %s", (placeholder) => {
    const resource = `arn:aws:sqs:${placeholder}:{account}:orders`;
    expect(problemsWith(["sqs:SendMessage"], [resource])).toEqual([
      {
        path: `${at}.resources[0]`,
        got: `"${resource}"`,
        expected: "no placeholder but {region} and {account}",
        fix: "correct the placeholder; a variable of IAM starts with a dollar sign",
      },
    ]);
  });

  it("may have variables of IAM beside placeholders", () => {
    const variable = "$" + "{aws:PrincipalTag/kubernetes-namespace}";
    expect(problemsWith(["s3:GetObject"], [`arn:aws:s3:::orders-{region}-{account}/${variable}/*`])).toEqual([]);
  });
});
