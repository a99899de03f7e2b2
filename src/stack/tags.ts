import type { Environment } from "../environment/environment";
import type { reservedTags } from "../environment/tags-schema";
import type { LayerName } from "./layer-name";

/** The tags of every resource that one provider makes. The environment's own tags never replace these. */
export function tagsOf(
  environment: Environment,
  layer: LayerName,
  regionCode: string,
): Readonly<Record<string, string>> {
  const reserved: Readonly<Record<(typeof reservedTags)[number], string>> = {
    environment: environment.name,
    region: regionCode,
    layer,
    owner: environment.owner,
    "managed-by": "tandem",
  };
  return { ...environment.tags, ...reserved };
}

/**
 * The tags of what stands in two regions at once, such as a peering connection. AWS shows one object on both sides, so both must say the
 * same, or each plan would undo the other's.
 */
export function sharedTags(name: string, regionCodes: readonly string[]): Record<string, string> {
  return { Name: name, region: regionCodes.join("/") };
}
