import { join, relative } from "node:path";
import { listEnvironments } from "../config/environment-directory";
import { EnvironmentError, formatProblems } from "../config/problem";
import { readLiteral } from "../config/read-literal";
import { isRecord } from "../config/sound-fields";
import { type IdentityFields, identitySchema } from "../environment/identity";
import { type Ranges, tryChooseRanges } from "./free-ranges";

/** What a new environment finds in its directory. */
export interface Neighbours {
  readonly files: readonly Neighbour[];
  /** Ranges that none of them has. */
  readonly ranges: Ranges;
}

interface Neighbour {
  readonly name: string;
  /** As a report shows it: from the working directory. */
  readonly file: string;
  /** Undefined where too much is wrong with it. */
  readonly identity: IdentityFields | undefined;
}

/**
 * Looks at the environments of a directory.
 * @throws EnvironmentError where one of them cannot be read, or where they leave no ranges free
 */
export function findNeighbours(directory: string): Neighbours {
  const read = listEnvironments(directory).map((name) => {
    const path = join(directory, `${name}.ts`);
    return { name, file: relative(process.cwd(), path), read: readLiteral(path) };
  });
  const reports = read.flatMap(({ file, read: result }) =>
    "problem" in result ? [formatProblems(file, [result.problem])] : [],
  );
  if (reports.length > 0) throw new EnvironmentError(reports.join("\n\n"));
  const known = read.map(({ name, file, read: result }) => ({
    name,
    file,
    data: "data" in result ? result.data : undefined,
  }));
  const ranges = tryChooseRanges(known.flatMap(({ data }) => rangesOf(data)));
  if (ranges === undefined) {
    throw new EnvironmentError(
      `${relative(process.cwd(), directory)}: no two ranges of /16 are free in 10.0.0.0/8, or none of 172.20.0.0/16 to 172.31.0.0/16 for services; write the file by hand`,
    );
  }
  return {
    files: known.map(({ name, file, data }) => ({ name, file, identity: identitySchema.safeParse(data).data })),
    ranges,
  };
}

/** Ranges of VPCs and of the networks that they may reach. Those of services never leave their cluster. */
function rangesOf(data: unknown): readonly string[] {
  if (!isRecord(data)) return [];
  return [data["regions"], data["peers"]]
    .flatMap((places) => Object.values(places ?? {}))
    .flatMap((place) => (isRecord(place) && typeof place["cidr"] === "string" ? [place["cidr"]] : []));
}
