import { daysUntil } from "../../modules/days-until";
import { getKubernetesVersion } from "../../modules/kubernetes-versions";
import type { Environment } from "../environment/environment";

/** Days of warning: an upgrade of two clusters, one minor at a time, wants planning. */
const warnDaysBefore = 90;

/** What to do about a Kubernetes minor whose standard support ends soon, or has ended since this version of Tandem. */
export function warnOfEndingSupport({ name, cluster }: Environment, today: Date): readonly string[] {
  if (cluster === undefined) return [];
  const { endOfStandardSupport: end } = getKubernetesVersion(cluster.kubernetesVersion);
  const days = daysUntil(end, today);
  if (days > warnDaysBefore) return [];
  const when =
    days < 0
      ? `left standard support on ${end}: EKS upgrades it at a time of its choice, and an apply with the older minor fails from then on`
      : `leaves standard support on ${end}, in ${days} day${days === 1 ? "" : "s"}`;
  return [`${name}: Kubernetes ${cluster.kubernetesVersion} ${when}; raise cluster.kubernetesVersion by one minor`];
}
