import { readFileSync } from "node:fs";
import { Agent, request } from "node:https";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import type { Certificate } from "./certificates";

/** An object of Kubernetes, as far as the lab looks into it. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly finalizers?: readonly string[];
    readonly deletionTimestamp?: string;
  };
}

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Who asks: a client certificate, or a token. */
export type Credentials = { readonly certificate: Certificate } | { readonly token: string };

/** A connection to an API server. */
export class KubernetesApi {
  private readonly agent: Agent;
  private readonly headers: Readonly<Record<string, string>>;

  constructor(
    readonly endpoint: string,
    ca: string,
    credentials: Credentials,
  ) {
    const client =
      "token" in credentials
        ? {}
        : {
            cert: readFileSync(credentials.certificate.certificate),
            key: readFileSync(credentials.certificate.key),
          };
    this.agent = new Agent({ ca: readFileSync(ca), keepAlive: true, maxSockets: 8, ...client });
    this.headers = "token" in credentials ? { authorization: `Bearer ${credentials.token}` } : {};
  }

  /** @throws Error where the server cannot be reached */
  send(method: string, path: string, body?: object, contentType = "application/json"): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const call = request(
        new URL(path, this.endpoint),
        { method, agent: this.agent, timeout: 60_000, headers: { ...this.headers, "content-type": contentType } },
        (response) => {
          text(response).then((received) => resolve({ status: response.statusCode ?? 0, body: received }), reject);
        },
      );
      call.on("timeout", () => call.destroy(new Error(`${method} ${path}: no answer within a minute`)));
      call.on("error", reject);
      call.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  /** @throws Error with what the server said, where it refuses */
  async call<T>(method: string, path: string, body?: object, contentType?: string): Promise<T> {
    let answer = await this.send(method, path, body, contentType);
    // A server that is not ready for a new CRD asks to come again.
    for (let tries = 0; answer.status === 429 && tries < 30; tries += 1) {
      await sleep(1000);
      answer = await this.send(method, path, body, contentType);
    }
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.body}`);
    return JSON.parse(answer.body) as T;
  }

  /** Objects of one kind: `/api/v1/nodes`, `/apis/apps/v1/deployments`. */
  async list<T extends KubernetesObject = KubernetesObject>(path: string): Promise<readonly T[]> {
    const { items } = await this.call<{ items: readonly T[] }>("GET", path);
    return items;
  }

  /** Server-side apply, in the name of the lab. */
  async apply(path: string, object: object): Promise<void> {
    await this.call("PATCH", `${path}?fieldManager=lab&force=true`, object, "application/apply-patch+yaml");
  }

  close(): void {
    this.agent.destroy();
  }
}
