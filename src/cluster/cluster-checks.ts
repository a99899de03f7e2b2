import type { Check } from "../config/check";
import { accessChecks } from "./access-checks";
import { capacityChecks } from "./capacity-checks";
import { identityChecks } from "./identity-checks";
import { instanceTypeChecks } from "./instance-type-checks";
import { nodeGroupSizeChecks } from "./node-group-size-checks";
import { taintChecks } from "./taint-checks";
import { versionChecks } from "./version-checks";

export const clusterChecks: readonly Check[] = [
  ...versionChecks,
  ...accessChecks,
  ...nodeGroupSizeChecks,
  ...instanceTypeChecks,
  ...taintChecks,
  ...capacityChecks,
  ...identityChecks,
];
