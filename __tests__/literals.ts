import { environment as dev } from "../environments/dev";
import { environment as local } from "../environments/local";
import { environment as prodFile } from "../environments/prod";
import { checks } from "../main";
import { parseEnvironment } from "../src/config/parse-environment";
import { formatProblems, type Problem } from "../src/config/problem";
import type { Environment, EnvironmentInput } from "../src/environment/environment";

/** The environment files of this repository. */
export { dev, local, prodFile };

/** Prod whose regions do not read each other's Prometheus, so that its zone and its issuers can be taken away. */
const { monitoring: _, ...unwatched } = prodFile;
export const prod: EnvironmentInput = unwatched;

/** Fields of prod when nobody outside reaches it: without an edge, nothing is exposed. */
export const unreached: Pick<EnvironmentInput, "edge" | "services"> = {
  edge: undefined,
  services: { ...prod.services, shop: { ...service("shop"), expose: undefined } },
};

/** Fields of prod without a database, and without access to it. */
export const withoutDatabase: Pick<EnvironmentInput, "database" | "services"> = {
  database: undefined,
  services: { ...prod.services, orders: { ...service("orders"), database: undefined } },
};

function service(name: string) {
  const found = prod.services?.[name];
  if (found === undefined) throw new Error(`prod has no service ${name}`);
  return found;
}

type RegionInput = EnvironmentInput["regions"][number];

/** Both regions of prod, with a change to each. */
export function regionsWith(first: Partial<RegionInput>, second: Partial<RegionInput> = {}): RegionInput[] {
  const [primary, failover] = prod.regions;
  if (primary === undefined || failover === undefined) throw new Error("prod has no two regions");
  return [
    { ...primary, ...first },
    { ...failover, ...second },
  ];
}

type DatabaseInput = NonNullable<EnvironmentInput["database"]>;

/** The database of prod, with a change. */
export function databaseWith(change: Partial<DatabaseInput>): DatabaseInput {
  if (prod.database === undefined) throw new Error("prod has no database");
  return { ...prod.database, ...change };
}

type ClusterInput = NonNullable<EnvironmentInput["cluster"]>;

/** The cluster of prod, with a change. */
export function clusterWith(change: Partial<ClusterInput>): ClusterInput {
  if (prod.cluster === undefined) throw new Error("prod has no cluster");
  return { ...prod.cluster, ...change };
}

type NodeGroupInput = ClusterInput["nodeGroups"][string];

/** The cluster of prod, with a change to its general node group. */
export function generalWith(change: Partial<NodeGroupInput>): ClusterInput {
  const { nodeGroups } = clusterWith({});
  const { general } = nodeGroups;
  if (general === undefined) throw new Error("prod has no node group general");
  return clusterWith({ nodeGroups: { ...nodeGroups, general: { ...general, ...change } } });
}

const govRole = "arn:aws-us-gov:iam::111122223333:role/platform-admin";

/** Prod in GovCloud, which is a partition of its own. */
export const govCloud: EnvironmentInput = {
  ...prod,
  regions: regionsWith(
    { code: "us-gov-west-1", zones: ["usgw1-az1", "usgw1-az2"] },
    { code: "us-gov-east-1", zones: ["usge1-az1", "usge1-az2"] },
  ),
  state: { backend: "s3", sharedRegion: "us-gov-east-1" },
  database: databaseWith({ history: [{ step: "created", writer: "us-gov-west-1", engineVersion: "17" }] }),
  cluster: clusterWith({
    access: { platform: { grant: "administrator", principalArn: govRole } },
    keyAdministrators: [govRole],
  }),
  services: {},
  namespaces: {},
  teams: {},
  edge: { by: "route53" },
};

/** Prod with transit gateways in place of the peering connection, and a peer behind the first of them. */
export const transit: EnvironmentInput = {
  ...prod,
  interconnect: { type: "transit-gateway" },
  peers: { office: { cidr: "192.168.0.0/20", region: "eu-central-1" } },
};

/** An environment with every default filled in; throws its report where it does not parse. */
export function parsed(literal: EnvironmentInput): Environment {
  const { environment, problems } = parseEnvironment(literal, checks);
  if (environment === undefined) throw new Error(formatProblems(literal.name, problems));
  return environment;
}

/** What is wrong with prod once some of its fields are replaced, whatever their type. */
export function problemsOf(change: Readonly<Record<string, unknown>>): readonly Problem[] {
  return parseEnvironment({ ...prod, ...change }, checks).problems;
}

/** What is wrong with prod once some fields of its cluster are replaced, whatever their type. */
export function problemsOfCluster(change: object): readonly Problem[] {
  return problemsOf({ cluster: { ...clusterWith({}), ...change } });
}

/** What is wrong with prod once some fields of its general node group are replaced, whatever their type. */
export function problemsOfGeneral(change: object): readonly Problem[] {
  const { nodeGroups } = clusterWith({});
  return problemsOfCluster({ nodeGroups: { ...nodeGroups, general: { ...nodeGroups["general"], ...change } } });
}

/** What is wrong with prod, without the shop and the database of orders, once some fields of orders are replaced, whatever their type. */
export function problemsOfService(change: object): readonly Problem[] {
  return problemsOf({ services: { orders: { ...prod.services?.["orders"], database: undefined, ...change } } });
}
