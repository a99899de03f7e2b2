import type { Digests } from "./output-record";

/** The files of an output directory before a synth. */
export interface OutputState {
  /** What this synth writes. */
  readonly next: Digests;
  /** What the last one wrote. */
  readonly recorded: Digests;
  /** What stands at the paths of both. */
  readonly present: Digests;
}

/** What a synth does to the files of an output directory; every path stands in one list at most, but for `overwritten`. */
export interface OutputChanges {
  /** New, or with other bytes than before. */
  readonly written: readonly string[];
  /** Those of `written` that take the place of something else than the last synth wrote. */
  readonly overwritten: readonly string[];
  /** Of an earlier selection, as synth wrote them. */
  readonly swept: readonly string[];
  /** Of an earlier selection, and changed by somebody since. */
  readonly left: readonly string[];
}

/** Decides what happens to each file: what a living stack needs is written, and of the rest only what synth wrote goes. */
export function compareOutput({ next, recorded, present }: OutputState): OutputChanges {
  const isAsRecorded = (path: string) => present.get(path) === recorded.get(path);
  const written = [...next.keys()].filter((path) => present.get(path) !== next.get(path));
  const stale = [...recorded.keys()].filter((path) => !next.has(path) && present.has(path));
  return {
    written,
    overwritten: written.filter((path) => present.has(path) && !isAsRecorded(path)),
    swept: stale.filter(isAsRecorded),
    left: stale.filter((path) => !isAsRecorded(path)),
  };
}
