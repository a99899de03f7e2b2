import { z } from "zod";
import { wholeNumber } from "./field";
import { cpuQuantity, dnsLabel, memoryQuantity, namespace } from "./kubernetes-field";

/** A namespace of services. */
const serviceNamespace = z
  .strictObject({
    /**
     * The team that works in it, of `teams`.
     * @default - nobody but administrators and who `cluster.access` names
     */
    team: dnsLabel(30).optional(),
    /**
     * What pods may ask of their node. `baseline` admits pods that run as root.
     * @default "restricted"
     */
    podSecurity: z.enum(["restricted", "baseline"]).default("restricted"),
    /**
     * What all its pods together may request.
     * @default - twice what its services request at their largest
     */
    quota: z
      .strictObject({
        /** Processor time, such as `20` or `500m`. */
        cpu: cpuQuantity,
        /** Memory, such as `40Gi`. */
        memory: memoryQuantity,
        /** How many there may be. @default 200 */
        pods: wholeNumber(1, 10_000, "count the pods of all services at their largest, and half as many again").default(
          200,
        ),
      })
      .readonly()
      .optional(),
  })
  .prefault({})
  .readonly();

/** Namespaces by name. */
export const namespaces = z.record(namespace, serviceNamespace).default({}).readonly();
