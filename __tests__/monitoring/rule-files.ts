import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

export interface AlertRule {
  readonly alert: string;
  readonly expr: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

export interface RecordingRule {
  readonly record: string;
  readonly expr: string;
}

interface RuleFile {
  readonly groups: readonly { readonly name: string; readonly rules: readonly (AlertRule | RecordingRule)[] }[];
}

const folder = join(__dirname, "../../charts/monitoring-resources/rules");

/** The rules of our own chart, by the names of their files. */
export function ruleFiles(): ReadonlyMap<string, RuleFile> {
  return new Map(readdirSync(folder).map((file) => [file, parse(readFileSync(join(folder, file), "utf8"))]));
}
