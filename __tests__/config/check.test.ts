import { expect, expectTypeOf, it } from "vitest";
import { checks } from "../../main";
import { defineCheck, type FieldPath } from "../../src/config/check";
import { findSoundFields } from "../../src/config/sound-fields";
import type { Environment } from "../../src/environment/environment";
import { environmentSchema } from "../../src/environment/environment-schema";
import { prod } from "../literals";

type Cluster = NonNullable<Environment["cluster"]>;

it("a check sees the fields that it reads, and of a field the parts", () => {
  defineCheck(["name", "services.*", "cluster.access.*", "cluster.podIdentity"], (view) => {
    expectTypeOf(view).toEqualTypeOf<{
      readonly name: string;
      readonly services: Environment["services"];
      readonly cluster?:
        | { readonly access: Cluster["access"]; readonly podIdentity: Cluster["podIdentity"] }
        | undefined;
    }>();
    return [];
  });
});

it("a check reads no list by parts, and nothing that a file cannot say", () => {
  expectTypeOf<Extract<FieldPath, `regions.${string}` | `${string}.name.${string}`>>().toEqualTypeOf<never>();
  expectTypeOf<Extract<FieldPath, `${string}*`>>().toEqualTypeOf<
    | "tags.*"
    | "peers.*"
    | "services.*"
    | "namespaces.*"
    | "teams.*"
    | "images.pullThrough.*"
    | "cluster.access.*"
    | "cluster.nodeGroups.*"
    | "database.parameters.*"
    | "cluster.crossRegionFlows.*"
    | "emulator.endpoints.*"
    | "monitoring.probes.*"
    | "monitoring.receivers.*"
  >();
});

it("every check reads what is found in a file without a mistake", () => {
  const { paths } = findSoundFields(environmentSchema, { ...prod });
  for (const { reads } of checks) expect(reads.filter((path) => !paths.has(path))).toEqual([]);
});
