import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { problemsOf, prod } from "../literals";

const readme = readFileSync(join(__dirname, "..", "..", "README.md"), "utf8");
const [, lines = ""] = /### Add a service\n[\s\S]*?```ts\n([\s\S]*?)```/.exec(readme) ?? [];

it("the README's service is under fifteen lines, and one that prod takes", () => {
  expect(lines.split("\n").length).toBeLessThan(15);
  const services = new Function(`return { ${lines} }`)() as object;
  expect(Object.keys(services)).toHaveLength(1);
  expect(problemsOf({ services: { ...prod.services, ...services } })).toEqual([]);
});
