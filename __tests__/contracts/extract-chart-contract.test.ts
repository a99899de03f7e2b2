import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { extractChartContract } from "../../modules/contracts/extract-chart-contract";
import { temporaryDirectory } from "../temporary";

/** A chart of these files, and its contract's values. */
function valuesOf(files: Readonly<Record<string, string>>, version = "1.2.3") {
  const directory = temporaryDirectory();
  for (const [path, text] of Object.entries({ "Chart.yaml": "name: tools\nversion: 1.2.3\n", ...files })) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  return extractChartContract("tools", version, directory).values;
}

describe("the contract of a chart", () => {
  it.each([
    ["a: true", { a: "boolean" }],
    ["a: text\nb: 1\nc: ''", { a: "scalar", b: "scalar", c: "scalar" }],
    ["a: []\nb: [1]", { a: "list", b: "list" }],
    ["a:\nb: null", { a: "any", b: "any" }],
    ["a: {}", { a: "map" }],
    ["a: { b: { c: 1 } }", { a: { b: { c: "scalar" } } }],
    ["nodeSelector: { os: linux }\npodAnnotations: { a: b }", { nodeSelector: "map", podAnnotations: "map" }],
    ["securityContext: { runAsUser: 1 }\nextraArgs: { v: 4 }", { securityContext: "map", extraArgs: "map" }],
  ])("says of %j what may stand there, and nothing of its prose", (text, expected) => {
    expect(valuesOf({ "values.yaml": `# why\n${text}\n` })).toEqual(expected);
  });

  it("has keys that stand in templates alone", () => {
    const templates = "{{ .Values.a.hidden }}{{ $.Values.new.one.two }}{{ .Values.open.any }}{{ .Values.a.b.c }}";
    expect(valuesOf({ "values.yaml": "a: { b: 1 }\nopen: {}\n", "templates/a.yaml": templates })).toEqual({
      a: { b: "scalar", hidden: "any" },
      new: { one: { two: "any" } },
      open: "map",
    });
  });

  it("has what a schema adds, by references too", () => {
    const schema = {
      $ref: "#/$defs/values",
      $defs: {
        values: {
          type: "object",
          properties: { a: { type: ["integer", "string"] }, b: { $ref: "#/$defs/b" }, c: { type: ["object", "null"] } },
        },
        b: { type: "object", properties: { known: { type: "boolean" }, more: { type: "array" } } },
      },
    };
    expect(
      valuesOf({ "values.yaml": "b: { known: true }\nd: 1\n", "values.schema.json": JSON.stringify(schema) }),
    ).toEqual({
      a: "scalar",
      b: { known: "boolean", more: "list" },
      c: "any",
      d: "scalar",
    });
  });

  it("has those of its sub-charts under their keys, with what the chart itself says of them, and one global", () => {
    const files = {
      "Chart.yaml":
        "name: tools\nversion: 1.2.3\ndependencies: [{ name: db }, { name: cache, alias: store }, { name: absent }]\n",
      "values.yaml": "db: { enabled: true }\nglobal: { registry: '' }\nabsent: { enabled: false }\n",
      "charts/db/Chart.yaml": "name: db\n",
      "charts/db/values.yaml": "size: 1\nglobal: { zone: '' }\n",
      "charts/cache/Chart.yaml": "name: cache\n",
      "charts/cache/values.yaml": "ttl: 1\n",
      "charts/absent/Chart.yaml": "name: absent\n",
    };
    const global = { registry: "scalar", zone: "scalar" };
    expect(valuesOf(files)).toEqual({
      absent: { enabled: "boolean" },
      db: { enabled: "boolean", global, size: "scalar" },
      global,
      store: { global, ttl: "scalar" },
    });
  });

  it("is refused of another version than the pinned one", () => {
    expect(() => valuesOf({ "values.yaml": "a: 1\n" }, "1.2.4")).toThrow(
      / is tools 1\.2\.3, expected tools 1\.2\.4, as in modules\/versions\.ts$/,
    );
  });
});
