import { defineLayer } from "../stack/layer";
import { imageChecks } from "./image-checks";
import { planImages } from "./images-plan";
import { ImagesStack } from "./images-stack";

export const imagesLayer = defineLayer({
  name: "images",
  checks: imageChecks,
  plan: planImages,
  Stack: ImagesStack,
});
