/** What somebody must say to have an environment. Everything else has a default, or is chosen for them. */
export interface Answers {
  readonly name: string;
  readonly organization: string;
  readonly account: string;
  readonly owner: string;
  readonly primary: string;
  readonly failover: string;
  readonly administrator: string;
  readonly alarmEmail: string;
}

/** How `npm run new` asks for an answer. */
export interface Question {
  readonly key: keyof Answers;
  /** As it is written on a command line. */
  readonly flag: string;
  readonly value: string;
  readonly text: string;
}

/** In the order in which they are asked. */
export const questions: readonly Question[] = [
  { key: "name", flag: "<name>", value: "name", text: "name of the environment and of its file, such as prod" },
  { key: "organization", flag: "--organization", value: "name", text: "first part of every name in AWS, such as acme" },
  { key: "account", flag: "--account", value: "id", text: "AWS account that everything stands in, 12 digits" },
  { key: "owner", flag: "--owner", value: "team", text: "who answers for it, a tag on every resource" },
  { key: "primary", flag: "--primary", value: "region", text: "region that serves, such as eu-west-1" },
  { key: "failover", flag: "--failover", value: "region", text: "region that takes over, such as eu-central-1" },
  {
    key: "administrator",
    flag: "--administrator",
    value: "arn",
    text: "ARN of the IAM role that administers clusters and their keys; it must exist",
  },
  { key: "alarmEmail", flag: "--alarm-email", value: "address", text: "mail address that alarms go to" },
];
