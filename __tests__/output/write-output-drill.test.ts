import { existsSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EnvironmentError } from "../../src/config/problem";
import { temporaryDirectory } from "../temporary";
import { type Fault, failAt, failFrom, fullFrom, killAt, onFaultyDisk } from "./faulty-disk";
import { readTree, type Selection, type Tree, treeOf, write, writeTree } from "./outputs";

/** Two synths. Of the first one's stacks two change, one stays, and one goes; a new one comes. */
const before: Selection = {
  stacks: { data: "old", network: "old", peering: "same", gone: "old" },
  files: { "helm-values/prod/grafana.yaml": "old" },
};
const after: Selection = {
  stacks: { data: "new", network: "new", peering: "same", cluster: "new" },
  files: { "helm-values/prod/grafana.yaml": "new" },
};

/** What Terraform and people keep beside it. */
const foreign: Tree = {
  "stacks/data/.terraform.lock.hcl": "lock",
  "stacks/gone/errored.tfstate": "the only copy",
  "stacks/mine/main.tf": "mine",
};

const old = { ...treeOf(before), ...foreign };
const renewed = { ...treeOf(after), ...foreign };

const sound: Fault = () => {};

/** Hundreds of synths: memory instead of a disk, where there is such a directory. */
const memory = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();

function outputOfBefore(): string {
  const outdir = join(temporaryDirectory(memory), "out");
  onFaultyDisk(sound, () => write(outdir, before));
  writeTree(outdir, foreign);
  return outdir;
}

/** What a synth throws on such a disk; undefined where it ends well. */
function errorOf(outdir: string, selection: Selection, fault: Fault): unknown {
  try {
    onFaultyDisk(fault, () => write(outdir, selection));
    return undefined;
  } catch (error) {
    return error;
  }
}

/** The files that belong to a synth or to somebody, without what synth keeps for itself. */
function visible(outdir: string): Tree {
  const shown = Object.entries(readTree(outdir)).filter(([path]) => !path.startsWith(".synth"));
  return Object.fromEntries(shown);
}

/** The texts of the stacks that change, where Terraform would take them: it refuses those that have a guard. */
function takenTexts(outdir: string): readonly string[] {
  const tree = visible(outdir);
  const changing = ["data", "network", "gone", "cluster"];
  const taken = changing.filter((id) => !(`stacks/${id}/unfinished-synth.tf` in tree));
  const lasting = taken.filter((id) => id === "data" || id === "network");
  // Without its configuration, a file of somebody's own beside it would be the whole stack.
  for (const id of lasting) expect(tree).toHaveProperty([`stacks/${id}/cdk.tf.json`]);
  return [...new Set(taken.flatMap((id) => tree[`stacks/${id}/cdk.tf.json`] ?? []))];
}

const unmixed = [["old"], ["new"], []];

/** Numbers of the changes of the disk that the second synth needs. */
function changesOfAfter(): readonly number[] {
  const outdir = outputOfBefore();
  const count = onFaultyDisk(sound, () => write(outdir, after));
  expect(visible(outdir)).toEqual(renewed);
  return Array.from({ length: count }, (_, number) => number);
}

describe("a second synth", () => {
  it("that is killed at any change of the disk leaves no mix that Terraform takes, and the next one finishes it", () => {
    for (const number of changesOfAfter()) {
      const outdir = outputOfBefore();
      errorOf(outdir, after, killAt(number));
      expect(unmixed, `killed at ${number}`).toContainEqual(takenTexts(outdir));
      expect(visible(outdir), `killed at ${number}`).toMatchObject(foreign);
      // Back to the former selection, or on with the new one.
      const [next, expected] = number % 2 === 0 ? [before, old] : [after, renewed];
      const isBegun = existsSync(join(outdir, ".synth", "moves.json"));
      const lines: string[] = [];
      onFaultyDisk(sound, () => lines.push(...write(outdir, next).lines));
      expect(lines.includes("finished what an interrupted synth had begun to write")).toBe(isBegun);
      expect(visible(outdir), `killed at ${number}`).toEqual(expected);
      expect(readdirSync(outdir).filter((name) => name.startsWith(".synth"))).toEqual([".synth.json"]);
    }
  });

  it("that is killed, and killed again while it is finished, leaves no mix that Terraform takes either", () => {
    const number = fc.integer({ min: 0, max: changesOfAfter().length });
    fc.assert(
      fc.property(number, number, fc.constantFrom(before, after), (first, second, next) => {
        const outdir = outputOfBefore();
        errorOf(outdir, after, killAt(first));
        errorOf(outdir, next, killAt(second));
        expect(unmixed).toContainEqual(takenTexts(outdir));
        expect(visible(outdir)).toMatchObject(foreign);
        expect(errorOf(outdir, after, sound)).toBeUndefined();
        expect(visible(outdir)).toEqual(renewed);
      }),
      { numRuns: 40 },
    );
  });

  it("leaves everything as it was where any one change of the disk fails, and says why in one line", () => {
    const codes = ["EIO", "EACCES", "ENOSPC", "EROFS", "EMFILE"];
    for (const number of changesOfAfter()) {
      const outdir = outputOfBefore();
      const error = errorOf(outdir, after, failAt(number, codes[number % codes.length] ?? ""));
      // Only what cleans up behind everything else may fail without a word.
      expect(visible(outdir), `failed at ${number}`).toEqual(error === undefined ? renewed : old);
      if (error === undefined) continue;
      expect(error).toBeInstanceOf(EnvironmentError);
      expect(String(error)).toMatch(/^EnvironmentError: CDKTF_OUTDIR: [^\n]+$/);
    }
  });

  it("leaves everything as it was where the disk is full from any change on", () => {
    for (const number of changesOfAfter()) {
      const outdir = outputOfBefore();
      const error = errorOf(outdir, after, fullFrom(number));
      expect(visible(outdir), `full at ${number}`).toEqual(error === undefined ? renewed : old);
      if (error !== undefined) expect(String(error)).toContain("no space is left on its disk");
    }
  });

  it("leaves no mix that Terraform takes where nothing works any more from some change on, and says if it is half-way", () => {
    for (const number of changesOfAfter()) {
      const outdir = outputOfBefore();
      const error = errorOf(outdir, after, failFrom(number, "EIO"));
      expect(unmixed, `failed from ${number}`).toContainEqual(takenTexts(outdir));
      const isHalfWay = String(error).includes(`${outdir} is neither old nor new`);
      if (error !== undefined && !isHalfWay) expect(visible(outdir), `failed from ${number}`).toEqual(old);
      expect(errorOf(outdir, after, sound)).toBeUndefined();
      expect(visible(outdir)).toEqual(renewed);
    }
  });
});
