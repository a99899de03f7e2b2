import { expect } from "vitest";
import { type ConnectionFacts, parameterNames } from "../../../src/data/connection-facts";
import { databaseNames } from "../../../src/stack/names";
import type { KubernetesObject } from "../cloud/kubernetes-api";
import type { Receiver } from "./alert-delivery";
import type { Controller } from "./controller";
import { askingFor, type ExternalSecret, externalSecretsPath, outcomeOf } from "./external-secrets";
import type { Foundation } from "./foundation";
import { until } from "./until";

/** Secrets by their names: what the platform and services may have, and what is for nobody in the cluster. */
function secretsWith(receiver: Receiver): Readonly<Record<string, string>> {
  return {
    "acme/prod/platform/grafana": JSON.stringify({ "admin-user": "admin", "admin-password": "of Grafana" }),
    "acme/prod/platform/peer-prometheus": JSON.stringify({ username: "eu-west-1", password: "of the other region" }),
    "acme/prod/platform/pager-url": receiver.url("pager"),
    "acme/prod/platform/heartbeat-url": receiver.url("heartbeat"),
    "acme/prod/services/orders": "of a service",
    "acme/prod/database/master": "of the master user",
    "acme/stage/platform/grafana": "of another environment",
  };
}

/** What the data stack would know of the database. */
const facts: ConnectionFacts = {
  writerHost: "writer.db.example.com",
  readerHost: "reader.db.example.com",
  port: "5432",
  name: "app",
  credentialsSecret: "acme/prod/database/credentials-1",
  caBundleUrl: "https://truststore.example.com/bundle.pem",
};

const parameters = { "/acme/prod/database/host": "db.example.com", "/acme/stage/database/host": "other.example.com" };

/** Asked for in a namespace of anybody: name, store, key. */
const readable = [
  ["orders", "secrets-manager", "acme/prod/services/orders"],
  ["host", "parameter-store", "/acme/prod/database/host"],
] as const;

const outOfReach = [
  ["master", "secrets-manager", "acme/prod/database/master"],
  ["stage", "secrets-manager", "acme/stage/platform/grafana"],
  ["stage-host", "parameter-store", "/acme/stage/database/host"],
] as const;

export async function seedSecrets({ aws, place }: Foundation, receiver: Receiver): Promise<void> {
  for (const [Name, SecretString] of Object.entries(secretsWith(receiver)))
    await aws.call("secretsmanager", "create_secret", { Name, SecretString });
  const { parameterPath } = databaseNames(place.environment);
  const ofDatabase = (Object.keys(facts) as (keyof ConnectionFacts)[]).map(
    (fact) => [`${parameterPath}/${parameterNames[fact]}`, facts[fact]] as const,
  );
  for (const [Name, Value] of [...Object.entries(parameters), ...ofDatabase])
    await aws.call("ssm", "put_parameter", { Name, Value, Type: "String" });
}

/**
 * Every secret that an object of the platform or of a service asks for has come, and somebody in a namespace gets what is the environment's and a service's,
 * but not the master user's, nor another environment's. The emulator knows no policy: the gate before it judges by the role's.
 */
export async function proveSecrets({ place }: Foundation, controllers: readonly Controller[]): Promise<void> {
  const { api } = place.cluster;
  const eventually = <T>(what: string, ask: () => Promise<T | undefined>) =>
    until(
      what,
      120,
      ask,
      controllers.map(({ process }) => process),
    );
  const own = "/apis/external-secrets.io/v1/namespaces/default/externalsecrets";
  for (const [name, store, key] of [...readable, ...outOfReach])
    await api.call("POST", own, askingFor(name, store, key));

  const outcomes = await eventually("every ExternalSecret has an outcome", async () => {
    const all = await api.list<ExternalSecret>(externalSecretsPath);
    const found = all.map((one) => [`${one.metadata.namespace}/${one.metadata.name}`, outcomeOf(one)] as const);
    return found.every(([, outcome]) => outcome !== undefined) ? new Map(found) : undefined;
  });
  expect([...outcomes.keys()].filter((name) => name.startsWith("monitoring/")).toSorted()).toEqual([
    "monitoring/grafana",
    "monitoring/heartbeat-url",
    "monitoring/pager-url",
    "monitoring/peer-prometheus",
    "monitoring/prometheus-answer",
  ]);
  const out = new Set(outOfReach.map(([name]) => `default/${name}`));
  for (const [name, outcome] of outcomes)
    expect(outcome, name).toMatch(out.has(name) ? /^SecretSyncedError/ : /^synced$/);
  expect(await contentOf(place, "default", "orders")).toEqual({ value: "of a service" });
  expect([...outcomes.keys()].filter((name) => name.startsWith("shop/"))).toHaveLength(1);
  expect(await contentOf(place, "shop", await databaseSecretOf(place, "orders"))).toEqual({
    DATABASE_WRITER_HOST: facts.writerHost,
    DATABASE_READER_HOST: facts.readerHost,
    DATABASE_PORT: facts.port,
    DATABASE_NAME: facts.name,
    DATABASE_CA_BUNDLE_URL: facts.caBundleUrl,
  });
  for (const name of out) {
    const path = `/api/v1/namespaces/default/secrets/${name.split("/")[1]}`;
    expect((await api.send("GET", path)).status, name).toBe(404);
  }
  const refused = new Set(
    controllers.flatMap((one) => one.refusals()).filter((line) => !/^(secretsmanager|ssm):/.test(line)),
  );
  expect([...refused]).toEqual([]);
  const keys = controllers
    .flatMap(({ gate }) => gate?.refusals ?? [])
    .map((line) => line.replace(/^.*:(secret:|parameter)/, ""));
  expect(new Set(keys)).toEqual(
    new Set(["acme/prod/database/master-AbCdEf", "acme/stage/platform/grafana-AbCdEf", "/acme/stage/database/host"]),
  );
}

/** The Secret that pods of a service wait for. */
async function databaseSecretOf({ cluster }: Foundation["place"], service: string): Promise<string> {
  interface Deployment extends KubernetesObject {
    readonly spec: {
      readonly template: {
        readonly spec: {
          readonly containers: readonly {
            readonly envFrom?: readonly { readonly secretRef?: { readonly name: string } }[];
          }[];
        };
      };
    };
  }
  const { spec } = await cluster.api.call<Deployment>("GET", `/apis/apps/v1/namespaces/shop/deployments/${service}`);
  const names = spec.template.spec.containers.flatMap(({ envFrom = [] }) =>
    envFrom.flatMap(({ secretRef }) => (secretRef === undefined ? [] : [secretRef.name])),
  );
  expect(names).toHaveLength(1);
  return names[0] ?? "";
}

async function contentOf(
  { cluster }: Foundation["place"],
  namespace: string,
  secret: string,
): Promise<Readonly<Record<string, string>>> {
  const { data } = await cluster.api.call<{ data: Readonly<Record<string, string>> }>(
    "GET",
    `/api/v1/namespaces/${namespace}/secrets/${secret}`,
  );
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name, Buffer.from(value, "base64").toString()]),
  );
}
