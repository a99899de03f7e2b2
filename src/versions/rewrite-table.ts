import type { Answer } from "./version-questions";

/** The text of a table with what AWS has in place of what it had, and the day of the comparison. */
export function rewriteTable(
  text: string,
  differences: readonly (Answer & { readonly found: string })[],
  today: Date,
): string {
  const day = today.toISOString().slice(0, 10);
  const renewed = differences.reduce(replaceIn, text);
  return renewed.replace(/((?:compared|postgresCompared)On = ")[\d-]+"/, `$1${day}"`);
}

/**
 * Replaces one value within the block of its version.
 * @throws Error where the table is not written as it was
 */
function replaceIn(text: string, { version, known, found, what }: Answer & { readonly found: string }): string {
  const start = text.indexOf(`\n  "${version}": {`);
  const at = start < 0 ? -1 : text.indexOf(`"${known}"`, start);
  const end = text.indexOf('\n  "', start + 1);
  if (at < 0 || (end >= 0 && at > end)) {
    throw new Error(`no "${known}" of ${version} (${what}) in the table, expected it as it is read; edit it by hand`);
  }
  return `${text.slice(0, at)}"${found}"${text.slice(at + known.length + 2)}`;
}
