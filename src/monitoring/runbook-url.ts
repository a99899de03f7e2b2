import type { Environment } from "../environment/environment";

/** Where a page of this repository is read: by a link where the environment says where the repository is, else its path. */
export function runbookUrl({ monitoring: { runbooks } }: Pick<Environment, "monitoring">, page: string): string {
  return runbooks === undefined ? page : `${runbooks}/${page}`;
}
