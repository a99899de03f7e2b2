import { terraformLiteral } from "../stack/terraform-literal";
import type { NodeGroup } from "./node-group-plan";

/** The arguments of a managed node group that carry user data, in the form that its operating system understands. */
export interface UserDataInputs {
  readonly cloudinit_pre_nodeadm?: readonly { readonly content: string; readonly content_type: string }[];
  readonly bootstrap_extra_args?: string;
}

/**
 * EKS appends what a node needs to join; these parts come before it.
 * https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html#launch-template-user-data
 */
export function userDataInputs({ userData }: NodeGroup): UserDataInputs {
  if (userData === undefined) return {};
  const { script, kubelet, settings } = userData;
  if (settings !== undefined) return { bootstrap_extra_args: terraformLiteral(`${settings.trimEnd()}\n`) };
  return {
    cloudinit_pre_nodeadm: [
      ...(kubelet === undefined
        ? []
        : [{ content_type: "application/node.eks.aws", content: terraformLiteral(nodeConfig(kubelet)) }]),
      ...(script === undefined
        ? []
        : [{ content_type: 'text/x-shellscript; charset="us-ascii"', content: terraformLiteral(script) }]),
    ],
  };
}

/** As JSON, which is YAML too. https://awslabs.github.io/amazon-eks-ami/nodeadm/doc/api/ */
function nodeConfig(config: object): string {
  const document = { apiVersion: "node.eks.aws/v1alpha1", kind: "NodeConfig", spec: { kubelet: { config } } };
  return `${JSON.stringify(document, null, 2)}\n`;
}
