import { getRegionFacts } from "../modules/aws-regions";
import type { SynthesizedStack } from "./synthesized";

/** Paths of the keys and texts of a stack that name a region, by its code or its short code. */
export function mentionsOf(regionCode: string, { json }: SynthesizedStack): readonly string[] {
  return mentionsIn(regionCode, json).map(({ path }) => path);
}

/** The keys and texts in a value that name a region, and where they stand. */
export function mentionsIn(
  regionCode: string,
  whole: unknown,
): readonly { readonly path: string; readonly text: string }[] {
  const words = [regionCode, getRegionFacts(regionCode).shortCode];
  const isNamedIn = (text: string) => words.some((word) => text.includes(word));
  const search = (value: unknown, path: string): ReturnType<typeof mentionsIn> => {
    if (typeof value === "string") return isNamedIn(value) ? [{ path, text: value }] : [];
    if (typeof value !== "object" || value === null) return [];
    // CDKTF's own notes; Terraform reads none of them.
    const entries = Object.entries(value).filter(([key]) => key !== "//");
    return entries.flatMap(([key, inner]) => {
      const at = path === "" ? key : `${path}.${key}`;
      return isNamedIn(key) ? [{ path: at, text: key }] : search(inner, at);
    });
  };
  return search(whole, "");
}

/** Where a data stack may name the other region, by a word for it. */
const dataMentions = {
  client: /^resource\.aws_vpc_security_group_ingress_rule\.postgres-\d+-access_\w+-\d$/,
  "copy of the secret": /^resource\.aws_secretsmanager_secret\.credentials-\d+_secret\.replica\.0\.region$/,
  "state of the writer": /^data\.terraform_remote_state\.[a-z0-9-]+-data$/,
  "source of the replica": /^module\.postgres-\d+\.replicate_source_db$/,
  "source of the backups": /^resource\.aws_db_instance_automated_backups_replication\.backups\.source_db_instance_arn$/,
  "host of the writer": /^resource\.aws_ssm_parameter\.connection_(writer|reader)-host\.value$/,
} as const;

/** What a data stack names the other region for, each once; a mention that is none of them stands there as its path. */
export function purposesOf(mentions: readonly string[]): readonly string[] {
  const purposeOf = (path: string) => Object.entries(dataMentions).find(([, form]) => form.test(path))?.[0] ?? path;
  return [...new Set(mentions.map(purposeOf))].toSorted();
}
