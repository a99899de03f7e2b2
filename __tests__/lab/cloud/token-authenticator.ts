import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { type AccessEntry, type KubernetesUser, userOf } from "./eks-access";
import { isSignedFor, tokenLifeSec, tryReadToken } from "./eks-token";

/** Who signs with a key: a principal of AWS. */
export interface Principal {
  readonly arn: string;
  readonly secretKey: string;
}

/** What the authenticator of one cluster goes by. */
export interface AuthenticatorOptions {
  readonly cluster: string;
  /** By access key. */
  readonly principals: Readonly<Record<string, Principal>>;
  /** The cluster's access entries of this moment. */
  readonly listAccessEntries: () => Promise<readonly AccessEntry[]>;
}

/** What a cluster says to a token: who it is, or why it is refused. */
export type Verdict = { readonly user: KubernetesUser } | { readonly refused: string };

/** Judges a token as EKS does: whose it is by its signature, and who that is by the access entries of the cluster. */
export async function authenticate(
  token: string,
  now: Date,
  { cluster, principals, listAccessEntries }: AuthenticatorOptions,
): Promise<Verdict> {
  const call = tryReadToken(token);
  if (call === undefined) return { refused: "not a token of aws eks get-token" };
  const principal = Object.hasOwn(principals, call.accessKeyId) ? principals[call.accessKeyId] : undefined;
  if (principal === undefined) return { refused: `access key ${call.accessKeyId} is nobody's` };
  if (!isSignedFor(call, cluster, principal.secretKey)) return { refused: `not signed for ${cluster} by its key` };
  const ageSec = (now.getTime() - call.signedAt.getTime()) / 1000;
  if (ageSec > tokenLifeSec || ageSec < -tokenLifeSec) return { refused: `signed ${Math.round(ageSec)} s ago` };
  const entry = (await listAccessEntries()).find(({ principalArn }) => principalArn === principal.arn);
  if (entry === undefined) return { refused: `${cluster} has no access entry of ${principal.arn}` };
  return { user: userOf(entry) };
}

/** An authenticator that listens on loopback. */
export interface RunningAuthenticator {
  readonly url: string;
  /** Why tokens were refused, in the order of their coming. */
  readonly refusals: readonly string[];
  readonly close: () => void;
}

/** Serves what an API server asks a token webhook. https://kubernetes.io/docs/reference/access-authn-authz/authentication/#webhook-token-authentication */
export async function startAuthenticator(options: AuthenticatorOptions): Promise<RunningAuthenticator> {
  const refusals: string[] = [];
  const review = async (body: string): Promise<object> => {
    const { spec } = JSON.parse(body) as { spec: { token: string } };
    const verdict = await authenticate(spec.token, new Date(), options);
    if ("user" in verdict) return { authenticated: true, user: verdict.user };
    refusals.push(verdict.refused);
    return { authenticated: false, error: verdict.refused };
  };
  const server = createServer(async (request, response) => {
    try {
      const status = await review(await text(request));
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ apiVersion: "authentication.k8s.io/v1", kind: "TokenReview", status }));
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    refusals,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
