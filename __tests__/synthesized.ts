import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { layers, outputs } from "../main";
import type { EnvironmentInput } from "../src/environment/environment";
import type { PlannedLayer } from "../src/stack/layer";
import { type Output, type PlannedPlatform, planPlatform } from "../src/stack/planned-platform";
import { synthesize } from "../src/stack/synthesize";
import { parsed } from "./literals";

/** A block of Terraform JSON. */
export type Block = Readonly<Record<string, unknown>>;

type Blocks = Readonly<Record<string, Block>>;

/** What one stack's cdk.tf.json says. */
export interface StackJson {
  readonly terraform: {
    readonly backend: Readonly<Record<string, Block>>;
    readonly required_version: string;
    readonly required_providers: Readonly<Record<string, { readonly source: string; readonly version: string }>>;
  };
  readonly provider: { readonly aws: readonly Block[] };
  readonly ephemeral?: Readonly<Record<string, Blocks>>;
  readonly removed?: readonly { readonly from: string; readonly lifecycle: { readonly destroy: boolean } }[];
  readonly output?: Readonly<Record<string, { readonly value: unknown }>>;
  readonly resource?: Readonly<Record<string, Blocks>>;
  readonly module?: Readonly<Record<string, Block & { readonly source: string }>>;
  readonly data?: Readonly<Record<string, Blocks>>;
}

export class SynthesizedStack {
  readonly json: StackJson;

  constructor(
    readonly id: string,
    readonly text: string,
  ) {
    this.json = JSON.parse(text);
  }

  /** Resources of a type by their names; empty where there is none. */
  resources(type: string): Blocks {
    return this.json.resource?.[type] ?? {};
  }

  /** The one resource of a type. */
  only(type: string): Block {
    const [resource, ...more] = Object.values(this.resources(type));
    if (resource === undefined || more.length > 0) throw new Error(`${this.id} has not exactly one ${type}`);
    return resource;
  }

  module(id: string): Block {
    const call = this.json.module?.[id];
    if (call === undefined) throw new Error(`${this.id} has no module ${id}`);
    return call;
  }

  /** Values of the outputs by name. */
  get outputs(): Block {
    return Object.fromEntries(Object.entries(this.json.output ?? {}).map(([name, { value }]) => [name, value]));
  }

  get backend(): Readonly<Record<string, Block>> {
    return this.json.terraform.backend;
  }

  get remoteStates(): Blocks {
    return this.json.data?.["terraform_remote_state"] ?? {};
  }

  /** Ids of the module calls, sorted. */
  get moduleIds(): readonly string[] {
    return Object.keys(this.json.module ?? {}).toSorted();
  }

  /** Addresses that Terraform lets go of without destroying what stands behind them, sorted. */
  get forgotten(): readonly string[] {
    const removed = this.json.removed ?? [];
    return removed.flatMap(({ from, lifecycle }) => (lifecycle.destroy ? [] : [from])).toSorted();
  }

  /** Addresses of everything that is declared, sorted. */
  get addresses(): readonly string[] {
    const { resource = {}, data = {}, ephemeral = {}, module = {}, output = {} } = this.json;
    const named = (kinds: Readonly<Record<string, Blocks>>, prefix: string) =>
      Object.entries(kinds).flatMap(([type, blocks]) => Object.keys(blocks).map((name) => `${prefix}${type}.${name}`));
    return [
      ...named(resource, ""),
      ...named(data, "data."),
      ...named(ephemeral, "ephemeral."),
      ...named({ module, output }, ""),
    ].toSorted();
  }
}

const cache = new Map<string, ReadonlyMap<string, SynthesizedStack>>();

/** The stacks of some environment literals by id, as the program would write them. Equal literals are synthesized once. */
export function synthesized(...literals: readonly EnvironmentInput[]): ReadonlyMap<string, SynthesizedStack> {
  const key = JSON.stringify(literals);
  const stacks = cache.get(key) ?? synthesizeAnew(literals);
  cache.set(key, stacks);
  return stacks;
}

/** The same without the cache. */
export function synthesizeAnew(literals: readonly EnvironmentInput[]): ReadonlyMap<string, SynthesizedStack> {
  return translate(
    literals.map((literal) => planPlatform(layers, parsed(literal))),
    outputs,
  );
}

/** One stack of some environments. Of their layers, its own alone is translated, and those that are read. */
export function stackOf(id: string, ...literals: readonly EnvironmentInput[]): SynthesizedStack {
  const stack = layerOf(id, literals).get(id);
  if (stack === undefined) {
    const ids = literals.flatMap((literal) => planPlatform(layers, parsed(literal)).layers.flatMap(idsOf));
    throw new Error(`no stack ${id}, expected one of ${ids.join(", ")}`);
  }
  return stack;
}

function layerOf(id: string, literals: readonly EnvironmentInput[]): ReadonlyMap<string, SynthesizedStack> {
  const whole = cache.get(JSON.stringify(literals));
  if (whole !== undefined) return whole;
  const key = JSON.stringify([id.split("-").at(-1), literals]);
  const found = cache.get(key);
  if (found !== undefined) return found;
  const platforms = literals.map((literal) => planPlatform(layers, parsed(literal)));
  const stacks = translate(
    platforms.map((platform) => ({ ...platform, layers: readBy(id, platform.layers) })),
    [],
  );
  cache.set(key, stacks);
  return stacks;
}

/** The layer of a stack, with all that it reads; a layer reads only those before it. */
function readBy(id: string, all: readonly PlannedLayer[]): readonly PlannedLayer[] {
  const wanted = new Set([id]);
  const isRead = (layer: PlannedLayer) => {
    if (!idsOf(layer).some((one) => wanted.has(one))) return false;
    for (const { reads } of layer.stacks) for (const producer of reads) wanted.add(producer);
    return true;
  };
  return all.toReversed().filter(isRead).toReversed();
}

const idsOf = ({ stacks }: PlannedLayer): readonly string[] => stacks.map(({ id }) => id);

function translate(
  platforms: readonly PlannedPlatform[],
  beside: readonly Output[],
): ReadonlyMap<string, SynthesizedStack> {
  const parent = mkdtempSync(join(tmpdir(), "tandem-"));
  try {
    const { stacks: ids } = synthesize(platforms, beside, join(parent, "out"));
    const read = (id: string) => readFileSync(join(parent, "out", "stacks", id, "cdk.tf.json"), "utf8");
    return new Map(ids.map((id) => [id, new SynthesizedStack(id, read(id))]));
  } finally {
    rmSync(parent, { recursive: true });
  }
}
