import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { images } from "../../modules/versions";

it.each([
  ["region-health", "image"],
  ["monitoring-resources", "answerImage"],
])("%s runs the nginx of versions.ts", (chart, key) => {
  const values = parse(readFileSync(join(__dirname, "../../charts", chart, "values.yaml"), "utf8"));
  const { registry, repository, tag } = images.nginx;
  expect(values[key]).toBe(`${registry}/${repository}:${tag}`);
});
