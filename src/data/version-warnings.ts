import { daysUntil } from "../../modules/days-until";
import { getPostgresVersion } from "../../modules/postgres-versions";
import type { Environment } from "../environment/environment";
import { pairByCode } from "../environment/environment";
import { replay } from "./database-lifecycle";

/** Days of warning: a major upgrade wants rehearsing, and ends the replication for hours. */
const warnDaysBefore = 90;

/** What to do about a major of PostgreSQL whose standard support ends soon, or has ended since this version of Tandem. */
export function warnOfEndingPostgres(environment: Environment, today: Date): readonly string[] {
  const { name, database } = environment;
  if (database === undefined) return [];
  const [first, second] = pairByCode(environment);
  const { engineVersion } = replay(database.history, [first.code, second.code]);
  const { endOfStandardSupport: end } = getPostgresVersion(engineVersion);
  const days = daysUntil(end, today);
  if (days > warnDaysBefore) return [];
  const when =
    days < 0
      ? `left standard support on ${end}: RDS charges each vCPU for Extended Support`
      : `leaves standard support on ${end}, in ${days} day${days === 1 ? "" : "s"}`;
  return [`${name}: PostgreSQL ${engineVersion} ${when}; upgrade it by docs/runbooks/database-upgrade.md`];
}
