import type { App } from "cdktf";
import { LayerStack } from "../stack/layer-stack";
import { addCluster, addReleases } from "./installed-releases";
import type { ReleaseStackPlan } from "./release-stack-plan";

/** Releases in the cluster of one region, with the namespaces that they need. Nothing of AWS is in it. */
export class ReleaseStack extends LayerStack {
  constructor(app: App, plan: ReleaseStackPlan) {
    super(app, plan.stack);
    addCluster(this, plan);
    addReleases(this, plan);
  }
}
