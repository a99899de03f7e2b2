import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { layers, outputs } from "../../main";
import type { EnvironmentInput } from "../../src/environment/environment";
import { type Output, planPlatform } from "../../src/stack/planned-platform";
import { synthesize } from "../../src/stack/synthesize";
import { dev, local, parsed, prodFile } from "../literals";
import { stackOf, synthesizeAnew } from "../synthesized";
import { temporaryDirectory } from "../temporary";

const stacksIn = (out: string) => readdirSync(join(out, "stacks")).toSorted();

const write = (literals: readonly EnvironmentInput[], out: string) =>
  synthesize(
    literals.map((literal) => planPlatform(layers, parsed(literal))),
    outputs,
    out,
  );

describe("synthesize", () => {
  // Most tests look at one stack, and translate no more than its layer and what that reads.
  it("writes each stack as it is, whether alone or beside all others", () => {
    const literal = { ...prodFile, name: "alone" };
    const ids = planPlatform(layers, parsed(literal)).layers.flatMap(({ stacks }) => stacks.map(({ id }) => id));
    const alone = ids.map((id) => stackOf(id, literal).text);
    expect(alone).toEqual([...synthesizeAnew([literal]).values()].map(({ text }) => text));
  });

  it("writes one directory for each stack that it names", () => {
    const out = join(temporaryDirectory(), "out");
    const { stacks: ids } = write([dev, local], out);
    expect(ids).toEqual(expect.arrayContaining(["dev-state", "dev-peering", "local-peering"]));
    expect(stacksIn(out)).toEqual(ids.toSorted());
  });

  it("lists every stack in the manifest, with the stacks that it waits for", () => {
    const out = join(temporaryDirectory(), "out");
    const { stacks: ids } = write([dev], out);
    const { stacks } = JSON.parse(readFileSync(join(out, "manifest.json"), "utf8"));
    expect(Object.keys(stacks).toSorted()).toEqual(ids.toSorted());
    expect(stacks["dev-peering"].dependencies.toSorted()).toEqual([
      "dev-eu-central-1-network",
      "dev-eu-west-1-network",
    ]);
  });

  it("sweeps stacks that no environment has any more, and says so", () => {
    const out = join(temporaryDirectory(), "out");
    const { stacks: earlier } = write([dev, local], out);
    const { stacks, lines } = write([local], out);
    expect(stacksIn(out)).toEqual(stacks.toSorted());
    const swept = earlier.filter((id) => !stacks.includes(id)).toSorted();
    expect(lines).toEqual([
      `swept ${swept.length} stacks of an earlier selection: ${swept.join(", ")}`,
      expect.stringMatching(/^swept \d+ files of an earlier selection in .*helm-values\/dev\/eu-west-1/),
    ]);
  });

  it("leaves what Terraform keeps beside a living stack", () => {
    const out = join(temporaryDirectory(), "out");
    write([local], out);
    const kept = join(out, "stacks", "local-peering", ".terraform");
    mkdirSync(kept);
    writeFileSync(join(kept, "environment"), "default");
    expect(write([local], out).lines).toEqual([]);
    expect(readFileSync(join(kept, "environment"), "utf8")).toBe("default");
  });

  it("leaves nothing where a layer fails half-way", () => {
    const parent = temporaryDirectory();
    const addStacks = () => {
      throw new Error("no such layer");
    };
    const { environment, layers: planned } = planPlatform(layers, parsed(local));
    const broken = { environment, layers: [...planned, { stacks: [], files: [], report: [], addStacks }] };
    expect(() => synthesize([broken], outputs, join(parent, "new", "out"))).toThrow("no such layer");
    expect(readdirSync(parent)).toEqual([]);
  });

  it("writes the files of layers and outputs beside the stacks", () => {
    const out = join(temporaryDirectory(), "out");
    const { environment, layers: planned } = planPlatform(layers, parsed(local));
    const files = [{ path: "helm-values/local/eu-west-1/grafana.yaml", text: "replicas: 1\n" }];
    const platform = { environment, layers: [...planned, { stacks: [], files, report: [], addStacks: () => {} }] };
    const output: Output = ({ environment: { name } }) => [{ path: `helm-values/${name}/all.yaml`, text: "{}\n" }];
    synthesize([platform], [output], out);
    expect(readFileSync(join(out, "helm-values/local/eu-west-1/grafana.yaml"), "utf8")).toBe("replicas: 1\n");
    expect(readFileSync(join(out, "helm-values/local/all.yaml"), "utf8")).toBe("{}\n");
  });
});
