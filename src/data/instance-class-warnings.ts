import { instanceTablesOf } from "../../modules/instance-types/instance-families";
import { standingOnRds, tryReadInstanceType, typeOfClass } from "../../modules/instance-types/instance-type";
import { isMissingOnRds } from "../../modules/instance-types/offers";
import type { Environment } from "../environment/environment";

/**
 * Classes that are newer than the tables, and regions that did not offer them for PostgreSQL on the day of the tables. Every class is looked
 * up in both regions, because a failover swaps the roles.
 */
export function warnOfInstanceClasses({ name, database, regions, emulator }: Environment): readonly string[] {
  if (database === undefined || emulator !== undefined) return [];
  const classes = [...new Set(Object.values(database.instances).map(({ instanceClass }) => instanceClass))];
  return classes.flatMap((instanceClass) => {
    const ask = (code: string) =>
      `ask RDS: aws rds describe-orderable-db-instance-options --engine postgres --region ${code} --db-instance-class ${instanceClass}`;
    if (isNewer(instanceClass)) {
      return regions.map(
        ({ code }) =>
          `${name}: database: ${instanceClass} is newer than the tables of ${instanceTablesOf}; ${ask(code)}`,
      );
    }
    return regions
      .filter(({ code }) => isMissingOnRds(instanceClass, code))
      .map(
        ({ code }) =>
          `${name}: database: ${instanceClass} not offered for PostgreSQL in ${code} on ${instanceTablesOf}; ${ask(code)}`,
      );
  });
}

function isNewer(instanceClass: string): boolean {
  const type = tryReadInstanceType(typeOfClass(instanceClass));
  return type !== undefined && standingOnRds(type).is === "newer";
}
