import { type Check, defineCheck } from "../config/check";

/** A controller in the cluster sees no directory of the machine that Terraform runs on. */
export const deliveryCheck: Check = defineCheck(["delivery", "terraform.charts"], ({ delivery, terraform }) => {
  if (delivery.by === "terraform" || terraform.charts.from !== "directory") return [];
  return [
    {
      path: "terraform.charts",
      got: `the directory ${JSON.stringify(terraform.charts.path)}, with delivery by ${delivery.by}`,
      expected: "charts that the clusters reach: their public repositories, or a registry",
      fix: 'mirror the charts to a registry and name it, or write delivery: { by: "terraform" }',
    },
  ];
});
