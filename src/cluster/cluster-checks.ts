import type { Check } from "../config/check";
import { accessChecks } from "./access-checks";
import { identityChecks } from "./identity-checks";
import { nodeGroupChecks } from "./node-group-checks";
import { versionChecks } from "./version-checks";

export const clusterChecks: readonly Check[] = [
  ...versionChecks,
  ...accessChecks,
  ...nodeGroupChecks,
  ...identityChecks,
];
