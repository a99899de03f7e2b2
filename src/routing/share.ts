/**
 * Why traffic goes where it goes.
 *
 * - `regular`: to a healthy endpoint, as dials and weights say
 * - `failover`: to a healthy endpoint elsewhere, since the group that it was meant for has none
 * - `fail-open`: to whatever is nearest, since nothing is healthy
 */
export type Way = "regular" | "failover" | "fail-open";

/** A part of the new connections of some clients. Parts of all clients add up to 1. */
export interface Share {
  readonly region: string;
  readonly endpoint: string;
  readonly part: number;
  readonly way: Way;
}

/** The same shares, those of one endpoint and way as one, in the order of their first. */
export function mergeShares(shares: readonly Share[]): readonly Share[] {
  const merged = new Map<string, Share>();
  for (const share of shares.filter(({ part }) => part > 0)) {
    const key = [share.region, share.endpoint, share.way].join(" ");
    merged.set(key, { ...share, part: share.part + (merged.get(key)?.part ?? 0) });
  }
  return [...merged.values()];
}
