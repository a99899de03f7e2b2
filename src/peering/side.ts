import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { networkExports } from "../network/network-exports";
import type { Exports } from "../stack/exports";
import type { SidePlan } from "./peering-plan";

/** One side of the connection: its plan, and what exists of it. */
export interface Side {
  readonly plan: SidePlan;
  readonly provider: AwsProvider;
  readonly network: Exports<typeof networkExports>;
}
