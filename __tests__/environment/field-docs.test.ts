import { join } from "node:path";
import { API, type Checker, SymbolFlags, type Type } from "typescript/unstable/sync";
import { describe, expect, it } from "vitest";
import type { EnvironmentInput } from "../../src/environment/environment";
import { environmentSchema } from "../../src/environment/environment-schema";
import { clusterWith, databaseWith, generalWith, prod } from "../literals";

interface Field {
  readonly path: string;
  readonly optional: boolean;
  readonly doc: string;
  /** What the doc says of a field that is left out. */
  readonly fallback: string | undefined;
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
      fallback: property.getJsDocTags(checker).find(({ name }) => name === "default")?.text,
    };
    const inner = checker.getTypeOfSymbol(property);
    if (inner !== undefined) yield* fieldsOf(checker, inner, at, seen);
  }
}

/** An environment with everything in it once, and in everything the required fields alone. */
const sparse: EnvironmentInput = {
  name: prod.name,
  organization: prod.organization,
  accountId: prod.accountId,
  owner: prod.owner,
  regions: prod.regions,
  alarms: prod.alarms,
  state: prod.state,
  database: {
    history: databaseWith({}).history,
    instances: { primary: { instanceClass: "db.r7g.large" }, failover: { instanceClass: "db.r7g.large" } },
    storage: { allocatedGiB: 100, maxAllocatedGiB: 1000 },
  },
  cluster: {
    access: clusterWith({}).access,
    keyAdministrators: clusterWith({}).keyAdministrators,
    nodeGroups: {
      general: {
        instanceTypes: ["m7i.large"],
        sizes: { primary: { min: 3, max: 3 }, failover: { min: 1, max: 3 } },
      },
    },
  },
  services: { orders: { namespace: "shop" } },
  namespaces: { shop: {} },
  teams: { shop: { principalArns: ["arn:aws:iam::111122223333:role/shop"] } },
  edge: { by: "global-accelerator" },
};

/** The same with what has optional fields of its own and is left out there. */
const richer: EnvironmentInput = {
  ...sparse,
  interconnect: { type: "transit-gateway" },
  delivery: { by: "flux", repository: { url: "https://github.com/acme/platform.git" } },
  cluster: {
    ...generalWith({ taints: [{ key: "dedicated", effect: "PreferNoSchedule" }] }),
    crossRegionFlows: { gossip: { port: 7000 } },
  },
  services: {
    orders: {
      namespace: "shop",
      expose: { whenDown: { accepted: "leave-region", because: "nobody shops without it" } },
      metrics: {},
    },
  },
  namespaces: { shop: { quota: { cpu: "20", memory: "40Gi" } } },
};

const samples = [sparse, richer].map((literal) => environmentSchema.parse(literal));

/** What stands at the path of a field, in the first entry of each list and record on the way, in the first sample that has it. */
function valueAt(path: string): unknown {
  const walk = (at: unknown, step: string): unknown => {
    if (typeof at !== "object" || at === null) return undefined;
    return step === "*" || step === "[]" ? Object.values(at)[0] : Object.entries(at).find(([key]) => key === step)?.[1];
  };
  return samples.map((sample) => path.split(".").reduce(walk, sample as unknown)).find((value) => value !== undefined);
}

/** The value of a literal of TypeScript. */
function literal(text: string): unknown {
  return new Function(`return (${text});`)();
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
    const wrong = fields.filter(({ optional, fallback }) => optional !== (fallback !== undefined));
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  // `@default - words` says what a literal cannot.
  it.each(fields.filter(({ fallback }) => fallback !== undefined && !fallback.startsWith("-")))(
    "$path is $fallback where it is left out, as its doc says",
    ({ path, fallback }) => {
      expect({ value: valueAt(path) }).toMatchObject({ value: literal(fallback ?? "") });
    },
  );
});
