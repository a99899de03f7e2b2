import { z } from "zod";
import { must, wholeNumber } from "./field";
import { dnsLabel } from "./kubernetes-field";

const flow = z
  .strictObject({
    /** Port of the pods themselves, or the node port of a service. A change closes the one and opens the other. */
    port: wholeNumber(1, 65535, "name the port that the pods listen on"),
    /** What it speaks. A change closes the one and opens the other. @default "tcp" */
    protocol: z.enum(["tcp", "udp"]).default("tcp"),
  })
  .readonly();

/** A security group takes 60 rules, and each flow takes one for each zone of the other region. */
const most = 15;

/** Flows between the pods of the two regions, by name. */
export const crossRegionFlows = z
  .record(dnsLabel(30), flow)
  .check(
    must(
      (flows: object) => Object.keys(flows).length <= most,
      `at most ${most} flows: each takes up to three of the 60 rules of a security group`,
      "let a gateway answer for several services",
    ),
  )
  .default({})
  .readonly();
