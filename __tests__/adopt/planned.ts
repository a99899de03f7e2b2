import { search } from "jmespath";
import type { Aws, AwsCall } from "../../src/adopt/aws-cli";
import type { AwsPlace, PlannedResource } from "../../src/adopt/planned-resource";

export const ireland: AwsPlace = { region: "eu-west-1", endpoints: {}, accessKey: undefined, secretKey: undefined };

/** Tags of a stack's resource, as the provider adds them. */
export const ownTags = { environment: "prod", region: "eu-west-1", layer: "network", "managed-by": "tandem" };

/** A resource that a plan would create. What is undefined is known after apply. */
export function planned(type: string, values: Readonly<Record<string, unknown>> = {}): PlannedResource {
  const entries = Object.entries(values);
  return {
    address: `${type}.one`,
    type,
    actions: ["create"],
    reason: undefined,
    replacedFor: [],
    values: Object.fromEntries(entries.filter(([, value]) => value !== undefined)),
    unknown: new Set(entries.filter(([, value]) => value === undefined).map(([name]) => name)),
    existing: undefined,
    place: ireland,
  };
}

/** A resource that stands in the state and stays as it is. */
export function standing(type: string, id: string, values: Readonly<Record<string, unknown>> = {}): PlannedResource {
  return { ...planned(type, { ...values, id }), actions: ["no-op"], existing: { ...values, id } };
}

/** AWS as it answers to the whole calls given; queries are applied as its command line does. What is not given is not there. */
export function answeringAws(answers: Readonly<Record<string, unknown>>, calls: AwsCall[] = []): Aws {
  return async (_, call) => {
    calls.push(call);
    const whole = [call.service, call.operation, ...call.args].join(" ");
    const answer = answers[whole] ?? answers[`${call.service} ${call.operation}`];
    return answer === undefined ? undefined : search(answer, call.query);
  };
}

/** Tags as EC2 lists them. */
export function tagList(tags: Readonly<Record<string, string>>): readonly { Key: string; Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
