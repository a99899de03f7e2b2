import { describe, expect, it } from "vitest";
import { dev, local, prodFile, transit } from "./literals";
import { synthesized } from "./synthesized";

// Addresses only: what stands here is created, and what leaves is destroyed. A renamed address needs a `moved` block.
describe("the stacks and addresses of", () => {
  it.each([
    ["dev", dev],
    ["prod", prodFile],
    ["local", local],
    ["prod-with-transit-gateways", transit],
  ])("%s", async (name, environment) => {
    const stacks = [...synthesized(environment).values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const lines = stacks.flatMap(({ id, addresses }) => [id, ...addresses.map((address) => `  ${address}`), ""]);
    await expect(lines.join("\n")).toMatchFileSnapshot(`./golden/${name}.txt`);
  });
});
