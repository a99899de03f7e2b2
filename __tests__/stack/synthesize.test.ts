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
    const ids = synthesize(layers, [parsed(dev), parsed(local)], out);
    expect(ids).toEqual(expect.arrayContaining(["dev-state", "dev-peering", "local-peering"]));
    expect(stacksIn(out)).toEqual(ids.toSorted());
  });

  it("lists every stack in the manifest, with the stacks that it waits for", () => {
    const out = join(temporaryDirectory(), "out");
    const ids = synthesize(layers, [parsed(dev)], out);
    const { stacks } = JSON.parse(readFileSync(join(out, "manifest.json"), "utf8"));
    expect(Object.keys(stacks).toSorted()).toEqual(ids.toSorted());
    expect(stacks["dev-peering"].dependencies.toSorted()).toEqual([
      "dev-eu-central-1-network",
      "dev-eu-west-1-network",
    ]);
  });

  it("removes stacks that no environment has any more", () => {
    const out = join(temporaryDirectory(), "out");
    synthesize(layers, [parsed(dev), parsed(local)], out);
    const ids = synthesize(layers, [parsed(local)], out);
    expect(stacksIn(out)).toEqual(ids.toSorted());
  });

  it("leaves what Terraform keeps beside a living stack", () => {
    const out = join(temporaryDirectory(), "out");
    synthesize(layers, [parsed(local)], out);
    const kept = join(out, "stacks", "local-peering", ".terraform");
    mkdirSync(kept);
    writeFileSync(join(kept, "environment"), "default");
    synthesize(layers, [parsed(local)], out);
    expect(readFileSync(join(kept, "environment"), "utf8")).toBe("default");
  });

  it("makes the directory with what is above it", () => {
    const out = join(temporaryDirectory(), "new", "out");
    synthesize(layers, [parsed(local)], out);
    expect(stacksIn(out)).toContain("local-peering");
  });

  it("refuses to write into a file", () => {
    const file = join(temporaryDirectory(), "out");
    writeFileSync(file, "");
    expect(() => synthesize(layers, [parsed(local)], file)).toThrow(
      `CDKTF_OUTDIR: ${file} is a file, expected a directory; name another, or remove it`,
    );
  });
});
