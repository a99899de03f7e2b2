import { expect, it } from "vitest";
import { sharedTags, tagsOf } from "../../src/stack/tags";
import { parsed, prod } from "../literals";

it("the environment's own tags add to the standard ones and replace none of them", () => {
  const tags = { "cost-center": "platform", owner: "nobody", region: "nowhere" };
  expect(tagsOf({ ...parsed(prod), tags }, "network", "eu-west-1")).toEqual({
    "cost-center": "platform",
    environment: "prod",
    region: "eu-west-1",
    layer: "network",
    owner: "platform-team",
    "managed-by": "tandem",
  });
});

it("what stands in both regions names both", () => {
  expect(sharedTags("link", ["eu-central-1", "eu-west-1"])).toEqual({ Name: "link", region: "eu-central-1/eu-west-1" });
});
