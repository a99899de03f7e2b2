import type { App } from "cdktf";
import { writeExports } from "../stack/exports";
import { LayerStack } from "../stack/layer-stack";
import { ImageRegistry } from "./image-registry";
import { imagesExports } from "./images-exports";
import type { ImagesPlan } from "./images-plan";

/** Where images of services are, in both regions: whatever a node pulls is in its own. */
export class ImagesStack extends LayerStack {
  constructor(app: App, { stack, registries }: ImagesPlan) {
    super(app, stack);
    const { accountId, deletionProtection, iam: rules } = stack.environment;
    for (const plan of registries) {
      const provider = this.getProvider(plan.regionCode);
      new ImageRegistry(this, plan.id, { provider, plan, accountId, deletionProtection, rules });
    }
    writeExports(this, imagesExports, { repository_names: registries[0].repositories.map(({ name }) => name) });
  }
}
