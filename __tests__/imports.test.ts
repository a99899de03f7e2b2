import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const root = join(__dirname, "..");

const sources = ["src", "modules", "environments", "scripts", "__tests__"]
  .flatMap((directory) =>
    readdirSync(join(root, directory), { recursive: true, encoding: "utf8" }).map((file) => join(directory, file)),
  )
  .filter((file) => file.endsWith(".ts"))
  .concat("main.ts");

it.each(sources)("%s imports no provider as a whole: that costs 2.6 seconds and half a gigabyte", (file) => {
  expect(readFileSync(join(root, file), "utf8")).not.toMatch(/["']@cdktf\/provider-[\w-]+["']/);
});

it.each(sources.filter((file) => file.startsWith("modules/")))("%s knows nothing of src", (file) => {
  expect(readFileSync(join(root, file), "utf8")).not.toMatch(/from "(\.\.\/)+(src|main|environments)/);
});
