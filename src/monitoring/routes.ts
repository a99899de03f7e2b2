import { type Environment, subscribersOf } from "../environment/environment";

/** How bad an alert is, the worst first. */
export const severities = ["critical", "warning", "info"] as const;

export type Severity = (typeof severities)[number];

/** Names of receivers by how bad an alert is. `alarms` is the topic of the region. */
export type Routes = Readonly<Record<Severity, readonly string[]>>;

/** Who is told: what the environment says, or whoever `alarms` names. */
export function planRoutes(environment: Pick<Environment, "alarms" | "monitoring">): Routes {
  const everybody = subscribersOf(environment).length > 0 ? ["alarms"] : [];
  return environment.monitoring.routes ?? { critical: everybody, warning: everybody, info: [] };
}
