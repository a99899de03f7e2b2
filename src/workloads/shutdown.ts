/** Seconds in which the load balancer lets requests end that a pod has, once it sends it no new ones. */
export const deregistrationDelaySec = 30;

/** Until whoever sends requests has heard of it: the controller of load balancers, or every node. */
const noticeSec = 10;

/** What a program has for its last requests and its connections, once it is told to end. */
const endSec = 30;

/** Seconds from its first answer until the load balancer sends a pod requests. */
const registrationSec = 20;

/** How a pod ends: it goes on serving for as long as requests reach it, and is then told to end. */
export interface Shutdown {
  readonly sleepSec: number;
  readonly graceSec: number;
}

/** How pods of a service end, and how long a new one is ready before an old one does. */
export function planExchange(isExposed: boolean): { readonly shutdown: Shutdown; readonly availableAfterSec: number } {
  const sleepSec = noticeSec + (isExposed ? deregistrationDelaySec : 0);
  return {
    shutdown: { sleepSec, graceSec: sleepSec + endSec },
    availableAfterSec: isExposed ? registrationSec : 0,
  };
}
