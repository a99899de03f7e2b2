import { z } from "zod";
import { logRetentionDays } from "./aws-field";

/** Records of who talked to whom in each VPC. */
export const flowLogs = z
  .strictObject({
    /** Days that CloudWatch Logs keeps the records; one of the steps it knows. Fewer deletes what is older. @default 365 */
    retentionDays: logRetentionDays.default(365),
    /** `REJECT` costs a fraction of `ALL` and still shows what security groups and NACLs refuse. @default "ALL" */
    trafficType: z.enum(["ALL", "ACCEPT", "REJECT"]).default("ALL"),
  })
  .prefault({})
  .readonly();
