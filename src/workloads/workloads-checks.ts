import type { Check } from "../config/check";

export const workloadsChecks: readonly Check[] = [];
