import { type Environment, pairByCode } from "../environment/environment";
import { type DatabaseLifecycle, replay } from "./database-lifecycle";

/** What the history of an environment's database amounts to today; undefined where there is no database. */
export function lifecycleOf(environment: Environment): DatabaseLifecycle | undefined {
  const { database } = environment;
  if (database === undefined) return undefined;
  const [first, second] = pairByCode(environment);
  return replay(database.history, [first.code, second.code]);
}
