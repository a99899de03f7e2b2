import type { App } from "cdktf";
import { StateBucket } from "../../modules/state-bucket/state-bucket";
import { writeExports } from "../stack/exports";
import { LayerStack } from "../stack/layer-stack";
import { stateExports } from "./state-exports";
import type { StatePlan } from "./state-plan";

/** The buckets that keep the state of everything else, one in each region. Its own state starts as a local file and then moves in. */
export class StateStack extends LayerStack {
  constructor(app: App, { stack, buckets }: StatePlan) {
    super(app, stack);
    const { accountId, deletionProtection } = stack.environment;

    for (const { id, regionCode, name, keyAlias, partition } of buckets) {
      const provider = this.getProvider(regionCode);
      new StateBucket(this, id, { provider, name, keyAlias, partition, accountId, deletionProtection });
    }
    writeExports(this, stateExports, { bucket_names: buckets.map(({ name }) => name) });
  }
}
