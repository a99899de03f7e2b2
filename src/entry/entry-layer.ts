import { defineLayer } from "../stack/layer";
import { planEntries } from "./entry-plan";
import { EntryStack } from "./entry-stack";

export const entryLayer = defineLayer({ name: "entry", checks: [], plan: planEntries, Stack: EntryStack });
