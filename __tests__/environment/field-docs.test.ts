import { join } from "node:path";
import { API, type Checker, SymbolFlags, type Type } from "typescript/unstable/sync";
import { describe, expect, it } from "vitest";

interface Field {
  readonly path: string;
  readonly optional: boolean;
  readonly doc: string;
  readonly tags: readonly string[];
}

/**
 * Every field that an environment file can have, with what an editor shows of it: asked of TypeScript itself, since a comment that stands
 * at the wrong place of a schema (above a member of a union, above a type) looks like a doc and is shown by no editor.
 */
function fieldsOfEnvironmentFile(): readonly Field[] {
  const root = join(__dirname, "../..");
  const file = join(root, "src/environment/environment.ts");
  const api = new API({ cwd: root });
  try {
    const project = api.updateSnapshot({ openProjects: [join(root, "tsconfig.json")] }).getProjects()[0];
    const source = project?.program.getSourceFile(file);
    if (project === undefined || source === undefined) throw new Error(`TypeScript knows no ${file}`);
    const { checker } = project;
    const symbol = checker.getSymbolAtPosition(file, source.text.indexOf("EnvironmentInput"));
    if (symbol === undefined) throw new Error(`${file} has no type EnvironmentInput`);
    return [...fieldsOf(checker, checker.getDeclaredTypeOfSymbol(symbol), [], new Set())];
  } finally {
    api.close();
  }
}

/** The fields of a type, and of what they hold. Types that hold themselves, such as JSON, are looked at once. */
function* fieldsOf(checker: Checker, type: Type, path: readonly string[], seen: Set<number>): Generator<Field> {
  if (type.isUnionType()) {
    for (const member of type.getTypes()) yield* fieldsOf(checker, member, path, seen);
    return;
  }
  if (!type.isObjectType() || seen.has(type.id)) return;
  seen.add(type.id);
  if (type.isTypeReference() && (checker.isArrayType(type) || checker.isTupleType(type))) {
    for (const element of checker.getTypeArguments(type)) yield* fieldsOf(checker, element, [...path, "[]"], seen);
    return;
  }
  for (const { valueType } of checker.getIndexInfosOfType(type))
    yield* fieldsOf(checker, valueType, [...path, "*"], seen);
  for (const property of checker.getPropertiesOfType(type)) {
    const at = [...path, property.name];
    yield {
      path: at.join("."),
      optional: (property.flags & SymbolFlags.Optional) !== 0,
      doc: property.getDocumentationComment(checker),
      tags: property.getJsDocTags(checker).map(({ name }) => name),
    };
    const inner = checker.getTypeOfSymbol(property);
    if (inner !== undefined) yield* fieldsOf(checker, inner, at, seen);
  }
}

describe("the fields of the environment file", () => {
  const fields = fieldsOfEnvironmentFile();

  it("are all found, in lists, records and members of unions too", () => {
    const paths = fields.map(({ path }) => path);
    for (const path of ["name", "regions.[].code", "services.*.permissions.[].actions", "cluster.access.*.groups"]) {
      expect(paths).toContain(path);
    }
    expect(paths.length).toBeGreaterThan(120);
  });

  it("each have a doc that an editor shows", () => {
    expect(fields.filter(({ doc }) => doc.trim() === "").map(({ path }) => path)).toEqual([]);
  });

  it("each say what happens where they are left out, and only where they can be", () => {
    const wrong = fields.filter(({ optional, tags }) => optional !== tags.includes("default"));
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });
});
