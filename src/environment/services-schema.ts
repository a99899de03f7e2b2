import { z } from "zod";
import { partitionPattern } from "../../modules/aws-regions";
import { atLeastOne, filledText, matching, must, noFlaw, wholeNumber } from "./field";
import { findActionFlaw, isEverything } from "./iam-action";
import { findHandedOut } from "./iam-rights";
import { image } from "./image-schema";
import { averageQuantity, cpuQuantity, dnsLabel, memoryQuantity, namespace, taint } from "./kubernetes-field";

const metricName = matching(
  /^[a-zA-Z_]\w{0,99}$/,
  "the name of a metric: letters, digits and underscores",
  "write it as the adapter serves it, such as http_requests_per_second",
);

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
    /**
     * Lets the service hand out rights, or run code as somebody else, with the reason why.
     * @default - actions by which it could become somebody else are refused
     */
    rights: z
      .strictObject({
        /** Whoever takes over a pod of it takes over more than the service. */
        accepted: z.literal("hands-out-rights"),
        /** The reason, for the one who asks later. */
        because: filledText,
      })
      .readonly()
      .optional(),
  })
  .check(
    z.superRefine(({ actions, resources, rights }, context) => {
      for (const [i, action] of rights === undefined ? actions.entries() : []) {
        // Of every resource, no wildcard is allowed anyway.
        if (findActionFlaw(action) !== undefined || (action.includes("*") && resources.some(isEverything))) continue;
        const handedOut = findHandedOut(action, resources);
        if (handedOut === undefined) continue;
        context.addIssue({
          code: "custom",
          message: `an action by which the service cannot become somebody else${handedOut.toLowerCase() === action.toLowerCase() ? "" : `: this stands for ${handedOut} too`}`,
          params: {
            fix: 'name what it really calls, or accept it on the permission: rights: { accepted: "hands-out-rights", because: "..." }',
          },
          path: ["actions", i],
        });
      }
    }),
    must(
      ({ actions, resources }: { actions: readonly string[]; resources: readonly string[] }) =>
        !resources.some(isEverything) || actions.every((action) => !action.includes("*")),
      "no wildcard in the actions of a permission for every resource",
      "name the resources, or each action",
    ),
  )
  .readonly();

const port = wholeNumber(1, 65535, "a port is a number up to 65535");

const urlPath = matching(
  /^\/[-\w.~!$&'()*+,;=:@%/]*$/,
  "a path that starts with a slash",
  "write it as /orders, without host and question mark",
);

const replicaCount = wholeNumber(1, 1000, {
  tooLow:
    "keep one at least, in a region that stands by too: without one nobody takes over, and the region counts as dead",
  tooHigh: "a service of a thousand pods is several services",
});

const replicaRange = z
  .strictObject({
    /** Pods that are always there. */
    min: replicaCount,
    /** Up to where the autoscaler goes. */
    max: replicaCount,
  })
  .readonly();

/** How users reach a service through the front door of the region. */
const expose = z
  .strictObject({
    /**
     * The host, a name of the zone in `dns`: `shop` is shop.<domain>.
     * @default - the domain of the zone itself
     */
    host: matching(
      /^(?=.{1,63}$)[a-z]([-a-z0-9]*[a-z0-9])?$/,
      "the part of a name before the domain of dns, such as shop: lower-case letters, digits and dashes",
      "write it without the domain; a name outside of the zone has no certificate and no record here",
    ).optional(),
    /** What paths of its requests start with. The longest one wins. @default "/" */
    path: urlPath.default("/"),
    /** Where the load balancer asks whether a pod can serve. @default - `probes.readiness` */
    health: urlPath.optional(),
    /**
     * What happens when no pod of it is healthy: **all users of all services leave the region**, because Global Accelerator and Route 53 take a
     * load balancer for dead as soon as one of its target groups is.
     */
    whenDown: z
      .strictObject(
        {
          /** All users go to the other region as soon as this service has no healthy pod here. */
          accepted: z.literal("leave-region"),
          /** The reason, for the one who asks later. */
          because: filledText,
        },
        {
          error: ({ code }) =>
            code === "invalid_type"
              ? '{ accepted: "leave-region", because: "..." }: while none of its pods is healthy, all users of all services leave the region'
              : undefined,
        },
      )
      .readonly(),
  })
  .readonly();

/** A microservice. It runs in both regions, under a service account of its own. */
const service = z
  .strictObject({
    /** Where its pods and its service account are. None of those that belong to the platform. */
    namespace,
    /**
     * What its container runs.
     * @default - nothing is installed; its namespace and its role stand for whoever installs it otherwise
     */
    image: image.optional(),
    /** Where it listens, as plain HTTP. Above 1024, since it does not run as root. @default 8080 */
    port: wholeNumber(1025, 65535, "choose a port above 1024: below, only root may listen").default(8080),
    /**
     * Lets users reach it through `edge`.
     * @default - only other services reach it
     */
    expose: expose.optional(),
    /**
     * How many pods it has, by what its region serves.
     * @default { primary: { min: 2, max: 6 }, failover: { min: 1, max: 6 } }
     */
    replicas: z
      .strictObject({
        /** Where its region is the primary one. @default { min: 2, max: 6 } */
        primary: replicaRange.default({ min: 2, max: 6 }),
        /** Where its region is the failover one, standing by or serving. @default { min: 1, max: 6 } */
        failover: replicaRange.default({ min: 1, max: 6 }),
      })
      .prefault({})
      .readonly(),
    /**
     * What each pod requests. Memory is its limit too; processors have none.
     * @default { cpu: "100m", memory: "128Mi" }
     */
    resources: z
      .strictObject({
        /** Processor time. @default "100m" */
        cpu: cpuQuantity.default("100m"),
        /** Memory. @default "128Mi" */
        memory: memoryQuantity.default("128Mi"),
      })
      .prefault({})
      .readonly(),
    /**
     * Where Kubernetes asks how a pod is.
     * @default {}
     */
    probes: z
      .strictObject({
        /** Whether it can serve. A pod that says no gets no requests. @default "/readyz" */
        readiness: urlPath.default("/readyz"),
        /** Whether it is alive. A pod that says no is restarted, so it must not ask for others. @default "/healthz" */
        liveness: urlPath.default("/healthz"),
        /** Seconds that it may take to start. @default 60 */
        startupSec: wholeNumber(5, 3600, "count what the slowest start takes").default(60),
      })
      .prefault({})
      .readonly(),
    /**
     * When pods are added, between the bounds of `replicas`.
     * @default { cpuPercent: 70 }
     */
    scaling: z
      .strictObject({
        /** Of the requested processor time, on average. @default 70 */
        cpuPercent: wholeNumber(10, 100, "choose a share of what is requested").default(70),
        /** Of the requested memory, on average. @default - memory decides nothing */
        memoryPercent: wholeNumber(10, 100, "choose a share of what is requested").optional(),
        /**
         * Averages of the pods' own metrics, by name, such as `{ "http_requests_per_second": "50" }`. An adapter in the cluster must serve them.
         * @default {}
         */
        metrics: z.record(metricName, averageQuantity).default({}).readonly(),
      })
      .prefault({})
      .readonly(),
    /** Environment variables. No secrets: they are in the output and in the state. @default {} */
    environment: z
      .record(
        matching(
          /^[A-Za-z_][A-Za-z0-9_]*$/,
          "the name of an environment variable",
          "write it with letters, digits and underscores",
        ),
        z.string(),
      )
      .default({})
      .readonly(),
    /**
     * Secrets of Secrets Manager in each region, by what follows `<organization>/<environment>/services/`. Every key of them is an environment
     * variable.
     * @default []
     */
    secrets: z
      .array(
        matching(
          /^[\w+=.@-]+(\/[\w+=.@-]+)*$/,
          "what follows the path of services in the name of a secret, such as orders/payment",
          "write it without a slash at either end",
        ),
      )
      .default([])
      .readonly(),
    /**
     * Lets it reach the database: as an IAM user of PostgreSQL, whose hosts it is told. In a region without the writer it is told to read only.
     * @default - no way to the database
     */
    database: z
      .strictObject({
        /** What it is meant for. `read` is told the nearest instance, `read-write` the writer too. */
        access: z.enum(["read", "read-write"]),
        /**
         * The user of PostgreSQL that it signs in as, by a token of IAM. Somebody creates it: docs/runbooks/workloads.md.
         * @default - the name of the service, with underscores
         */
        user: matching(
          /^(?!pg_|rds)[a-z][a-z0-9_]{0,62}$/,
          "a user of PostgreSQL: lower-case letters, digits and underscores, not starting with pg_ or rds",
          "rename it",
        ).optional(),
      })
      .readonly()
      .optional(),
    /**
     * Where Prometheus reads its metrics.
     * @default - nowhere
     */
    metrics: z
      .strictObject({
        /** Where they are. @default "/metrics" */
        path: urlPath.default("/metrics"),
        /** A port of their own. @default - that of the service */
        port: port.optional(),
      })
      .readonly()
      .optional(),
    /** Services that it calls, by name. Nobody else answers it. @default [] */
    calls: z.array(z.string()).default([]).readonly(),
    /**
     * Whether it may call the internet, over TLS. AWS itself is reached where it has `permissions`.
     * @default false
     */
    internet: z.boolean().default(false),
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
