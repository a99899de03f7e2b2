import { defineLayer } from "../stack/layer";
import { entryChecks } from "./entry-checks";
import { planEntries } from "./entry-plan";
import { EntryStack } from "./entry-stack";

export const entryLayer = defineLayer({ name: "entry", checks: entryChecks, plan: planEntries, Stack: EntryStack });
