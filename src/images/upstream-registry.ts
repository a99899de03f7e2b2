import { createHash } from "node:crypto";

/** A registry of others that ECR can keep copies of. */
export interface UpstreamRegistry {
  /** Where ECR asks. */
  readonly url: string;
  /** What stands for it in names of repositories: at most `maxCacheWord` characters. */
  readonly word: string;
  /** Whether ECR asks for credentials. */
  readonly needsCredentials: boolean;
}

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html */
const upstreamRegistries: Readonly<Record<string, UpstreamRegistry>> = {
  "cgr.dev": { url: "cgr.dev", word: "cgr", needsCredentials: true },
  "docker.io": { url: "registry-1.docker.io", word: "docker", needsCredentials: true },
  "ghcr.io": { url: "ghcr.io", word: "ghcr", needsCredentials: true },
  "public.ecr.aws": { url: "public.ecr.aws", word: "public", needsCredentials: false },
  "quay.io": { url: "quay.io", word: "quay", needsCredentials: false },
  "registry.gitlab.com": { url: "registry.gitlab.com", word: "gitlab", needsCredentials: true },
  "registry.k8s.io": { url: "registry.k8s.io", word: "k8s", needsCredentials: false },
};

/** What a file may name under `images.pullThrough`, for messages. */
export const upstreamNames: readonly string[] = [...Object.keys(upstreamRegistries), "<name>.azurecr.io"];

/** A registry by the name that images carry; undefined where ECR keeps no copies of it. */
export function tryGetUpstream(registry: string): UpstreamRegistry | undefined {
  if (Object.hasOwn(upstreamRegistries, registry)) return upstreamRegistries[registry];
  if (!/^[a-z0-9]+\.azurecr\.io$/.test(registry)) return undefined;
  const digest = createHash("sha256").update(registry).digest("hex").slice(0, 4);
  return { url: registry, word: `az${digest}`, needsCredentials: true };
}

/** @throws Error where ECR keeps no copies of it; checks have refused that before */
export function getUpstream(registry: string): UpstreamRegistry {
  const upstream = tryGetUpstream(registry);
  if (upstream === undefined) {
    throw new Error(`${registry} is no registry that ECR keeps copies of, expected one of ${upstreamNames.join(", ")}`);
  }
  return upstream;
}
