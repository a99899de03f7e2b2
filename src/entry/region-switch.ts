/**
 * How a region says that it serves: pods of its own answer the load balancer's health checks, and a person makes them say no. Global Accelerator
 * and Route 53 take a load balancer for dead as soon as one of its target groups is, so that everybody leaves then, without a call to AWS.
 */
export const regionSwitch = {
  path: "/healthz/region",
  /** Of the pods. */
  port: 8080,
  /** Of the listener's rule. Rules of services come behind it. */
  priority: 1,
  /** How often the load balancer asks, in seconds, and how often in vain before a pod counts as dead. */
  health: { interval: 10, unhealthyThreshold: 2 },
} as const;
