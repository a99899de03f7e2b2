import { z } from "zod";
import { interfaceEndpointServices } from "../../modules/interface-endpoints/interface-endpoint-services";
import { alarms } from "./alarms-schema";
import { filledTagValue } from "./aws-field";
import { cluster } from "./cluster-schema";
import { database } from "./database-schema";
import { delivery } from "./delivery-schema";
import { dns } from "./dns-schema";
import { edge } from "./edge-schema";
import { emulator } from "./emulator-schema";
import { type Flaw, matching, must, noFlaw } from "./field";
import { flowLogs } from "./flow-logs-schema";
import { frontDoor } from "./front-door-schema";
import { iam } from "./iam-schema";
import { images } from "./images-schema";
import { interconnect } from "./interconnect-schema";
import { monitoring } from "./monitoring-schema";
import { namespaces } from "./namespaces-schema";
import { peers } from "./peers-schema";
import { platform } from "./platform-schema";
import { region } from "./region-schema";
import { roles } from "./roles-schema";
import { services } from "./services-schema";
import { state } from "./state-schema";
import { tags } from "./tags-schema";
import { teams } from "./teams-schema";
import { terraform } from "./terraform-schema";

/** First part of names in AWS, and what is wrong with it beyond its characters. */
const namePart = (findReserved: (text: string) => Flaw | undefined) =>
  z.string().check(
    noFlaw((text: string) =>
      /^[a-z](-?[a-z0-9])*$/.test(text)
        ? findReserved(text)
        : {
            expected: "lower-case letters, digits and single dashes, starting with a letter",
            fix: "rename it; names of AWS resources are built from it",
          },
    ),
  );

/**
 * Beginnings that AWS keeps for itself, of names that start with the organization.
 * https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html
 */
const reservedBeginnings = /^(aws|ssm)|^(sg|internal)(-|$)/;

const organization = namePart((text) => {
  if (!reservedBeginnings.test(text)) return undefined;
  return {
    expected: "a name that starts with none of aws, ssm, sg-, internal-",
    fix: "choose another: AWS takes no parameters that start with aws or ssm, no security groups with sg- and no load balancers with internal-",
  };
});

export const environmentName = namePart((text) => {
  if (text !== "all") return undefined;
  return { expected: "another name than all", fix: "rename it: all selects every environment" };
});

const accountId = matching(/^\d{12}$/, "12 digits, as a string", "copy the account id from the AWS console");

/** The shape of an environment file. What no single field can say is in the checks of each layer. */
export const environmentSchema = z.strictObject({
  /**
   * Name of the environment, and of its file: `prod`, `prod-eu-3`. Every stack, state and physical name carries it. **Renaming it later is a
   * new environment**: Terraform looks for its state in buckets that do not exist, plans everything a second time and lets go of what stands.
   */
  name: environmentName,
  /**
   * First part of every physical name in AWS, such as `acme`. Short: IAM names have room for little. **Renaming it later is a new
   * environment**: the state buckets are named after it too, so Terraform finds no state and plans everything a second time.
   */
  organization,
  /**
   * The AWS account that everything stands in. Terraform refuses credentials of any other account. **Changing it later is a new
   * environment**: the state buckets carry it in their names, and what stands in the old account stays there, unmanaged.
   */
  accountId,
  /**
   * Who answers for it: tagged on every resource. A change is made in place, but **rolls every node of both clusters**, as nodes carry tags too.
   */
  owner: filledTagValue,
  /**
   * More tags for every resource, for example for the allocation of costs. A change is made in place, but **rolls every node of both clusters**,
   * as nodes carry tags too.
   * @default {}
   */
  tags: tags.default({}).readonly(),
  /**
   * Both regions, in any order. Exchanging one for another later makes everything of it anew; the old one is to be destroyed before.
   */
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
  /**
   * How big a region is by what it serves today. A takeover swaps the roles of `regions`, and the sizes follow.
   * @default {}
   */
  roles,
  /**
   * Networks elsewhere that the platform must not overlap, by name, such as `office`. Added and removed in place: docs/runbooks/cluster.md,
   * "Add a zone or a peer". Append further ones: the place in the file numbers a peer's rule in the network ACL of the control plane, and
   * those behind one that is put in front are rewritten, which cuts them off for seconds. Another name changes nothing.
   * @default {}
   */
  peers,
  /**
   * How the two VPCs reach each other: pods call pods and the database of the other region. A change of `type` replaces the way, and for
   * minutes there is none. The replication of the database takes another one.
   * @default { type: "peering" }
   */
  interconnect,
  /**
   * AWS services that nodes and pods reach without leaving the VPC, by the last part of their service names. They stand in the zones that have
   * a NAT gateway: about 8 USD a month for each service and such zone, and less traffic through NAT. Added and removed in place; the name leads
   * elsewhere from then on, within a minute. S3 is always there and free.
   * @default []
   */
  interfaceEndpoints: z.array(z.enum(interfaceEndpointServices)).default([]).readonly(),
  /**
   * Accounts beside this one whose roles pods take and use: endpoints of AWS services, that of S3 among them, refuse identities of all
   * others, but for reading objects of S3. Changed in place.
   * @default []
   */
  trustedAccounts: z.array(accountId).default([]).readonly(),
  /**
   * Records of who talked to whom in each VPC. About 0.5 USD for each GB, which is most of what a busy VPC logs. Changed in place, or by a new
   * flow log.
   * @default {}
   */
  flowLogs,
  /**
   * Who is told when something is wrong: `{ subscribers: [...] }`, or the named choice `{ accepted: "no-alarms", because: "..." }`. Each
   * region has a topic of its own, in its network stack, to which everything that can ring publishes. About 1 USD a month and region for
   * the key of the topic.
   */
  alarms,
  /**
   * PostgreSQL with a replica in the other region. Removing the field later removes its stacks from the output and
   * nothing from AWS: destroy them first.
   * @default - no database
   */
  database: database.optional(),
  /**
   * EKS in both regions. About 73 USD a month for each control plane, and the nodes. Removing the field later removes its stacks from
   * the output and nothing from AWS: destroy them first.
   * @default - no cluster
   */
  cluster: cluster.optional(),
  /**
   * Who installs the charts on the clusters: Terraform, or a controller in each cluster that pulls them. The values are the same. Changed in
   * place: what is installed stays, and the other takes it over.
   * @default { by: "terraform" }
   */
  delivery,
  /**
   * Prometheus, Alertmanager and Grafana of both clusters: how much they keep, and who hears of alerts. Nothing without `cluster`.
   * @default {}
   */
  monitoring,
  /**
   * The controllers on the clusters. Means nothing without `cluster`.
   * @default {}
   */
  platform,
  /**
   * Microservices that run on the clusters, by name: also the name of the service account, and part of the name of the IAM role. Renaming
   * one makes a new role. Their order matters nowhere.
   * @default {}
   */
  services,
  /**
   * Namespaces of services, by name. Those that services name and that do not stand here have every default.
   * @default {}
   */
  namespaces,
  /**
   * Who works on services, by name. A team has rights in its namespaces and nowhere else.
   * @default {}
   */
  teams,
  /**
   * Where images of services come from. Repositories follow from the services. About 1 USD a month and region for the key, and 0.1 USD for each
   * GiB that is kept.
   * @default {}
   */
  images,
  /**
   * How users reach the services that are exposed, and the region that serves. Needs `dns` and `cluster`.
   * @default - nobody outside reaches a service
   */
  edge: edge.optional(),
  /**
   * The load balancer of each region behind `edge`.
   * @default {}
   */
  frontDoor,
  /**
   * The public zone of the platform in Route 53: names of services that are exposed, and DNS-01 challenges of certificates.
   * @default - cert-manager has no role in AWS
   */
  dns: dns.optional(),
  /**
   * What an organization asks of every role.
   * @default {}
   */
  iam,
  /**
   * Where Terraform keeps its state. A later change moves it only by hand: `terraform init -migrate-state` in every stack.
   */
  state,
  /**
   * Refuses to destroy what cannot be had back: state buckets, keys, databases, clusters. With `false` databases leave no final snapshot, and
   * secrets no time for recovery: for environments that may be gone tomorrow.
   * @default true
   */
  deletionProtection: z.boolean().default(true),
  /** For air-gapped users: versions and sources of what Terraform downloads. @default {} */
  terraform,
  /** Points every AWS call at an emulator. Never set it for an account of AWS. @default - AWS itself */
  emulator: emulator.optional(),
});
