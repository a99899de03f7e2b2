/**
 * How the load balancer asks the pods of a service: often, since a new one counts as none until it has been asked, and one that is gone counts
 * until it has been missed. In seconds, and in questions.
 */
export const serviceHealth = { interval: 5, timeout: 4, healthyThreshold: 2, unhealthyThreshold: 3 } as const;
