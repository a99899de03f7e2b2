import { createHash, createHmac } from "node:crypto";

/** What a token of `aws eks get-token` says, before anybody has believed it. */
export interface EksToken {
  readonly accessKeyId: string;
  readonly region: string;
  /** Whether the signature covers the header that names a cluster. */
  readonly namesCluster: boolean;
  readonly signedAt: Date;
  readonly url: URL;
}

/** How long EKS takes a token, whatever the URL in it says. https://docs.aws.amazon.com/eks/latest/userguide/cluster-auth.html */
export const tokenLifeSec = 15 * 60;

const prefix = "k8s-aws-v1.";
const clusterHeader = "x-k8s-aws-id";

/** The presigned call of GetCallerIdentity that a token is; undefined where it is none. */
export function tryReadToken(token: string): EksToken | undefined {
  if (!token.startsWith(prefix)) return undefined;
  const text = Buffer.from(token.slice(prefix.length), "base64url").toString();
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const query = url.searchParams;
  const [accessKeyId = "", , region = "", service = ""] = (query.get("X-Amz-Credential") ?? "").split("/");
  const signedAt = readTime(query.get("X-Amz-Date") ?? "");
  const isCall = query.get("Action") === "GetCallerIdentity" && service === "sts" && url.protocol === "https:";
  if (!isCall || accessKeyId === "" || signedAt === undefined) return undefined;
  const namesCluster = (query.get("X-Amz-SignedHeaders") ?? "").split(";").includes(clusterHeader);
  return { accessKeyId, region, namesCluster, signedAt, url };
}

/**
 * Whether the holder of a secret key has signed the token for a cluster: the name of the cluster is in the signature and nowhere else.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html
 */
export function isSignedFor({ url, region, namesCluster }: EksToken, cluster: string, secretKey: string): boolean {
  if (!namesCluster) return false;
  const query = [...url.searchParams]
    .filter(([name]) => name !== "X-Amz-Signature")
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .toSorted()
    .join("&");
  const headers = `host:${url.host}\n${clusterHeader}:${cluster}\n`;
  const request = ["GET", url.pathname, query, headers, `host;${clusterHeader}`, sha256("")].join("\n");
  const time = url.searchParams.get("X-Amz-Date") ?? "";
  const scope = [time.slice(0, 8), region, "sts", "aws4_request"];
  const text = ["AWS4-HMAC-SHA256", time, scope.join("/"), sha256(request)].join("\n");
  const key = scope.reduce<Buffer>((under, part) => hmac(under, part), Buffer.from(`AWS4${secretKey}`));
  return hmac(key, text).toString("hex") === url.searchParams.get("X-Amz-Signature");
}

/** `20261125T122600Z` */
function readTime(text: string): Date | undefined {
  const [, ...parts] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text) ?? [];
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map(Number);
  return parts.length === 0 ? undefined : new Date(Date.UTC(year, month - 1, day, hour, minute, second));
}

function encode(text: string): string {
  return encodeURIComponent(text).replaceAll(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
