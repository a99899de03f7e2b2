import type { Environment } from "../environment/environment";

/** A microservice as the environment file says it, with every default filled in. */
export type Service = Environment["services"][string];

/** One that is reached through the front door. */
export type Exposure = NonNullable<Service["expose"]>;

/** Whether its pods call AWS: for what it may do there, or for the credentials that it signs in to the database with. */
export function actsInAws({ permissions, database }: Pick<Service, "permissions" | "database">): boolean {
  return permissions.length > 0 || database !== undefined;
}
