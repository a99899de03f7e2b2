import { defineLayer } from "../stack/layer";
import { edgeChecks } from "./edge-checks";
import { planEdge } from "./edge-plan";
import { EdgeStack } from "./edge-stack";

export const edgeLayer = defineLayer({ name: "edge", checks: edgeChecks, plan: planEdge, Stack: EdgeStack });
