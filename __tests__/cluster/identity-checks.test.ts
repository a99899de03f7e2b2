import { describe, expect, it } from "vitest";
import { govCloud, problemsOf, problemsOfService, prod, regionsWith } from "../literals";
import { stackOf } from "../synthesized";

/** Prod of an organization with a long name, and the prefix of buckets out of the way. */
const organization = (length: number, change: object = {}) => ({
  organization: "a".repeat(length),
  state: { backend: "s3", sharedRegion: "eu-central-1", bucketPrefix: "acme" },
  ...change,
});
const orders = { namespace: "shop" };
const permissions = [{ actions: ["sqs:SendMessage"], resources: ["arn:aws:sqs:{region}:{account}:orders"] }];

describe("the names of roles", () => {
  // `-prod-euw1-aws-load-balancer-controller` is 39 characters long.
  it.each([
    [26, "1 character"],
    [28, "3 characters"],
    // With it, every other role is too long as well.
    [50, "25 characters"],
  ])("of controllers are no longer than IAM takes them: one problem for an organization of %i", (length, excess) => {
    const name = `${"a".repeat(length)}-prod-euw1-aws-load-balancer-controller`;
    expect(problemsOf(organization(length))).toEqual([
      {
        path: "name",
        got: `"${name}" (${name.length} characters) as role of aws-load-balancer-controller in eu-west-1`,
        expected: "at most 64 characters",
        fix: `shorten organization or name by ${excess}`,
      },
    ]);
  });

  it("of controllers may be just as long as IAM takes them", () => {
    expect(problemsOf(organization(25))).toEqual([]);
  });

  // `-prod-euw1-svc-` is 15 characters long.
  it("of services are no longer than IAM takes them", () => {
    const services = (length: number) => ({
      orders: { ...orders, permissions },
      ["o".repeat(length)]: { ...orders, permissions },
    });
    const name = `${"a".repeat(20)}-prod-euw1-svc-${"o".repeat(30)}`;
    expect(problemsOf(organization(20, { services: services(29) }))).toEqual([]);
    expect(problemsOf(organization(20, { services: services(30) }))).toEqual([
      {
        path: `services.${"o".repeat(30)}`,
        got: `"${name}" (65 characters) as IAM role in eu-west-1`,
        expected: "at most 64 characters",
        fix: "shorten the service's name, organization or name by 1 character",
      },
    ]);
  });

  it("of several services are reported in the order of the file", () => {
    const names = ["z".repeat(29), "a".repeat(30)];
    const services = Object.fromEntries(names.map((name) => [name, { ...orders, permissions }]));
    const paths = problemsOf(organization(21, { services })).map(({ path }) => path);
    expect(paths).toEqual(names.map((name) => `services.${name}`));
  });

  it("do not count where there is no role: a service without permissions, an environment without a cluster", () => {
    const services = { ["o".repeat(30)]: orders };
    expect(problemsOf(organization(20, { services }))).toEqual([]);
    expect(problemsOf(organization(26, { cluster: undefined, edge: undefined, services: {} }))).toEqual([]);
  });
});

describe("the policy of a service", () => {
  const documentLength = (resource: string) =>
    JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Sid: "Permission0", Effect: "Allow", Action: ["s3:GetObject"], Resource: [resource] }],
    }).length;
  /** An ARN that makes a policy of so many characters; what is filled in later counts as what it becomes. */
  const resourceFor = (length: number, start = "arn:aws:s3:::", filled = start) =>
    start + "b".repeat(length - documentLength(filled));
  const permissionsOn = (...resources: string[]) => [{ actions: ["s3:GetObject"], resources }];
  const problemsWith = (...resources: string[]) => problemsOfService({ permissions: permissionsOn(...resources) });
  const tooLong = (length: number) => ({
    path: "services.orders.permissions",
    got: `a policy of ${length} characters`,
    expected: "at most 10240, which is what a role takes",
    fix: "use wildcards in the resources, such as arn:aws:s3:::acme-orders-*/*",
  });

  it("is no longer than a role takes", () => {
    expect(problemsWith(resourceFor(10_240))).toEqual([]);
    expect(problemsWith(resourceFor(10_241))).toEqual([tooLong(10_241)]);
  });

  it("is as long as all permissions together", () => {
    const two = [...permissionsOn(resourceFor(6000)), ...permissionsOn(resourceFor(6000))];
    const frame =
      documentLength("") - `{"Sid":"Permission0","Effect":"Allow","Action":["s3:GetObject"],"Resource":[""]}`.length;
    // One frame, and a comma between both.
    expect(problemsOfService({ permissions: two })).toEqual([tooLong(12_000 - frame + 1)]);
  });

  // eu-central-1 has the longer name of both regions.
  it("counts what is filled in, in the region where that is most", () => {
    const start = "arn:aws:s3:{region}:{account}:";
    const filled = "arn:aws:s3:eu-central-1:111122223333:";
    expect(problemsWith(resourceFor(10_240, start, filled))).toEqual([]);
    expect(problemsWith(resourceFor(10_241, start, filled))).toEqual([tooLong(10_241)]);
    const services = { orders: { ...orders, permissions: permissionsOn(resourceFor(10_241, start, filled)) } };
    expect(problemsOf({ regions: regionsWith({}).toReversed(), services })).toEqual([tooLong(10_241)]);
  });

  // IAM refuses it: `Partition "aws" is not valid for resource`.
  it.each([
    ["in GovCloud", govCloud, "arn:aws:s3:::acme-orders", "aws-us-gov, as us-gov-west-1 is"],
    ["in any other region", prod, "arn:aws-us-gov:s3:::acme-orders", "aws, as eu-west-1 is"],
  ])("names nothing of another partition: %s", (_, environment, resource, partition) => {
    const { principalArn = "" } = environment.cluster?.access["platform"] ?? {};
    const own = `${principalArn.slice(0, principalArn.indexOf(":iam"))}:s3:::acme-orders`;
    const resources = ["*", own, resource];
    const services = { orders: { ...orders, permissions: [...permissionsOn(own), ...permissionsOn(...resources)] } };
    expect(problemsOf({ ...environment, services })).toEqual([
      {
        path: "services.orders.permissions[1].resources[2]",
        got: `"${resource}"`,
        expected: `an ARN of partition ${partition}`,
        fix: "name a resource of that partition: IAM refuses others",
      },
    ]);
  });

  // Terraform takes them for references of its own: `Invalid reference`.
  it("keeps the variables of IAM from Terraform", () => {
    const resource = `arn:aws:s3:::acme-orders/\${aws:PrincipalTag/kubernetes-namespace}/*`;
    const services = { orders: { ...orders, permissions: permissionsOn(resource) } };
    const stack = stackOf("prod-eu-west-1-cluster", { ...prod, services });
    expect(stack.resources("aws_iam_role_policy")["service-orders_policy"]?.["policy"]).toContain(
      "$${aws:PrincipalTag",
    );
  });
});

describe("a service", () => {
  it.each(["kube-system", "cert-manager", "external-secrets", "monitoring"])("has no place in %s", (namespace) => {
    expect(problemsOfService({ namespace })).toEqual([
      {
        path: "services.orders.namespace",
        got: `"${namespace}"`,
        expected:
          "a namespace of its own, none of kube-system, cert-manager, external-secrets, monitoring, kube-node-lease, node-exporter, kube-public, front-door, nor another that starts with kube-",
        fix: "choose another namespace: those belong to the platform",
      },
    ]);
  });

  it("needs a cluster to run in", () => {
    const carts = { namespace: "shop" };
    const problem = (names: string) => ({
      path: "services",
      got: `${names} and no cluster`,
      expected: "a cluster for them to run in",
      fix: "add cluster, or remove the services",
    });
    expect(problemsOf({ cluster: undefined, edge: undefined, services: { orders } })).toEqual([problem("orders")]);
    expect(problemsOf({ cluster: undefined, edge: undefined, services: { orders, carts } })).toEqual([
      problem("orders, carts"),
    ]);
    expect(problemsOf({ cluster: undefined, edge: undefined, services: {} })).toEqual([]);
  });

  it("may be called like a controller, whose role has another name", () => {
    expect(problemsOf({ services: { "ebs-csi-driver": { ...orders, permissions } } })).toEqual([]);
  });
});
