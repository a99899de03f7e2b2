import { z } from "zod";
import { partitionPattern } from "../../modules/aws-regions";
import { atLeastOne, matching, must, noFlaw } from "./field";
import { findActionFlaw, isEverything } from "./iam-action";
import { dnsLabel, namespace, taint } from "./kubernetes-field";

const permission = z
  .strictObject({
    /** As IAM writes them, such as `sqs:SendMessage` or `s3:Get*`. */
    actions: z
      .array(z.string().check(noFlaw(findActionFlaw)))
      .check(atLeastOne)
      .readonly(),
    /** ARNs. `{region}` and `{account}` stand for the cluster's own, since a service runs in both regions. */
    resources: z
      .array(
        matching(
          new RegExp(String.raw`^(\*|arn:${partitionPattern}:[a-z0-9-]+:[^:\s]*:[^:\s]*:[!-~]+)$`),
          "an ARN, such as arn:aws:sqs:{region}:{account}:orders, or *",
          "write the whole ARN; {region} and {account} are filled in",
        ).check(
          must(
            (arn: string) =>
              !arn.startsWith("arn:aws") || !/[{}]/.test(arn.replace(/\$\{[^{}]*\}|\{(region|account)\}/g, "")),
            "no placeholder but {region} and {account}",
            "correct the placeholder; a variable of IAM starts with a dollar sign",
          ),
        ),
      )
      .check(atLeastOne)
      .readonly(),
  })
  .check(
    must(
      ({ actions, resources }: { actions: readonly string[]; resources: readonly string[] }) =>
        !resources.some(isEverything) || actions.every((action) => !action.includes("*")),
      "no wildcard in the actions of a permission for every resource",
      "name the resources, or each action",
    ),
  )
  .readonly();

/** A microservice. It runs in both regions, under a service account of its own. */
const service = z
  .strictObject({
    /** Where its pods and its service account are. None of those that belong to the platform. */
    namespace,
    /** What its pods may do in AWS. A service that asks for nothing has no role. @default [] */
    permissions: z.array(permission).default([]).readonly(),
    /**
     * How its pods prove who they are: IAM roles for service accounts, or EKS Pod Identity. Its role stays the same.
     * @default "irsa"
     */
    identity: z.enum(["irsa", "pod-identity"]).default("irsa"),
    /** Taints of node groups that its pods may run on. @default [] */
    tolerations: z.array(taint).default([]).readonly(),
  })
  .readonly();

const serviceName = dnsLabel(30).check(
  must(
    (name: string) => name !== "default",
    "a name of its own",
    "rename it: default is the service account of every pod that names none",
  ),
);

/** Microservices by name. */
export const services = z.record(serviceName, service).default({}).readonly();
