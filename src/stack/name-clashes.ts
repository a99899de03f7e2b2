import type { Problem } from "../config/problem";
import type { IdentityFields } from "../environment/identity";
import { setsReplication } from "../environment/own-images";
import { regionNames } from "./names";

/** What an environment file says of itself, whether it is selected or not. */
export interface NamedFile {
  readonly file: string;
  readonly identity: IdentityFields;
}

/** A name that one file gives to something in AWS, or a thing that an account has one of in a region. */
interface Claim {
  readonly file: string;
  /** The field that the name can be changed by. */
  readonly path: string;
  readonly what: string;
  readonly key: string;
  /** What to do. @default - another name in one of the files */
  readonly remedy?: Pick<Problem, "expected" | "fix">;
}

/**
 * What two environment files would both make, as one problem for each of the files: AWS gives a name once in an account, so that the second
 * apply would fail, or take over what belongs to the first. `acme` with `prod-x` makes the names of `acme-prod` with `x`.
 */
export function findNameClashes(files: readonly NamedFile[]): ReadonlyMap<string, Problem> {
  const claims = files.flatMap(claimsOf);
  const owners = new Map<string, Set<string>>();
  for (const { key, file } of claims) owners.set(key, (owners.get(key) ?? new Set<string>()).add(file));

  const problems = new Map<string, Problem>();
  for (const claim of claims) {
    const other = [...(owners.get(claim.key) ?? [])].find((file) => file !== claim.file);
    if (other !== undefined && !problems.has(claim.file)) problems.set(claim.file, problemOf(claim, other));
  }
  return problems;
}

/** The cluster's name stands for all that are made of organization, environment and region; a bucket can have a prefix of its own. */
function claimsOf({ file, identity }: NamedFile): readonly Claim[] {
  const { accountId, regions, state } = identity;
  const prefixed = state.backend === "s3" && state.bucketPrefix !== undefined;
  const replication = setsReplication(identity)
    ? regions.map(({ code }) => claimOfReplication(file, accountId, code))
    : [];
  const ofRegions = regions.flatMap((region) => {
    const { cluster, stateBucket } = regionNames(identity, region);
    const base = {
      file,
      path: "name",
      what: `names that start with ${JSON.stringify(cluster)}`,
      key: `${accountId}/${cluster}`,
    };
    if (state.backend === "local") return [base];
    const path = prefixed ? "state.bucketPrefix" : "name";
    return [base, { file, path, what: `the state bucket ${JSON.stringify(stateBucket)}`, key: stateBucket }];
  });
  return [...ofRegions, ...hostClaimsOf(file, identity), ...replication];
}

/** Users come by the zone itself and by every name below it, which leads to one environment. */
function hostClaimsOf(file: string, { accountId, dns, edge }: IdentityFields): readonly Claim[] {
  if (dns === undefined || edge === undefined) return [];
  const { domain, hostedZoneId } = dns;
  return [
    {
      file,
      path: "dns.domain",
      what: `the names of ${JSON.stringify(domain)}`,
      key: `${accountId}/${hostedZoneId}/${domain}`,
    },
  ];
}

/** The second apply would replace what the first has set, without a word. */
function claimOfReplication(file: string, accountId: string, regionCode: string): Claim {
  return {
    file,
    path: "images.replication",
    what: `the replication of the registry of ${accountId} in ${regionCode}`,
    key: `${accountId}/${regionCode}/replication`,
    remedy: {
      expected: "one environment that sets it: an account has it once in a region",
      fix: 'set images.replication to "pipeline" in one of the two files, and let its pipeline push to both regions',
    },
  };
}

function problemOf({ path, what, remedy }: Claim, other: string): Problem {
  const renaming = {
    expected: "names that no other environment of the account has",
    fix: `change ${path === "name" ? "organization or name" : path} in one of the two files`,
  };
  return { path, got: `${what}, as in ${other}`, ...(remedy ?? renaming) };
}
