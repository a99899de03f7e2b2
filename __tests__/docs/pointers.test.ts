import { posix } from "node:path";
import { describe, expect, it } from "vitest";
import { anchorsOf, exists, headingsOf, projectTexts } from "./pages";

interface Pointer {
  readonly from: string;
  readonly page: string;
  readonly heading?: string | undefined;
  readonly anchor?: string | undefined;
}

const texts = [...projectTexts()];
const documents = texts.filter(([path]) => path.endsWith(".md"));

/** `docs/page.md`, `docs/page.md#anchor` and `docs/page.md, "Heading"`, in code and in documents. */
const mentions = texts.flatMap(([from, text]): Pointer[] =>
  // A line may break between a page and its heading, within a comment.
  [
    ...text
      .replaceAll(/\n\s*(\*|\/\/)? */g, " ")
      .matchAll(/(?<![\w./-])(docs\/[\w/-]+(?:\.md)?)(?:#([\w-]+)|, \\?"([^"\\]+)\\?")?/g),
  ].map(([, page = "", anchor, heading]) => ({ from, page, heading, anchor })),
);

/** `[text](page.md#anchor)` and `[text](#anchor)`, relative to the document they stand in. */
const links = documents.flatMap(([from, text]): Pointer[] =>
  [...text.matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)/g)].map(([, target = "", anchor]) => ({
    from,
    page: target === "" ? from : posix.join(posix.dirname(from), target),
    anchor,
  })),
);

/** What commands write beside an environment file, for a team to commit. */
const written = /^environments\/\w+\.identity\.json$/;

/** `src/some/file.ts` in a document. */
const paths = documents.flatMap(([from, text]): Pointer[] =>
  [...text.matchAll(/`((?:src|modules|scripts|environments|docs|__tests__)\/[\w./-]+)`/g)]
    .map(([, page = ""]) => ({ from, page }))
    .filter(({ page }) => !written.test(page)),
);

const withHeading = mentions.filter(({ heading }) => heading !== undefined);
const withAnchor = [...mentions, ...links].filter(({ anchor }) => anchor !== undefined);

describe("a pointer", () => {
  it.each([...mentions, ...links, ...paths])("of $from leads to $page", ({ page }) => {
    expect(exists(page)).toBe(true);
  });

  it.each(withHeading)("of $from leads to the heading $heading of $page", ({ page, heading }) => {
    expect(headingsOf(page)).toContain(heading);
  });

  it.each(withAnchor)("of $from leads to #$anchor of $page", ({ page, anchor }) => {
    expect(anchorsOf(page)).toContain(anchor);
  });
});

it("every runbook has a page that leads to it", () => {
  const runbooks = documents.map(([path]) => path).filter((path) => path.startsWith("docs/runbooks/"));
  const reached = [...mentions, ...links].filter(({ from, page }) => from !== page).map(({ page }) => page);
  for (const runbook of runbooks) expect(reached).toContain(runbook);
});
