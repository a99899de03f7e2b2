import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import {
  type DescribedType,
  extractInstanceTypes,
  type Offering,
  type PublishedTypes,
} from "../modules/instance-types/extract-instance-types";
import { writeFamilies, writeOffers } from "../modules/instance-types/write-instance-types";
import { instanceTypesCommand } from "../src/command/instance-types-command";
import { runCommand } from "../src/command/run-command";

/**
 * Writes modules/instance-types/instance-families.ts and instance-offers.ts. Both packages carry answers of AWS's APIs: moto those of
 * DescribeInstanceTypes and DescribeInstanceTypeOfferings, cfn-lint the price list, which is all that says what RDS has.
 */
function writeTables(folder: string, day: string): void {
  const tables = extractInstanceTypes(readPublished(folder));
  const source = { day, packages: ["moto", "cfn_lint"].map((name) => releaseOf(folder, name)).join(" and ") };
  const directory = join(__dirname, "..", "modules", "instance-types");
  writeFileSync(join(directory, "instance-families.ts"), writeFamilies(tables, source));
  writeFileSync(join(directory, "instance-offers.ts"), writeOffers(tables, source));
  process.stdout.write(
    `${Object.values(tables.familiesBySizes).join(" ").split(" ").length} families, ${Object.keys(tables.offers).length} regions\n`,
  );
}

function readPublished(folder: string): PublishedTypes {
  const ec2 = join(folder, "moto", "ec2", "resources");
  const zones = join(ec2, "instance_type_offerings", "availability-zone-id");
  const enums = join(folder, "cfnlint", "data", "schemas", "extensions");
  const types = readJson(join(enums, "aws_ec2_instance", "instancetype_enum.json")) as Readonly<
    Record<string, { readonly enum?: readonly string[] }>
  >;
  const classes = readJson(join(enums, "aws_rds_dbinstance", "dbinstanceclass_enum.json")) as Readonly<
    Record<string, { readonly allOf: readonly ClassRule[] }>
  >;
  return {
    described: readJson(join(ec2, "instance_types.json.gz")) as Readonly<Record<string, DescribedType>>,
    offeredInZones: Object.fromEntries(
      readdirSync(zones).map((file) => [file.replace(/\..*$/, ""), readJson(join(zones, file)) as readonly Offering[]]),
    ),
    // A description stands between the regions.
    pricedTypes: Object.fromEntries(
      Object.entries(types).flatMap(([region, { enum: names }]) => (names === undefined ? [] : [[region, names]])),
    ),
    pricedClasses: Object.fromEntries(
      Object.entries(classes).map(([region, { allOf }]) => [region, allOf.flatMap(postgresClasses)]),
    ),
  };
}

/** Which classes go with an engine, as cfn-lint says it in JSON Schema. */
interface ClassRule {
  readonly if: { readonly properties: { readonly Engine: { readonly const?: string } } };
  readonly then: { readonly properties: { readonly DBInstanceClass: { readonly enum: readonly string[] } } };
}

function postgresClasses(rule: ClassRule): readonly string[] {
  return rule.if.properties.Engine.const === "postgres" ? rule.then.properties.DBInstanceClass.enum : [];
}

function readJson(file: string): unknown {
  const bytes = readFileSync(file);
  return JSON.parse((file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8"));
}

function releaseOf(folder: string, name: string): string {
  const info = readdirSync(folder).find((entry) => entry.startsWith(`${name}-`) && entry.endsWith(".dist-info"));
  if (info === undefined) throw new Error(`no package ${name} in ${folder}`);
  return info
    .replace(".dist-info", "")
    .replace("_", "-")
    .replace(/-(?=[^-]*$)/, " ");
}

void runCommand(instanceTypesCommand(writeTables));
