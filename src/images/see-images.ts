import type { Pull } from "./pulls";

/** What a registry has under a tag or a digest: its digest, or nothing. */
export type AskRegistry = (
  pull: Pick<Pull, "regionCode" | "host" | "repository">,
  reference: string,
) => Promise<string | undefined>;

export interface SeeOptions {
  readonly ask: AskRegistry;
  readonly wait: () => Promise<void>;
  readonly say: (line: string) => void;
}

/** How often a copy that ECR is making is looked for. */
const tries = 20;

/**
 * Sees that the registry of each region has what its nodes pull, and makes ECR take what it does not have of others yet.
 * @throws Error that counts what is missing, once everything is looked at
 */
export async function seeImages(pulls: readonly Pull[], { ask, wait, say }: SeeOptions): Promise<void> {
  if (pulls.length === 0) say("no service runs an image out of a registry of its region");
  const flaws = await Promise.all(
    pulls.map(async (pull) => {
      const flaw = await findFlaw(pull, ask, wait);
      say(`${pull.regionCode}  ${pull.services.join(", ")}  ${pull.image}  ${flaw ?? "there"}`);
      return flaw;
    }),
  );
  const missing = flaws.filter((flaw) => flaw !== undefined).length;
  if (missing > 0)
    throw new Error(`images: ${missing} of ${pulls.length} are missing, expected every one in its region`);
}

async function findFlaw(pull: Pull, ask: AskRegistry, wait: () => Promise<void>): Promise<string | undefined> {
  const { first, pinned } = pull;
  const found = await ask(pull, first);
  if (found === undefined) {
    return pull.isOwn
      ? "missing: push it, or copy it from the other region"
      : "missing: neither here nor where it comes from; look at the tag, and at the credentials of the cache";
  }
  if (first === pinned) return undefined;
  if (found !== pinned) {
    return `another one: ${first} is ${found} here; name that digest, or another tag: one that was moved is not copied again`;
  }
  for (let i = 0; i < tries; i++) {
    if ((await ask(pull, pinned)) !== undefined) return undefined;
    await wait();
  }
  return "being copied still: run this again in a minute";
}
