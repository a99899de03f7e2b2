import { request } from "node:https";
import { text } from "node:stream/consumers";
import type { AccessEntry, AccessPolicy } from "./eks-access";

/** The emulated EKS of one region, as far as an authenticator asks it. */
export interface EksApi {
  readonly url: string;
  readonly accountId: string;
  readonly regionCode: string;
}

/** The access entries of a cluster with their policies, by ListAccessEntries, DescribeAccessEntry and ListAssociatedAccessPolicies. */
export async function listAccessEntries(api: EksApi, cluster: string): Promise<readonly AccessEntry[]> {
  const path = `/clusters/${cluster}/access-entries`;
  const { accessEntries } = await get<{ accessEntries: readonly string[] }>(api, path);
  return Promise.all(
    accessEntries.map(async (arn) => {
      const one = `${path}/${encodeURIComponent(arn)}`;
      const [{ accessEntry }, { associatedAccessPolicies: policies }] = await Promise.all([
        get<{ accessEntry: Omit<AccessEntry, "policies"> }>(api, one),
        get<{ associatedAccessPolicies: readonly AccessPolicy[] }>(api, `${one}/access-policies`),
      ]);
      return { ...accessEntry, policies };
    }),
  );
}

function get<T>({ url, accountId, regionCode }: EksApi, path: string): Promise<T> {
  // The emulator takes account and region from here, and leaves the signature alone.
  const authorization = `AWS4-HMAC-SHA256 Credential=${accountId}/20260101/${regionCode}/eks/aws4_request, SignedHeaders=host, Signature=0`;
  return new Promise((resolve, reject) => {
    // Its certificate is its own.
    const call = request(new URL(path, url), { headers: { authorization }, rejectUnauthorized: false }, (response) => {
      text(response).then((body) => {
        if (response.statusCode === 200) resolve(JSON.parse(body) as T);
        else reject(new Error(`GET ${path}: ${response.statusCode} ${body}`));
      }, reject);
    });
    call.on("error", reject);
    call.end();
  });
}
