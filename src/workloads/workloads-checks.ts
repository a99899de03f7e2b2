import type { Check } from "../config/check";
import { exposureChecks } from "./exposure-checks";
import { namespaceChecks } from "./namespace-checks";
import { roomChecks } from "./room-checks";
import { serviceChecks } from "./service-checks";

export const workloadsChecks: readonly Check[] = [
  ...serviceChecks,
  ...roomChecks,
  ...exposureChecks,
  ...namespaceChecks,
];
