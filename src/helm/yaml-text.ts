import { stringify } from "yaml";

/** Data as YAML: each text on one line, and what stands in it twice written out twice, for people and for programs that know no anchors. */
export function yamlText(data: object): string {
  return stringify(data, { lineWidth: 0, aliasDuplicateObjects: false });
}
