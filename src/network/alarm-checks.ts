import { type Check, defineCheck } from "../config/check";
import { foreignArns } from "../config/foreign-arns";
import { repetitions } from "../config/repetition";
import { subscribersOf } from "../environment/environment";

const endpointPath = (i: number) => `alarms.subscribers[${i}].endpoint`;

const partitionCheck: Check = defineCheck(["alarms", "regions"], ({ regions: [region], ...environment }) => {
  if (region === undefined) return [];
  const arns = subscribersOf(environment)
    .map(({ endpoint }, i) => ({ path: endpointPath(i), arn: endpoint }))
    .filter(({ arn }) => arn.startsWith("arn:"));
  return foreignArns(arns, region, "name a subscriber of that partition: SNS delivers to no other");
});

/** SNS has one subscription for each, whoever asks a second time. */
const uniqueSubscriberCheck: Check = defineCheck(["alarms"], (environment) =>
  repetitions(
    subscribersOf(environment).map(({ endpoint }) => endpoint),
    endpointPath,
    "remove one of the two",
  ),
);

export const alarmChecks: readonly Check[] = [partitionCheck, uniqueSubscriberCheck];
