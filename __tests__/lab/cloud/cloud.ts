import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { environment as prod } from "../../../environments/prod";
import type { ModuleName } from "../../../modules/versions";
import { type ClusterPlan, planClusters } from "../../../src/cluster/cluster-plan";
import { parseEnvironment } from "../../../src/config/parse-environment";
import { applyOverrides } from "../../../src/config/terraform-overrides";
import type { Environment } from "../../../src/environment/environment";
import { type HelmFiles, readHelmFiles } from "../../../src/helm/helm-files";
import { findChartSources } from "../../../src/local/chart-sources";
import { labFolder } from "../../../src/local/lab-folder";
import { accountId, applyStack, forAll, type Laboratory, openLaboratory } from "../laboratory";
import { isFull } from "../left-out";
import type { AdmittingService } from "./admission-stand-in";
import { standInFolder, writeStandIn } from "./cluster-stand-in";
import { findMissingCloud } from "./control-plane-programs";
import { planNodes } from "./fake-nodes";
import { type RunningCluster, startCluster } from "./running-cluster";
import type { Principal } from "./token-authenticator";

const project = resolve(__dirname, "..", "..", "..");
const clustersFile = "clusters.json";
const roleArn = (name: string) => `arn:aws:iam::${accountId}:role/${name}`;

/** Who holds which access key in the lab. The first is the one that the emitted providers sign with in an emulator. */
const principals = {
  [accountId]: { arn: roleArn("terraform"), secretKey: "emulator" },
  DEVELOPER: { arn: roleArn("developer"), secretKey: "of the developer" },
  SHOP: { arn: roleArn("shop-developer"), secretKey: "of the shop" },
  STRANGER: { arn: roleArn("stranger"), secretKey: "of the stranger" },
} as const satisfies Readonly<Record<string, Principal>>;

/** Controllers whose webhooks must answer before anything else of the platform can be made. */
const admitting: readonly AdmittingService[] = [
  { service: "kube-system/aws-load-balancer-webhook-service", secret: "aws-load-balancer-tls" },
  { service: "cert-manager/cert-manager-webhook" },
  { service: "external-secrets/external-secrets-webhook" },
];

/** One cloud in a box: the emulated AWS, and behind its EKS a real API server for each region of prod. */
export interface Cloud {
  readonly laboratory: Laboratory;
  readonly helmFiles: HelmFiles;
  readonly regions: readonly CloudRegion[];
  /** Prod as it stands in here, with some of its fields replaced. */
  readonly environment: (changes?: object) => Environment;
  readonly synth: (changes?: object) => void;
  /**
   * Applies what the clusters' state is made of: stand-ins of the cluster stacks, or with TANDEM_LAB_FULL=1 these themselves with their networks.
   * Nodes of a stand-in are in the VPC of its region, where there is one.
   */
  readonly applyClusters: (vpcIds?: VpcIds) => Promise<void>;
  /** The output directory in which the clusters' stacks, or their stand-ins, are. */
  readonly clusterOutputs: string;
  readonly close: () => Promise<void>;
}

/** VPCs by the code of their region. */
export type VpcIds = Readonly<Record<string, string>>;

export interface CloudRegion {
  readonly plan: ClusterPlan;
  readonly cluster: RunningCluster;
  /** What the AWS command line makes for the holder of an access key. */
  readonly tokenOf: (accessKey: string, secretKey: string, cluster?: string) => string;
}

export interface CloudOptions {
  /** Codes of the regions that get a cluster. @default - all of prod */
  readonly regions?: readonly string[];
  /** Modules that the part applies beside its clusters. @default [] */
  readonly modules?: readonly ModuleName[];
  /** The nodes that a cluster has from the start. @default - those that its node groups start with */
  readonly nodes?: (plan: ClusterPlan) => readonly object[];
  /** Whether the stacks of clusters themselves are applied, with their networks. @default - with TANDEM_LAB_FULL=1 */
  readonly wholeClusters?: boolean;
}

/** The cloud for one part of the lab, or undefined with the reason printed where this machine cannot have it. */
export async function openCloud(
  part: string,
  { regions: codes, modules = [], nodes = planNodes, wholeClusters = isFull }: CloudOptions = {},
): Promise<Cloud | undefined> {
  const lab = labFolder(process.env);
  const charts = await findChartSources(lab, process.env);
  const variables = {
    ...charts.variables,
    // The AWS command line stands there.
    PATH: [join(lab, "bin"), join(lab, "venv", "bin"), process.env["PATH"] ?? ""].join(":"),
  };
  const laboratory = await openLaboratory(
    part,
    [...new Set([...modules, ...(wholeClusters ? (["vpc", "eks"] as const) : [])]), "aws", "helm", "kubernetes"],
    {
      missing: [...findMissingCloud(lab), ...charts.missing],
      variables,
      clusters: clustersFile,
    },
  );
  if (laboratory === undefined) return undefined;
  const fields = { state: { backend: "local" }, interfaceEndpoints: [] };
  const environment = (changes: object = {}): Environment => {
    const literal = applyOverrides({ ...prod, ...fields, ...changes }, { ...process.env, ...charts.variables });
    const { environment: parsed, problems } = parseEnvironment(literal, []);
    if (parsed === undefined) throw new Error(problems.map(({ path, got }) => `${path}: ${got}`).join("\n"));
    return parsed;
  };
  const started = await Promise.allSettled(
    planClusters(environment())
      .filter(({ region: { code } }) => codes?.includes(code) !== false)
      .map((plan) => startRegion(lab, laboratory, plan, nodes(plan))),
  );
  const regions = started.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  const close = async () => {
    await Promise.all(regions.map(({ cluster }) => cluster.stop()));
    await laboratory.close();
  };
  const failed = started.find((result) => result.status === "rejected");
  if (failed !== undefined) {
    await close();
    throw failed.reason;
  }
  writeServers(laboratory.folder, regions);
  return {
    laboratory,
    helmFiles: readHelmFiles(project),
    regions,
    environment,
    synth: (changes = {}) => void laboratory.synth("prod", { ...fields, ...changes }),
    applyClusters: (vpcIds = {}) =>
      wholeClusters ? applyWhole(laboratory, regions) : applyStandIns(laboratory, regions, vpcIds),
    clusterOutputs: wholeClusters ? "cdktf.out" : standInFolder,
    close,
  };
}

async function startRegion(
  lab: string,
  laboratory: Laboratory,
  plan: ClusterPlan,
  nodes: readonly object[],
): Promise<CloudRegion> {
  const { region, names } = plan;
  const cluster = await startCluster({
    lab,
    folder: join(laboratory.folder, region.code),
    name: names.cluster,
    regionCode: region.code,
    accountId,
    serviceCidr: region.serviceCidr,
    podCidr: region.cidr,
    eks: laboratory.emulators.ministack,
    principals,
    nodes,
    admitting,
  });
  return {
    plan,
    cluster,
    tokenOf: (accessKey, secretKey, name = names.cluster) => {
      const output = laboratory.shell(
        // As the emitted providers call it, which know nothing of the emulator here.
        `env -u AWS_ENDPOINT_URL AWS_ACCESS_KEY_ID='${accessKey}' AWS_SECRET_ACCESS_KEY='${secretKey}' ` +
          `aws eks get-token --cluster-name ${name} --region ${region.code} --output json`,
      );
      return (JSON.parse(output) as { status: { token: string } }).status.token;
    },
  };
}

/** Tells the emulated EKS where its clusters really are. */
function writeServers(folder: string, regions: readonly CloudRegion[]): void {
  const servers = regions.map(({ cluster: { name, endpoint, certificateAuthority } }) => [
    name,
    { endpoint, certificateAuthority: { data: certificateAuthority } },
  ]);
  writeFileSync(join(folder, clustersFile), JSON.stringify(Object.fromEntries(servers)));
}

/** The clusters' own stacks, on networks of both regions. */
async function applyWhole({ terraform }: Laboratory, regions: readonly CloudRegion[]): Promise<void> {
  await forAll(
    regions.map(({ plan }) => plan.network.id),
    (stack) => applyStack(terraform(stack)),
  );
  await applyStack(terraform("prod-peering"));
  await forAll(
    regions.map(({ plan }) => plan.stack.id),
    (stack) => applyStack(terraform(stack)),
  );
}

async function applyStandIns(
  { terraform, folder }: Laboratory,
  regions: readonly CloudRegion[],
  vpcIds: VpcIds,
): Promise<void> {
  for (const { plan } of regions) writeStandIn(folder, plan.stack.id, vpcIds[plan.region.code]);
  await forAll(regions, ({ plan }) => applyStack(terraform(plan.stack.id, standInFolder)));
}
