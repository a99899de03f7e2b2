import type { Environment } from "../environment/environment";
import { planData } from "./data-plan";

/** Says where a promotion left the only copy of the database in one zone: it has the size of the role that it had as a replica. */
export function warnOfWriterInOneZone(environment: Environment): readonly string[] {
  return planData(environment)
    .filter(({ serving }) => serving !== undefined && serving.kind === "promoted" && !serving.multiAz)
    .map(
      ({ region }) =>
        `${environment.name}: the only copy of the database stands in one zone of ${region.code}; set database.instances.${region.role}.multiAz to true and apply its data stack`,
    );
}
