import { type Environment, type Region, shortCodeOf } from "../environment/environment";

type Zone = Pick<NonNullable<Environment["dns"]>, "domain">;

/** The name of the zone that leads to the front door of one region, whichever serves: for whoever asks that region and no other. */
export function frontDoorHost({ domain }: Zone, region: Pick<Region, "code">): string {
  return `front-door-${shortCodeOf(region)}.${domain}`;
}
