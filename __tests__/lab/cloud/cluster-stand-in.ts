import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { EksInputs } from "../../../modules/eks/eks-inputs";
import type { clusterExports } from "../../../src/cluster/cluster-exports";

/** The parts of an emitted cluster stack that its stand-in has in common with it. */
interface EmittedCluster {
  readonly provider: { readonly aws: unknown };
  readonly terraform: {
    readonly required_providers: { readonly aws: unknown };
    readonly required_version: string;
    readonly backend: { readonly local: { readonly path: string } };
  };
  readonly module: { readonly eks: Pick<EksInputs, "name" | "kubernetes_version" | "access_entries"> };
}

/**
 * A stack in the place of the emitted cluster stack, for what stands on it: the same cluster with the same access entries and the same exports
 * in the same state, but no network below it, no nodes and no roles. Seconds instead of minutes.
 * @param vpcId of its nodes; the emulator's own without one
 */
export function clusterStandIn(
  { provider, terraform, module: { eks } }: EmittedCluster,
  statePath: string,
  vpcId?: string,
): object {
  const entries = Object.entries(eks.access_entries ?? {});
  return {
    terraform: {
      required_version: terraform.required_version,
      required_providers: { aws: terraform.required_providers.aws },
      backend: { local: { path: statePath } },
    },
    provider: { aws: provider.aws },
    resource: {
      aws_eks_cluster: {
        this: {
          name: eks.name,
          version: eks.kubernetes_version,
          role_arn: "arn:aws:iam::111122223333:role/stand-in",
          vpc_config: { subnet_ids: ["subnet-00000001", "subnet-00000002"] },
          access_config: { authentication_mode: "API", bootstrap_cluster_creator_admin_permissions: false },
        },
      },
      aws_security_group: {
        nodes: {
          name: `${eks.name}-nodes`,
          ...(vpcId === undefined ? {} : { vpc_id: vpcId }),
          // As the module gives it, for controllers that look for it.
          tags: { [`kubernetes.io/cluster/${eks.name}`]: "owned" },
        },
      },
      aws_eks_access_entry: Object.fromEntries(
        entries.map(([name, { principal_arn, kubernetes_groups }]) => [
          addressOf(name),
          { cluster_name: clusterName, principal_arn, ...(kubernetes_groups && { kubernetes_groups }) },
        ]),
      ),
      aws_eks_access_policy_association: Object.fromEntries(
        entries.flatMap(([name, { policy_associations }]) =>
          Object.entries(policy_associations ?? {}).map(([policy, { policy_arn, access_scope }]) => [
            `${addressOf(name)}-${policy}`,
            {
              cluster_name: clusterName,
              principal_arn: `\${aws_eks_access_entry.${addressOf(name)}.principal_arn}`,
              policy_arn,
              access_scope,
            },
          ]),
        ),
      ),
    },
    output: {
      cluster_name: { value: clusterName },
      cluster_endpoint: { value: `\${${address}.endpoint}` },
      cluster_certificate_authority_data: { value: `\${${address}.certificate_authority[0].data}` },
      node_security_group_id: { value: `\${aws_security_group.nodes.id}` },
    } satisfies Record<keyof typeof clusterExports, { value: string }>,
  };
}

const address = "aws_eks_cluster.this";
const clusterName = `\${${address}.name}`;

/** An entry is named by what the file calls it, or by an ARN, which no address can have in it. */
function addressOf(entry: string): string {
  return entry.replaceAll(/[^\w-]/g, "_");
}

/** Where stand-ins lie in a laboratory's folder, laid out as an output directory. */
export const standInFolder = "stand-ins";

/** Writes the stand-in of an emitted stack, with nodes in a VPC or in the emulator's own. */
export function writeStandIn(folder: string, stack: string, vpcId?: string): void {
  const place = join(folder, "cdktf.out", "stacks", stack);
  const emitted = JSON.parse(readFileSync(join(place, "cdk.tf.json"), "utf8")) as EmittedCluster;
  const directory = join(folder, standInFolder, "stacks", stack);
  mkdirSync(directory, { recursive: true });
  const content = clusterStandIn(emitted, resolve(place, emitted.terraform.backend.local.path), vpcId);
  writeFileSync(join(directory, "main.tf.json"), JSON.stringify(content, null, 2));
}
