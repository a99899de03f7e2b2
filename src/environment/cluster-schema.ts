import { z } from "zod";
import { controllerNames } from "../../modules/controller-policies/controller-names";
import { newestKubernetesVersion } from "../../modules/kubernetes-versions";
import { access } from "./access-schema";
import { iamPrincipalArn, logRetentionDays } from "./aws-field";
import { crossRegionFlows } from "./cross-region-flows-schema";
import { matching, must } from "./field";
import { dnsLabel } from "./kubernetes-field";
import { nodeGroup } from "./node-group-schema";
import { publicAccessCidr } from "./public-access-schema";

/** EKS: one cluster in each region, the same but for sizes. */
export const cluster = z
  .strictObject({
    /**
     * A minor in standard support; see modules/kubernetes-versions.ts. Raise it one by one, and never lower it: EKS cannot go back. A change
     * replaces every node. After standard support a cluster costs six times as much. Without the field, an update of Tandem raises it.
     * @default "1.36"
     */
    kubernetesVersion: matching(
      /^\d\.\d{2}$/,
      `a minor of Kubernetes, as a string, such as ${newestKubernetesVersion}`,
      "write major and minor only",
    ).default(newestKubernetesVersion),
    /**
     * Ranges that reach the API from the internet, at most 40. Without any, the endpoint is private: Terraform then runs in the VPC or in a
     * network of `peers`. Changed in place, within minutes.
     * @default []
     */
    publicAccessCidrs: z.array(publicAccessCidr).default([]).readonly(),
    /**
     * Who may do what in both clusters, by a name of your own. Nobody else gets in, whoever ran Terraform. Changed in place,
     * within a minute. Their order matters nowhere.
     */
    access,
    /**
     * IAM roles and users that look after the key of the cluster's secrets, and cannot use it. They must exist, or AWS refuses the key. A
     * cluster whose key is gone is lost. Changed in place.
     */
    keyAdministrators: z
      .array(iamPrincipalArn)
      .check(
        must(
          (list: unknown[]) => list.length > 0,
          "at least one administrator of the key",
          "name the role that looks after encryption keys",
        ),
      )
      .readonly(),
    /**
     * Days that CloudWatch Logs keeps the logs of the control plane; one of the steps it knows. Fewer deletes what is older.
     * @default 365
     */
    logRetentionDays: logRetentionDays.default(365),
    /**
     * Managed node groups by name. Each becomes one group per zone, so that a change of role replaces no node. Renaming one makes new nodes
     * and removes the old ones. Their order matters nowhere.
     */
    nodeGroups: z
      .record(dnsLabel(20), nodeGroup)
      .check(
        must(
          (groups: object) => Object.keys(groups).length > 0,
          "at least one node group",
          "add a group without taints for the platform",
        ),
      )
      .readonly(),
    /**
     * What pods of each region answer to pods of the other one, by a name of your own: `{ replication: { port: 7000 } }`. Without any, the
     * other region reaches the database and nothing else. Opened and closed in place, in both regions. Renaming one changes nothing.
     * @default {}
     */
    crossRegionFlows,
    /**
     * Controllers that use EKS Pod Identity in place of IAM roles for service accounts (IRSA). Changed in place: their roles stay, their pods
     * have to be restarted.
     * @default []
     */
    podIdentity: z.array(z.enum(controllerNames)).default([]).readonly(),
    /**
     * Installs the snapshot controller, for workloads that take VolumeSnapshots; nothing in the platform does. Switched in place.
     * @default false
     */
    volumeSnapshots: z.boolean().default(false),
  })
  .readonly();
