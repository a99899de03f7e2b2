import { z } from "zod";
import { iamPrincipalArn } from "./aws-field";
import { atLeastOne } from "./field";
import { dnsLabel } from "./kubernetes-field";

/** Who works on services. */
const team = z
  .strictObject({
    /**
     * ARNs of IAM roles or users, the roles themselves and not sessions of them. None of those in `cluster.access`: EKS has one entry per
     * principal.
     */
    principalArns: z.array(iamPrincipalArn).check(atLeastOne).readonly(),
    /**
     * `edit` changes workloads, their configuration, monitors and rules, and reads secrets, in the namespaces of the team; `view` looks at
     * all of that, secrets aside. Network policies, external secrets and certificates both look at only.
     * @default "view"
     */
    may: z.enum(["view", "edit"]).default("view"),
  })
  .readonly();

/** Teams by name. */
export const teams = z.record(dnsLabel(30), team).default({}).readonly();
