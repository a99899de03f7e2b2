import { createHash } from "node:crypto";

/** https://github.com/opencontainers/image-spec/blob/main/manifest.md, and what Docker made before it */
const manifestTypes = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.docker.distribution.manifest.v2+json",
];

/**
 * The digest of what a registry has under a tag or a digest; undefined where it has nothing. ECR takes an image that it keeps copies of when it is
 * asked so for its manifest.
 * @throws Error with what the registry said, where it refuses
 */
export async function askManifest(
  origin: string,
  authorization: string,
  repository: string,
  reference: string,
): Promise<string | undefined> {
  const response = await fetch(`${origin}/v2/${repository}/manifests/${reference}`, {
    headers: { accept: manifestTypes.join(", "), authorization },
  });
  const body = new Uint8Array(await response.arrayBuffer());
  if (response.status === 404) return undefined;
  if (!response.ok) {
    throw new Error(`${origin} refuses ${repository} with ${response.status}: ${new TextDecoder().decode(body)}`);
  }
  return `sha256:${createHash("sha256").update(body).digest("hex")}`;
}
