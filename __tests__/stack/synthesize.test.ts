import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { layers } from "../../main";
import { synthesize } from "../../src/stack/synthesize";
import { dev, local, parsed } from "../literals";
import { temporaryDirectory } from "../temporary";

const stacksIn = (out: string) => readdirSync(join(out, "stacks")).toSorted();

describe("synthesize", () => {
  it("writes one directory for each stack that it names", () => {
    const out = join(temporaryDirectory(), "out");
    const { stacks: ids } = synthesize(layers, [parsed(dev), parsed(local)], out);
    expect(ids).toEqual(expect.arrayContaining(["dev-state", "dev-peering", "local-peering"]));
    expect(stacksIn(out)).toEqual(ids.toSorted());
  });

  it("lists every stack in the manifest, with the stacks that it waits for", () => {
    const out = join(temporaryDirectory(), "out");
    const { stacks: ids } = synthesize(layers, [parsed(dev)], out);
    const { stacks } = JSON.parse(readFileSync(join(out, "manifest.json"), "utf8"));
    expect(Object.keys(stacks).toSorted()).toEqual(ids.toSorted());
    expect(stacks["dev-peering"].dependencies.toSorted()).toEqual([
      "dev-eu-central-1-network",
      "dev-eu-west-1-network",
    ]);
  });

  it("sweeps stacks that no environment has any more, and says so", () => {
    const out = join(temporaryDirectory(), "out");
    const { stacks: earlier } = synthesize(layers, [parsed(dev), parsed(local)], out);
    const { stacks, lines } = synthesize(layers, [parsed(local)], out);
    expect(stacksIn(out)).toEqual(stacks.toSorted());
    const swept = earlier.filter((id) => !stacks.includes(id)).toSorted();
    expect(lines).toEqual([`swept ${swept.length} stacks of an earlier selection: ${swept.join(", ")}`]);
  });

  it("leaves what Terraform keeps beside a living stack", () => {
    const out = join(temporaryDirectory(), "out");
    synthesize(layers, [parsed(local)], out);
    const kept = join(out, "stacks", "local-peering", ".terraform");
    mkdirSync(kept);
    writeFileSync(join(kept, "environment"), "default");
    expect(synthesize(layers, [parsed(local)], out).lines).toEqual([]);
    expect(readFileSync(join(kept, "environment"), "utf8")).toBe("default");
  });

  it("leaves nothing where a layer fails half-way", () => {
    const parent = temporaryDirectory();
    const addStacks = () => {
      throw new Error("no such layer");
    };
    const broken = [...layers, { name: "data", checks: [], addStacks } as const];
    expect(() => synthesize(broken, [parsed(local)], join(parent, "new", "out"))).toThrow("no such layer");
    expect(readdirSync(parent)).toEqual([]);
  });
});
