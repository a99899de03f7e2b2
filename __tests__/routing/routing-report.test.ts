import { expect, it } from "vitest";
import { reachedEnvironment } from "../../src/routing/reached-environment";
import { reportRouting } from "../../src/routing/routing-report";
import { dev, parsed } from "../literals";
import { reached } from "./reached";

it("is a table of who gets the traffic, with what is left to people", async () => {
  await expect(`${reportRouting(reached()).join("\n")}\n`).toMatchFileSnapshot("__snapshots__/routing.txt");
});

it("says what records of Route 53 do otherwise", () => {
  const lines = reportRouting(reached({ edge: { by: "route53" }, roles: { failover: { mode: "active" } } }));
  expect(lines[0]).toBe("prod: records of Route 53, eu-west-1 serves, eu-central-1 serves too");
  expect(lines.at(-2)).toBe(
    "Load balancers notice within 20 s. Resolvers forget the old answer after 60, some of them later.",
  );
});

it("has no answer for an environment that nobody reaches", () => {
  const { edge: _, ...unreached } = parsed(dev);
  expect(() => reachedEnvironment({ ...unreached, edge: undefined })).toThrow(
    'routing: environment dev has no edge, so nobody outside reaches it; say edge: { by: "global-accelerator" } in its file',
  );
});
