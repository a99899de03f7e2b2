import { z } from "zod";
import { iamPrincipalArn } from "./aws-field";
import { atLeastOne, matching } from "./field";
import { dnsLabel, namespacePattern } from "./kubernetes-field";

const principal = {
  /**
   * ARN of an IAM role or user, the role itself and not a session of it. Each stands here once: EKS has one entry per principal. A change
   * takes the access of the old one away.
   */
  principalArn: iamPrincipalArn,
};

const grant = z.discriminatedUnion(
  "grant",
  [
    z
      .strictObject({
        /** Everything, in the whole cluster. Terraform's own role needs it for the platform. */
        grant: z.literal("administrator"),
        ...principal,
      })
      .readonly(),
    z
      .strictObject({
        /** Changes workloads and reads secrets, in the named namespaces only; no RBAC and no custom resources. */
        grant: z.literal("deployer"),
        ...principal,
        /** Where, by name or by what names share: `team-*`. None of the platform's: whoever runs pods there can act as a controller. */
        namespaces: z.array(namespacePattern).check(atLeastOne).readonly(),
      })
      .readonly(),
    z
      .strictObject({
        /** Looks at workloads and configuration, but at no secrets, nodes, RBAC or custom resources. */
        grant: z.literal("reader"),
        ...principal,
        /** Where, by name or by what names share: `team-*`. @default - the whole cluster */
        namespaces: z.array(namespacePattern).check(atLeastOne).readonly().optional(),
      })
      .readonly(),
    z
      .strictObject({
        /** Whatever RBAC gives to the groups: the way to custom resources. */
        grant: z.literal("groups"),
        ...principal,
        /** Groups of RBAC. Without a RoleBinding or ClusterRoleBinding for them they may do nothing. */
        groups: z
          .array(
            matching(
              /^(?!system:|eks:)\S{1,63}$/,
              "a group of RBAC that does not start with system: or eks:",
              "rename the group: EKS refuses those prefixes",
            ),
          )
          .check(atLeastOne)
          .readonly(),
      })
      .readonly(),
  ],
  { error: 'grant: "administrator", "deployer", "reader" or "groups"' },
);

/** Who may do what in both clusters, by name. */
export const access = z.record(dnsLabel(30), grant).readonly();
