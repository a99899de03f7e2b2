import type { z } from "zod";
import type { Subscriber } from "../../modules/alarm-topic/subscriber";
import { getRegionFacts } from "../../modules/aws-regions";
import type { environmentSchema } from "./environment-schema";

/** What an environment file says. */
export type EnvironmentInput = z.input<typeof environmentSchema>;

/** An environment with every default filled in and every check passed. */
export type Environment = Readonly<z.output<typeof environmentSchema>>;

export type Region = Environment["regions"][number];

/** Types the literal of an environment file, so that the editor completes and explains its fields. */
export function defineEnvironment(environment: EnvironmentInput): EnvironmentInput {
  return environment;
}

/** Who is told when something is wrong, in both regions; nobody where the environment accepts that. */
export function subscribersOf({ alarms }: Pick<Environment, "alarms">): readonly Subscriber[] {
  return "subscribers" in alarms ? alarms.subscribers : [];
}

/** The region's short code, such as `euw1`. */
export function shortCodeOf(region: Pick<Region, "code">): string {
  return getRegionFacts(region.code).shortCode;
}

/** The other region of the pair. */
export function getOtherRegion(environment: Environment, code: string): Region {
  const other = environment.regions.find((region) => region.code !== code);
  if (other === undefined) throw new Error(`environment ${environment.name} has no region beside ${code}`);
  return other;
}

/** Both regions in alphabetical order: what belongs to the pair must not depend on roles or on the order in the file. */
export function pairByCode(environment: Pick<Environment, "name" | "regions">): readonly [Region, Region] {
  const [first, second] = environment.regions.toSorted((a, b) => (a.code < b.code ? -1 : 1));
  if (first === undefined || second === undefined)
    throw new Error(`environment ${environment.name} has fewer than two regions`);
  return [first, second];
}
