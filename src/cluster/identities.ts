import { getRegionFacts } from "../../modules/aws-regions";
import { alertmanagerPolicy } from "../../modules/controller-policies/alertmanager";
import { certManagerPolicy } from "../../modules/controller-policies/cert-manager";
import { cloudwatchExporterPolicy } from "../../modules/controller-policies/cloudwatch-exporter";
import { clusterAutoscalerPolicy } from "../../modules/controller-policies/cluster-autoscaler";
import type { ClusterScope } from "../../modules/controller-policies/cluster-scope";
import type { ControllerName } from "../../modules/controller-policies/controller-names";
import { ebsCsiDriverPolicy } from "../../modules/controller-policies/ebs-csi-driver";
import { externalSecretsPolicy } from "../../modules/controller-policies/external-secrets";
import { grafanaPolicy } from "../../modules/controller-policies/grafana";
import { loadBalancerControllerPolicy } from "../../modules/controller-policies/load-balancer-controller";
import type { PolicyStatement } from "../../modules/iam/policy-document";
import type { RolePolicies } from "../../modules/iam/role-policies";
import type { AddonName } from "../../modules/kubernetes-versions";
import type { ServiceAccount } from "../../modules/service-account-role/service-account-role";
import { entriesOf } from "../config/entries";
import { databaseUserOf } from "../environment/database-user";
import { type Environment, pairByCode, type Region, subscribersOf } from "../environment/environment";
import { flowLogGroup } from "../network/vpc-inputs";
import { controllerRoleName, regionNames, secretPath, serviceRoleName } from "../stack/names";
import { terraformLiteral } from "../stack/terraform-literal";
import type { Cluster } from "./node-group-plan";

interface Controller {
  /** As the chart or add-on names it; the values of the platform say the same. */
  readonly serviceAccount: ServiceAccount;
  /** The add-on that it comes with. */
  readonly addon?: AddonName;
  /** Nothing where the environment does not say what it would need. */
  readonly policies: (environment: IdentityEnvironment, scope: ClusterScope) => RolePolicies | undefined;
}

/** What identities follow from. */
export type IdentityEnvironment = Pick<
  Environment,
  "organization" | "name" | "accountId" | "state" | "regions" | "services" | "dns" | "alarms"
>;

export const controllers: Readonly<Record<ControllerName, Controller>> = {
  "aws-load-balancer-controller": {
    serviceAccount: { namespace: "kube-system", name: "aws-load-balancer-controller" },
    policies: (_, scope) => ({ statements: loadBalancerControllerPolicy(scope) }),
  },
  "cert-manager": {
    serviceAccount: { namespace: "cert-manager", name: "cert-manager" },
    policies: ({ dns }, { partition }) =>
      dns === undefined ? undefined : { statements: certManagerPolicy(partition, dns.hostedZoneId) },
  },
  "cluster-autoscaler": {
    serviceAccount: { namespace: "kube-system", name: "cluster-autoscaler" },
    policies: (_, scope) => ({ statements: clusterAutoscalerPolicy(scope) }),
  },
  "ebs-csi-driver": {
    serviceAccount: { namespace: "kube-system", name: "ebs-csi-controller-sa" },
    addon: "aws-ebs-csi-driver",
    policies: (_, scope) => ({ statements: ebsCsiDriverPolicy(scope) }),
  },
  "external-secrets": {
    serviceAccount: { namespace: "external-secrets", name: "external-secrets" },
    policies: (environment, scope) => ({ statements: externalSecretsPolicy(scope, secretPath(environment)) }),
  },
  grafana: {
    serviceAccount: { namespace: "monitoring", name: "grafana" },
    policies: (environment, { partition, accountId }) => {
      const regions = pairByCode(environment);
      return {
        statements: grafanaPolicy({
          partition,
          accountId,
          regionCodes: regions.map(({ code }) => code),
          logGroups: regions.flatMap((region) => logGroupsOf(environment, region)),
        }),
      };
    },
  },
  alertmanager: {
    serviceAccount: { namespace: "monitoring", name: "alertmanager" },
    policies: (environment, scope) => {
      if (subscribersOf(environment).length === 0) return undefined;
      const names = regionNames(environment, { code: scope.regionCode });
      return { statements: alertmanagerPolicy(scope, names.alarmTopic, names.alarmKeyAlias) };
    },
  },
  "cloudwatch-exporter": {
    serviceAccount: { namespace: "monitoring", name: "cloudwatch-exporter" },
    policies: (_, { regionCode }) => ({ statements: cloudwatchExporterPolicy(regionCode) }),
  },
  "vpc-cni": {
    serviceAccount: { namespace: "kube-system", name: "aws-node" },
    addon: "vpc-cni",
    policies: () => ({ managed: { cni: "AmazonEKS_CNI_Policy" } }),
  },
};

/** One service account that acts as one IAM role. */
export interface IdentityPlan {
  /** Id in Terraform. */
  readonly id: string;
  readonly roleName: string;
  readonly serviceAccount: ServiceAccount;
  readonly proof: "irsa" | "pod-identity";
  readonly addon: AddonName | undefined;
  readonly policies: RolePolicies;
  /** Where the environment file has the service; controllers are not in there. */
  readonly path: string | undefined;
}

/** The identities of one region's cluster: controllers, then the services that ask for permissions. */
export function planIdentities(
  environment: IdentityEnvironment,
  cluster: Pick<Cluster, "podIdentity">,
  region: Pick<Region, "code">,
): readonly IdentityPlan[] {
  const scope = scopeOf(environment, region);
  const names = Object.keys(controllers) as ControllerName[];
  return [
    ...names.flatMap((name) => planController(environment, cluster, region, name) ?? []),
    ...planServices(environment, region, scope),
  ];
}

/** The identity of one controller; none where it needs nothing of AWS. */
export function planController(
  environment: IdentityEnvironment,
  { podIdentity }: Pick<Cluster, "podIdentity">,
  region: Pick<Region, "code">,
  name: ControllerName,
): IdentityPlan | undefined {
  const { serviceAccount, addon, policies: policiesFor } = controllers[name];
  const policies = policiesFor(environment, scopeOf(environment, region));
  if (policies === undefined) return undefined;
  return {
    id: name,
    roleName: controllerRoleName(environment, region, name),
    serviceAccount,
    proof: podIdentity.includes(name) ? "pod-identity" : "irsa",
    addon,
    policies,
    path: undefined,
  };
}

function scopeOf(environment: IdentityEnvironment, region: Pick<Region, "code">): ClusterScope {
  return {
    partition: getRegionFacts(region.code).partition,
    regionCode: region.code,
    accountId: environment.accountId,
    clusterName: regionNames(environment, region).cluster,
  };
}

function planServices(
  environment: IdentityEnvironment,
  region: Pick<Region, "code">,
  { regionCode, accountId, partition }: ClusterScope,
): readonly IdentityPlan[] {
  return entriesOf(["services"], environment.services).flatMap(({ name, path, value }) => {
    const { namespace, identity, permissions, database } = value;
    const statements = [
      ...permissions.map(({ actions, resources }, p) => ({
        Sid: `Permission${p}`,
        Effect: "Allow" as const,
        Action: actions,
        Resource: resources.map((arn) =>
          terraformLiteral(arn.replaceAll("{region}", regionCode).replaceAll("{account}", accountId)),
        ),
      })),
      ...(database === undefined ? [] : [signIn(environment, partition, databaseUserOf(name, database))]),
    ];
    if (statements.length === 0) return [];
    return [
      {
        id: `service-${name}`,
        roleName: serviceRoleName(environment, region, name),
        serviceAccount: { namespace, name },
        proof: identity,
        addon: undefined,
        policies: { statements },
        path,
      },
    ];
  });
}

/**
 * Signs in to PostgreSQL as one user, in both regions: the writer may be in either. Instances are known by ids that they get when they are made.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.IAMPolicy.html
 */
function signIn(
  { regions, accountId }: Pick<Environment, "regions" | "accountId">,
  partition: string,
  user: string,
): PolicyStatement {
  return {
    Sid: "SignInToDatabase",
    Effect: "Allow",
    Action: "rds-db:connect",
    Resource: regions.map(({ code }) => `arn:${partition}:rds-db:${code}:${accountId}:dbuser:*/${user}`).toSorted(),
  };
}

/** Without those of the database: a statement that fails, or is slow, stands in them with whatever it held. */
function logGroupsOf(environment: IdentityEnvironment, region: Region) {
  const names = regionNames(environment, region);
  return [clusterLogGroup(names.cluster), flowLogGroup({ names })].map((name) => ({ regionCode: region.code, name }));
}

/** EKS writes the logs of the control plane there, and nowhere else. */
export function clusterLogGroup(clusterName: string): string {
  return `/aws/eks/${clusterName}/cluster`;
}
