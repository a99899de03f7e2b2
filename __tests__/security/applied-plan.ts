import { type EmittedPolicy, policiesOf } from "../policies/emitted-policies";

/** A resource as Terraform knows it, of a module or not. */
export interface PlannedResource {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly values: Readonly<Record<string, unknown>>;
}

interface PlannedModule {
  readonly resources?: readonly PlannedResource[];
  readonly child_modules?: readonly PlannedModule[];
}

interface PlanJson {
  readonly planned_values: { readonly root_module: PlannedModule };
  readonly resource_changes?: readonly object[];
}

/** The plan of a stack that has been applied: everything in it is known. */
export interface AppliedPlan {
  readonly stack: string;
  /** For scanners. */
  readonly json: PlanJson;
  readonly resources: readonly PlannedResource[];
}

/**
 * Reads what `terraform show -json` prints of a plan, without what is empty: a provider reads back `logging = []` where nothing is logged, and
 * a scanner takes what is there for set.
 */
export function readPlan(stack: string, text: string): AppliedPlan {
  const plan = JSON.parse(text) as PlanJson;
  const json = {
    ...plan,
    planned_values: withoutEmpty(plan.planned_values),
    resource_changes: withoutEmpty(plan.resource_changes ?? []),
  };
  const resources = resourcesIn(json.planned_values.root_module).filter(({ mode }) => mode === "managed");
  return { stack, json, resources };
}

/** Every policy document in a plan, with those that modules make. */
export function policiesIn({ resources }: AppliedPlan): readonly EmittedPolicy[] {
  return resources.flatMap(({ address, values }) => policiesOf(address, values));
}

function resourcesIn({ resources = [], child_modules = [] }: PlannedModule): readonly PlannedResource[] {
  return [...resources, ...child_modules.flatMap(resourcesIn)];
}

function withoutEmpty<T>(value: T): T {
  if (Array.isArray(value)) return value.map(withoutEmpty) as T;
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value)
    .map(([key, inner]) => [key, withoutEmpty(inner)] as const)
    .filter(([, inner]) => !isEmpty(inner));
  return Object.fromEntries(kept) as T;
}

function isEmpty(value: unknown): boolean {
  return (
    value === null || value === "" || (typeof value === "object" && value !== null && Object.keys(value).length === 0)
  );
}
