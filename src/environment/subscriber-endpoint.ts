import { z } from "zod";
import type { Subscriber } from "../../modules/alarm-topic/subscriber";
import { regions } from "../../modules/aws-regions";
import type { Flaw } from "./field";

/**
 * What SNS would refuse of an endpoint, which it looks at when everything else stands.
 * https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html
 */
const flawsByProtocol: Readonly<Record<Subscriber["protocol"], (endpoint: string) => Flaw | undefined>> = {
  email: (endpoint) => {
    if (z.regexes.email.test(endpoint)) return undefined;
    return {
      expected: "an address, such as on-call@example.com",
      fix: "write the address alone, without a name or mailto:",
    };
  },
  https: (endpoint) => {
    if (isPublicUrl(endpoint)) return undefined;
    return {
      expected: "a URL that starts with https:// and names a host of the internet",
      fix: "write it as https://alerts.example.com/path; SNS comes from the internet, not from the VPC",
    };
  },
  sqs: (endpoint) => findArnFlaw(endpoint, "sqs", /^[\w-]{1,80}(\.fifo)?$/, "orders-alarms") ?? findFifoFlaw(endpoint),
  lambda: (endpoint) =>
    findArnFlaw(endpoint, "lambda", /^function:[\w-]{1,64}(:(\$LATEST|[\w-]{1,128}))?$/, "function:page-on-call"),
};

/** What is wrong with the endpoint of a subscriber, for its protocol. */
export function findEndpointFlaw({ protocol, endpoint }: Subscriber): Flaw | undefined {
  return flawsByProtocol[protocol](endpoint);
}

function isPublicUrl(text: string): boolean {
  // Not whatever a URL may hold before it is encoded: braces are Terraform's.
  if (!/^https:\/\/[\w.~:/?#@!$&'()*+,;=%-]+$/.test(text) || !URL.canParse(text)) return false;
  const { hostname } = new URL(text);
  return /\.[a-z][a-z0-9-]*$/.test(hostname) && !hostname.endsWith(".local") && !hostname.endsWith(".internal");
}

function findArnFlaw(arn: string, service: string, resource: RegExp, example: string): Flaw | undefined {
  const [head, partition = "", from, region = "", account = "", ...rest] = arn.split(":");
  const sound =
    head === "arn" &&
    Object.hasOwn(regions, region) &&
    partition === regions[region]?.partition &&
    from === service &&
    /^\d{12}$/.test(account) &&
    resource.test(rest.join(":"));
  if (sound) return undefined;
  return {
    expected: `the ARN of protocol ${service}, such as arn:aws:${service}:eu-west-1:111122223333:${example}`,
    fix: "copy the ARN whole, and let protocol say what it is the ARN of",
  };
}

/** https://docs.aws.amazon.com/sns/latest/dg/fifo-message-delivery.html */
function findFifoFlaw(arn: string): Flaw | undefined {
  if (!arn.endsWith(".fifo")) return undefined;
  return {
    expected: "a standard queue: topics of alarms are standard ones, and SNS delivers those to no FIFO queue",
    fix: "name a standard queue",
  };
}
