import { z } from "zod";
import { cluster } from "./cluster-schema";
import { database } from "./database-schema";
import { cidr, logRetentionDays, matching, must, regionCode, tagKey, tagValue, wholeNumber } from "./field";
import { region } from "./region-schema";
import { service } from "./service-schema";

const nat = z.enum(["per-zone", "single"]);

const roles = z
  .strictObject({
    primary: z
      .strictObject({
        /**
         * NAT gateways: `per-zone` survives the loss of a zone, `single` costs a third. About 35 USD a month each, plus traffic.
         * @default "per-zone"
         */
        nat: nat.default("per-zone"),
      })
      .prefault({})
      .readonly(),
    failover: z
      .strictObject({
        /**
         * `standby` runs few, warm nodes in one zone; `active` serves like the primary.
         * @default "standby"
         */
        mode: z.enum(["standby", "active"]).default("standby"),
        /** @default - `single` for a standby, `per-zone` for an active region */
        nat: nat.optional(),
      })
      .prefault({})
      .transform(
        ({ mode, nat: chosen }) => ({ mode, nat: chosen ?? (mode === "standby" ? "single" : "per-zone") }) as const,
      )
      .readonly(),
  })
  .prefault({})
  .readonly();

const peer = z
  .strictObject({
    /** A word for messages and route names, such as `office` or `shared-services`. */
    name: matching(/^[a-z][a-z0-9-]{0,29}$/, "lower-case letters, digits and dashes, at most 30", "rename the peer"),
    /** Range of the other network. Nothing of the platform may overlap it. */
    cidr,
    /**
     * The region whose transit gateway this network is attached to. Needed with `interconnect: { type: "transit-gateway" }` only.
     * @default - the network is only kept free of overlaps and admitted to the private API endpoint
     */
    region: regionCode.optional(),
  })
  .readonly();

const interconnect = z
  .discriminatedUnion("type", [
    /** A VPC peering connection: no cost but traffic, and two VPCs are all it ever connects. */
    z.strictObject({ type: z.literal("peering") }),
    /** A transit gateway in each region, peered: about 110 USD a month for three attachments, and room for more VPCs (`peers`). */
    z.strictObject({
      type: z.literal("transit-gateway"),
      /**
       * Private autonomous system number of each gateway, in alphabetical order of the region codes.
       * @default [64512, 64513]
       */
      amazonSideAsns: z
        .tuple([
          wholeNumber(64512, 65534, "choose a private number"),
          wholeNumber(64512, 65534, "choose a private number"),
        ])
        .default([64512, 64513]),
    }),
  ])
  .default({ type: "peering" })
  .readonly();

/** Services that can have an interface endpoint in the private subnets, by the last part of their service name. */
export const interfaceEndpointServices = [
  "autoscaling",
  "ec2",
  "ecr.api",
  "ecr.dkr",
  "eks",
  "eks-auth",
  "elasticloadbalancing",
  "kms",
  "logs",
  "monitoring",
  "rds",
  "secretsmanager",
  "sns",
  "sqs",
  "ssm",
  "ssmmessages",
  "sts",
] as const;

const flowLogs = z
  .strictObject({
    /** Days that CloudWatch Logs keeps the records; one of the steps it knows. @default 365 */
    retentionDays: logRetentionDays.default(365),
    /** `REJECT` costs a fraction of `ALL` and still shows what security groups and NACLs refuse. @default "ALL" */
    trafficType: z.enum(["ALL", "ACCEPT", "REJECT"]).default("ALL"),
  })
  .prefault({})
  .readonly();

const state = z
  .discriminatedUnion("backend", [
    /** One bucket per region, made by the state stack. */
    z.strictObject({
      backend: z.literal("s3"),
      /**
       * The region whose bucket keeps what belongs to no single region: state, peering, edge. Choose the failover region, so that this
       * state survives the loss of the primary. It names a place, not a role: a failover must not move state.
       */
      sharedRegion: regionCode,
      /**
       * First part of both bucket names; region and account id follow.
       * @default - `<organization>-<environment>`
       */
      bucketPrefix: z.string().optional(),
    }),
    /** Files below `terraform-state/` of this checkout: for trials, for one person. */
    z.strictObject({ backend: z.literal("local") }),
  ])
  .readonly();

const moduleSource = z
  .discriminatedUnion("from", [
    z.strictObject({ from: z.literal("public-registry") }),
    /** A private registry that mirrors `terraform-aws-modules/*` under the same namespace. */
    z.strictObject({
      from: z.literal("registry"),
      host: matching(/^[a-z0-9.-]+(:\d+)?$/, "a host name, without a scheme", "write it as registry.example.com"),
    }),
    /** A directory laid out as `terraform-aws-modules/<name>/aws/<version>`. */
    z.strictObject({
      from: z.literal("directory"),
      path: matching(
        /^\//,
        "an absolute path",
        "write the whole path: Terraform takes a relative one for a registry address",
      ),
    }),
  ])
  .default({ from: "public-registry" })
  .readonly();

const terraform = z
  .strictObject({
    /** Version constraint of hashicorp/aws in every stack. @default ">= 6.28, < 7" */
    awsProvider: matching(
      /^((>=|<=|>|<|=|!=|~>)?\s*\d+(\.\d+){0,2})(\s*,\s*(>=|<=|>|<|=|!=|~>)?\s*\d+(\.\d+){0,2})*$/,
      "a version constraint of Terraform",
      'write it as ">= 6.28, < 7" or "6.30.0"',
    ).default(">= 6.28, < 7"),
    /** Where Terraform takes the public modules from. @default { from: "public-registry" } */
    modules: moduleSource,
  })
  .prefault({})
  .readonly();

const emulator = z
  .strictObject({
    /** URL of the emulator of each service, by the name the AWS provider has for it. */
    endpoints: z.record(z.string(), matching(/^https?:\/\/\S+$/, "a URL", "write it as https://127.0.0.1:4566")),
  })
  .readonly();

/** Set on every resource by src/stack/tags.ts. */
const reservedTags = ["environment", "region", "layer", "owner", "managed-by"];

/** A resource has up to 50; Tandem, the modules and Kubernetes set some themselves. */
const maxTags = 40;

const ownTagKey = tagKey
  .check(
    must(
      (key: string) => !/^aws:/i.test(key) && !reservedTags.includes(key.toLowerCase()),
      `no key that starts with aws:, and none of ${reservedTags.join(", ")}`,
      "rename the tag: AWS keeps the prefix for itself, and Tandem sets the others; IAM tells no upper from lower case",
    ),
  )
  .check(
    must(
      (key: string) => !/(^|\.)(kubernetes\.io|k8s\.io|k8s\.aws)\//.test(key),
      "no key of Kubernetes",
      "rename the tag: controllers go by those",
    ),
  );

const tags = z
  .record(ownTagKey, tagValue)
  .check(
    must(
      (entries: object) => Object.keys(entries).length <= maxTags,
      `at most ${maxTags} tags`,
      "leave some out: AWS takes 50, and Tandem, the modules and Kubernetes set some themselves",
    ),
  )
  .check(
    must(
      (entries: object) =>
        new Set(Object.keys(entries).map((key) => key.toLowerCase())).size === Object.keys(entries).length,
      "keys that differ in more than upper and lower case",
      "remove one of the two: IAM takes them for the same",
    ),
  );

const name = matching(
  /^[a-z](-?[a-z0-9])*$/,
  "lower-case letters, digits and single dashes, starting with a letter",
  "rename it; names of AWS resources are built from it",
);

/** The shape of an environment file. What no single field can say is in the checks of each layer. */
export const environmentSchema = z.strictObject({
  /** Name of the environment; also of its file. First part of every stack's name, such as `prod` or `prod-eu-3`. */
  name,
  /** First part of every physical name in AWS, such as `acme`. Short: IAM names have room for little. */
  organization: name,
  /** The AWS account that everything stands in. Terraform refuses credentials of any other account. */
  accountId: matching(/^\d{12}$/, "12 digits, as a string", "copy the account id from the AWS console"),
  /** Who answers for it: tagged on every resource. */
  owner: tagValue.min(1),
  /** More tags for every resource. @default {} */
  tags: tags.default({}).readonly(),
  /** Both regions, in any order. */
  regions: z
    .array(region)
    .check(
      must(
        (list: unknown[]) => list.length === 2,
        "exactly 2 regions",
        "name one primary and one failover region; further pairs are further environments",
      ),
    )
    .readonly(),
  /** How big a region is by what it serves today. */
  roles,
  /** Networks elsewhere that the platform must not overlap. @default [] */
  peers: z.array(peer).default([]).readonly(),
  /** How the two VPCs reach each other. @default { type: "peering" } */
  interconnect,
  /**
   * AWS services that pods reach without leaving the VPC. About 8 USD a month for each service and zone; S3 is always there and free.
   * @default []
   */
  interfaceEndpoints: z.array(z.enum(interfaceEndpointServices)).default([]).readonly(),
  /** Records of who talked to whom in each VPC. */
  flowLogs,
  /**
   * PostgreSQL with a replica in the other region.
   * @default - no database
   */
  database: database.optional(),
  /**
   * EKS in both regions.
   * @default - no cluster
   */
  cluster: cluster.optional(),
  /** Microservices that run on the clusters. @default [] */
  services: z.array(service).default([]).readonly(),
  /**
   * The public zone of the platform, for DNS-01 challenges of certificates.
   * @default - cert-manager has no role in AWS
   */
  dns: z
    .strictObject({
      hostedZoneId: matching(
        /^Z[A-Z0-9]{1,31}$/,
        "the id of a hosted zone, such as Z0123456789ABCDEFGHIJ",
        "list them: aws route53 list-hosted-zones",
      ),
    })
    .readonly()
    .optional(),
  /** Where Terraform keeps its state. */
  state,
  /** Refuses to destroy what cannot be had back: state buckets, databases, clusters. @default true */
  deletionProtection: z.boolean().default(true),
  /** For air-gapped users: versions and sources of what Terraform downloads. */
  terraform,
  /** Points every AWS call at an emulator. Never set it for an account of AWS. @default - AWS itself */
  emulator: emulator.optional(),
});
