/** Ways in which a topic reaches who is told. */
export const subscriberProtocols = ["email", "https", "sqs", "lambda"] as const;

export interface Subscriber {
  readonly protocol: (typeof subscriberProtocols)[number];
  readonly endpoint: string;
}
