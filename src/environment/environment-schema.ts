import { z } from "zod";
import { interfaceEndpointServices } from "../../modules/interface-endpoints/interface-endpoint-services";
import { alarms } from "./alarms-schema";
import { cluster } from "./cluster-schema";
import { database } from "./database-schema";
import { dns } from "./dns-schema";
import { emulator } from "./emulator-schema";
import { matching, must, tagValue } from "./field";
import { flowLogs } from "./flow-logs-schema";
import { interconnect } from "./interconnect-schema";
import { peers } from "./peers-schema";
import { region } from "./region-schema";
import { roles } from "./roles-schema";
import { services } from "./services-schema";
import { state } from "./state-schema";
import { tags } from "./tags-schema";
import { terraform } from "./terraform-schema";

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
  /**
   * Networks elsewhere that the platform must not overlap, by name, such as `office`. Append further ones: the place in the file numbers a
   * peer's rule in the network ACL of the control plane, and Terraform rewrites those behind one that is put in front. Any change replaces
   * the rule by which peers reach a private endpoint; for seconds they do not.
   * @default {}
   */
  peers,
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
   * Who is told when something is wrong: `{ subscribers: [...] }`, or the named choice `{ accepted: "no-alarms", because: "..." }`. Each
   * region has a topic of its own, in its network stack, to which everything that can ring publishes. About 1 USD a month and region for
   * the key of the topic.
   */
  alarms,
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
  /**
   * Microservices that run on the clusters, by name: also the name of the service account, and part of the name of the IAM role. Renaming
   * one makes a new role. Their order matters nowhere.
   * @default {}
   */
  services,
  /**
   * The public zone of the platform, for DNS-01 challenges of certificates.
   * @default - cert-manager has no role in AWS
   */
  dns: dns.optional(),
  /** Where Terraform keeps its state. */
  state,
  /** Refuses to destroy what cannot be had back: state buckets, databases, clusters. @default true */
  deletionProtection: z.boolean().default(true),
  /** For air-gapped users: versions and sources of what Terraform downloads. */
  terraform,
  /** Points every AWS call at an emulator. Never set it for an account of AWS. @default - AWS itself */
  emulator: emulator.optional(),
});
