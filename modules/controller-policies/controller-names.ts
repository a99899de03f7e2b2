/** Controllers of the platform that have a role in AWS. */
export const controllerNames = [
  "alertmanager",
  "aws-load-balancer-controller",
  "cert-manager",
  "cloudwatch-exporter",
  "cluster-autoscaler",
  "ebs-csi-driver",
  "external-secrets",
  "grafana",
  "vpc-cni",
] as const;

export type ControllerName = (typeof controllerNames)[number];
