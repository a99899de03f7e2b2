import { daysUntil } from "../../modules/days-until";
import { getPostgresVersion } from "../../modules/postgres-versions";
import type { Environment } from "../environment/environment";
import { lifecycleOf } from "./lifecycle-of";

/** Days of warning: a major upgrade wants rehearsing, and ends the replication for hours. */
const warnDaysBefore = 90;

/** What to do about a major of PostgreSQL whose standard support ends soon, or has ended since this version of Tandem. */
export function warnOfEndingPostgres(environment: Environment, today: Date): readonly string[] {
  const lifecycle = lifecycleOf(environment);
  if (lifecycle === undefined) return [];
  const { engineVersion } = lifecycle;
  const { endOfStandardSupport: end } = getPostgresVersion(engineVersion);
  const days = daysUntil(end, today);
  if (days > warnDaysBefore) return [];
  const when =
    days < 0
      ? `left standard support on ${end}: RDS charges each vCPU for Extended Support`
      : `leaves standard support on ${end}, in ${days} day${days === 1 ? "" : "s"}`;
  return [`${environment.name}: PostgreSQL ${engineVersion} ${when}; upgrade it by docs/runbooks/database-upgrade.md`];
}
