/** What a failure leaves of a region, as far as users and their requests can tell. */
export interface RegionState {
  /** Whether anything in it answers: its network, its load balancer. */
  readonly isThere: boolean;
  /** Healthy targets of each target group behind its load balancer, by the service that it leads to. */
  readonly healthyTargets: Readonly<Record<string, number>>;
  /** Whether its instance of the database answers; means nothing where it has none. */
  readonly hasDatabase: boolean;
}

/** The regions of an environment, by their codes. */
export type RegionStates = Readonly<Record<string, RegionState>>;

/** The target group of the region itself, beside those of services: an operator makes it red to leave the region. */
export const regionTargetGroup = "region";

/** The same region after something of it is gone. */
export function without(state: RegionState, services: readonly string[]): RegionState {
  const red = Object.fromEntries(services.map((service) => [service, 0]));
  return { ...state, healthyTargets: { ...state.healthyTargets, ...red } };
}

/** A region of which nothing answers. */
export function gone({ healthyTargets }: RegionState): RegionState {
  const red = Object.fromEntries(Object.keys(healthyTargets).map((name) => [name, 0]));
  return { isThere: false, healthyTargets: red, hasDatabase: false };
}
