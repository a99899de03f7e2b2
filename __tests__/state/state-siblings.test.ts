import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { siblingsOf } from "../../src/state/state-siblings";
import { prod } from "../literals";
import { synthesized } from "../synthesized";
import { temporaryDirectory } from "../temporary";

it("the other stacks of an environment are those with their state below its name, whatever names begin alike", () => {
  const directory = temporaryDirectory();
  const cell = { ...prod, name: "prod-eu-3" };
  for (const [id, { text }] of [...synthesized(prod), ...synthesized(cell)]) {
    mkdirSync(join(directory, id));
    writeFileSync(join(directory, id, "cdk.tf.json"), text);
  }
  const others = (name: string, ids: Iterable<string>) => [...ids].filter((id) => id !== `${name}-state`).toSorted();
  expect(siblingsOf(directory, "prod")).toEqual(others("prod", synthesized(prod).keys()));
  expect(siblingsOf(directory, "prod-eu-3")).toEqual(others("prod-eu-3", synthesized(cell).keys()));
});
