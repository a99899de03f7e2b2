import { createServer, type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { PolicyStatement } from "../../../modules/iam/policy-document";
import type { Emulators } from "../../../src/local/endpoints";
import { simulate } from "../../modules/policy-simulator";
import { type AwsCall, type AwsRequest, readAwsCall, signedFor } from "./aws-call";

/** The emulated AWS, as one role sees it. */
export interface AwsGate {
  readonly url: string;
  /** How often each action was called. */
  readonly calls: ReadonlyMap<string, number>;
  /** What the role was refused: `<action> <resource>`. */
  readonly refusals: readonly string[];
  readonly close: () => void;
}

/**
 * Stands before the emulators, which look at no policy, and lets pass what the policies of a role allow: actions and resources, as far as a
 * request says what it is about. Conditions on what stands elsewhere, such as tags, are not looked at; their tests are
 * `__tests__/modules/controller-policies.test.ts`.
 */
export async function startAwsGate(
  emulators: Emulators,
  accountId: string,
  statements: readonly PolicyStatement[],
): Promise<AwsGate> {
  const calls = new Map<string, number>();
  const refusals: string[] = [];
  const server = createServer(async (incoming, response) => {
    const { method = "", url: path = "", headers } = incoming;
    const wanted: AwsRequest = { method, path, headers, body: await text(incoming) };
    try {
      const call = readAwsCall(wanted, accountId);
      calls.set(call.action, (calls.get(call.action) ?? 0) + 1);
      if (!isAllowed(statements, call)) {
        refusals.push(`${call.action} ${call.resource ?? "*"}`);
        const { type, body } = refusalOf(wanted, call);
        response.writeHead(403, { "content-type": type }).end(body);
        return;
      }
      // One of them has EKS with the clusters, and speaks TLS with a certificate of its own.
      const emulator = signedFor(headers).service === "eks" ? emulators.ministack : emulators.moto;
      const answer = await pass(emulator, wanted);
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    } catch (error) {
      refusals.push(String(error));
      response.writeHead(501).end(String(error));
    }
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    refusals,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Where a request does not say what it is about, the action decides; where it does not say what a condition asks, the condition holds. */
function isAllowed(statements: readonly PolicyStatement[], { action, resource, context }: AwsCall): boolean {
  const isKnown = (condition: NonNullable<PolicyStatement["Condition"]>) =>
    Object.values(condition).every((keys) => Object.keys(keys).every((key) => key in context));
  const judged = statements
    // What is refused on a condition may be allowed.
    .filter(({ Effect, Condition }) => Effect === "Allow" || Condition === undefined)
    .map(({ Condition, Resource, ...statement }) => ({
      ...statement,
      ...(resource === undefined || Resource === undefined ? {} : { Resource }),
      ...(Condition !== undefined && isKnown(Condition) ? { Condition } : {}),
    }));
  return simulate(judged, { action, context, ...(resource === undefined ? {} : { resource }) }) === "allowed";
}

/** As AWS refuses it, in the protocol of the service. */
function refusalOf(
  { headers }: AwsRequest,
  { action, resource = "*" }: AwsCall,
): { readonly type: string; readonly body: string } {
  const message = `not authorized to perform: ${action} on resource: ${resource}`;
  return headers["x-amz-target"] === undefined
    ? {
        type: "text/xml",
        body: `<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>${message}</Message></Error></ErrorResponse>`,
      }
    : {
        type: "application/x-amz-json-1.1",
        body: JSON.stringify({ __type: "AccessDeniedException", message }),
      };
}

function pass(emulator: string, { method, path, headers, body }: AwsRequest): Promise<IncomingMessage> {
  const url = new URL(path, emulator);
  const send = url.protocol === "https:" ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const call = send(url, { method, headers, agent: false, ...{ rejectUnauthorized: false } }, resolve);
    call.on("error", reject);
    call.end(body);
  });
}
