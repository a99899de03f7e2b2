import { describe, expect, it } from "vitest";
import type { EnvironmentInput } from "../../src/environment/environment";
import { dev, govCloud, prod } from "../literals";
import { at, central, valuesOf, watched, west } from "./environments";

interface Route {
  readonly receiver: string;
  readonly matchers?: readonly string[];
  readonly routes?: readonly Route[];
}

interface Receiver {
  readonly name: string;
  readonly sns_configs?: readonly { readonly topic_arn: string; readonly sigv4: { readonly region: string } }[];
  readonly webhook_configs?: readonly { readonly url_file: string }[];
}

function configOf(literal: EnvironmentInput, region: string) {
  const config = at(valuesOf("kube-prometheus-stack", region, literal), "alertmanager.config");
  return config as unknown as { readonly route: Route; readonly receivers: readonly Receiver[] };
}

/** Whom an alert reaches: as Alertmanager reads it, the first route that matches. */
function receiverOf(literal: EnvironmentInput, labels: Readonly<Record<string, string>>, region = west): Receiver {
  const { route, receivers } = configOf(literal, region);
  const matched = route.routes?.find(({ matchers = [] }) =>
    matchers.every((matcher) => {
      const [, name = "", value] = /^(\w+) = "(\w+)"$/.exec(matcher) ?? [];
      return labels[name] === value;
    }),
  );
  const receiver = receivers.find(({ name }) => name === (matched ?? route).receiver);
  if (receiver === undefined) throw new Error(`no receiver for ${JSON.stringify(labels)}`);
  return receiver;
}

const severe = (severity: string) => ({ alertname: "NodeNotReady", severity });

describe("an alert", () => {
  it.each([
    [west, "arn:aws:sns:eu-west-1:111122223333:acme-prod-euw1-alarms"],
    [central, "arn:aws:sns:eu-central-1:111122223333:acme-prod-euc1-alarms"],
  ])("reaches the topic of its own region: %s", (region, topic_arn) => {
    for (const severity of ["critical", "warning"]) {
      const { sns_configs } = receiverOf(prod, severe(severity), region);
      expect(sns_configs).toMatchObject([{ topic_arn, sigv4: { region } }]);
    }
  });

  it("reaches a topic of its partition", () => {
    const { sns_configs } = receiverOf(govCloud, severe("critical"), "us-gov-west-1");
    expect(sns_configs?.[0]?.topic_arn).toBe("arn:aws-us-gov:sns:us-gov-west-1:111122223333:acme-prod-usgw1-alarms");
  });

  it("that does not say how bad it is goes where warnings go", () => {
    expect(receiverOf(prod, { alertname: "Odd" }).name).toBe("warning");
  });

  it("that only informs reaches nobody, as Watchdog does without a heartbeat", () => {
    expect(receiverOf(prod, severe("info"))).toEqual({ name: "nobody" });
    expect(receiverOf(prod, { alertname: "Watchdog", severity: "none" })).toEqual({ name: "nobody" });
  });

  it("reaches nobody where an environment accepts that", () => {
    for (const severity of ["critical", "warning", "info"])
      expect(receiverOf(dev, severe(severity)).name).toBe("nobody");
  });

  it("goes by the routes of the environment, and URLs are read from secrets", () => {
    expect(receiverOf(watched, severe("critical"))).toMatchObject({
      sns_configs: [{ topic_arn: "arn:aws:sns:eu-west-1:111122223333:acme-prod-euw1-alarms" }],
      webhook_configs: [{ url_file: "/etc/alertmanager/secrets/pager-url/url" }],
    });
    expect(receiverOf(watched, severe("warning")).webhook_configs).toBeUndefined();
  });

  it("that always fires tells somebody outside that this region lives", () => {
    expect(receiverOf(watched, { alertname: "Watchdog", severity: "none" }).webhook_configs).toMatchObject([
      { url_file: "/etc/alertmanager/secrets/heartbeat-url/url" },
    ]);
  });
});

describe.each([
  ["prod", prod],
  ["dev", dev],
  ["prod with everything", watched],
])("the routes of %s", (_, literal) => {
  const { route, receivers } = configOf(literal, west);

  it("lead to receivers that there are, each once", () => {
    const names = receivers.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { receiver } of [route, ...(route.routes ?? [])]) expect(names).toContain(receiver);
  });

  it("lead to every receiver", () => {
    const reached = new Set([route, ...(route.routes ?? [])].map(({ receiver }) => receiver));
    for (const { name } of receivers) expect(reached).toContain(name);
  });

  it("name only secrets that are mounted", () => {
    const mounted = at(valuesOf("kube-prometheus-stack", west, literal), "alertmanager.alertmanagerSpec.secrets");
    const read = receivers
      .flatMap(({ webhook_configs = [] }) => webhook_configs)
      .map(({ url_file }) => url_file.split("/").at(-2));
    expect(new Set(read)).toEqual(new Set(mounted as readonly string[]));
  });
});

it("Alertmanager acts as its role, and as nobody where it publishes nothing", () => {
  const account = (literal: EnvironmentInput) =>
    at(valuesOf("kube-prometheus-stack", west, literal), "alertmanager.serviceAccount");
  expect(account(prod)).toEqual({
    create: true,
    name: "alertmanager",
    annotations: { "eks.amazonaws.com/role-arn": "arn:aws:iam::111122223333:role/acme-prod-euw1-alertmanager" },
  });
  expect(account(dev)).toEqual({ create: true, name: "alertmanager" });
});
