import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(__dirname, "..", "..");

/** Every text of the project that may point to a page, by its path: sources and documents. */
export function projectTexts(): ReadonlyMap<string, string> {
  const directories = ["src", "modules", "environments", "scripts", "docs", ".ci", ".githooks"];
  const inside = directories.flatMap((directory) =>
    readdirSync(join(root, directory), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1)),
  );
  const beside = readdirSync(root).filter((name) => /\.(md|ts|json)$/.test(name) && !name.startsWith("package-lock"));
  return new Map([...inside, ...beside].map((path) => [path, readFileSync(join(root, path), "utf8")]));
}

export function exists(path: string): boolean {
  return existsSync(join(root, path));
}

/** Headings of a page, without what stands in parentheses behind them (`(5 minutes)`). */
export function headingsOf(page: string): readonly string[] {
  return headingLines(page).map((heading) => heading.replace(/ \([^)]*\)$/, ""));
}

/** The anchors that GitHub gives to the headings of a page. */
export function anchorsOf(page: string): readonly string[] {
  return headingLines(page).map((heading) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

function headingLines(page: string): readonly string[] {
  const text = readFileSync(join(root, page), "utf8").replaceAll(/^```[\s\S]*?^```$/gm, "");
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) => heading);
}
