import { z } from "zod";
import { dnsLabel, iamPrincipalArn, matching, namespace } from "./field";

const grant = z.discriminatedUnion(
  "grant",
  [
    /** Everything, in the whole cluster. Terraform's own role needs it for the platform. */
    z.strictObject({ grant: z.literal("administrator"), principalArn: iamPrincipalArn }).readonly(),
    /** Changes workloads and reads secrets, in the named namespaces only; no RBAC and no custom resources. */
    z
      .strictObject({
        grant: z.literal("deployer"),
        principalArn: iamPrincipalArn,
        namespaces: z.array(namespace).min(1).readonly(),
      })
      .readonly(),
    /** Looks at workloads and configuration, but at no secrets, nodes, RBAC or custom resources. */
    z
      .strictObject({
        grant: z.literal("reader"),
        principalArn: iamPrincipalArn,
        /** @default - the whole cluster */
        namespaces: z.array(namespace).min(1).readonly().optional(),
      })
      .readonly(),
    /** Whatever RBAC gives to these groups: the way to custom resources. */
    z
      .strictObject({
        grant: z.literal("groups"),
        principalArn: iamPrincipalArn,
        groups: z
          .array(
            matching(
              /^(?!system:|eks:)\S{1,63}$/,
              "a group of RBAC that does not start with system: or eks:",
              "rename the group: EKS refuses those prefixes",
            ),
          )
          .min(1)
          .readonly(),
      })
      .readonly(),
  ],
  { error: 'grant: "administrator", "deployer", "reader" or "groups"' },
);

/** Who may do what in both clusters, by name. */
export const access = z.record(dnsLabel(30), grant).readonly();
