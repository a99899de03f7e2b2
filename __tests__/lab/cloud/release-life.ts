import { expect, it } from "vitest";
import { succeed } from "../../../src/terraform/terraform";
import { applyStack, changesOf, destroyStack, findDrift, forAll, planStack } from "../laboratory";
import type { Cloud } from "./cloud";
import { timed } from "./costs";
import { type ObjectName, takeInventory, without } from "./inventory";
import {
  complaintsAbout,
  countKinds,
  type PlacedStack,
  type PlanReleaseStacks,
  placeStacks,
  podsThatDoNotRun,
  renderStack,
  warningsIn,
} from "./release-stacks";

export interface ReleaseLife {
  readonly planStacks: PlanReleaseStacks;
  /** Fields of the environment that change a value of one release. */
  readonly change: object;
  /** The only thing that the change may change, and in place. */
  readonly changed: string;
  /** What a destroy leaves where it is, and why that is so. */
  readonly leaves: readonly { readonly objects: RegExp; readonly because: string }[];
}

/** Tests of a layer of releases from its first apply to the change of a value, region by region as Terraform itself does it. */
export function itIsAppliedAndChanged(cloud: Cloud, { planStacks, change, changed }: ReleaseLife): void {
  const { laboratory, synth } = cloud;
  const { terraform } = laboratory;
  const placed = placeStacks(cloud, planStacks);
  const stacks = placed.map(({ plan }) => plan.stack.id);
  const nothing = stacks.map(() => "");
  const layer = placed[0]?.plan.stack.layer ?? "";

  it("are applied without a warning, and planned again without a change", async () => {
    await timed(`apply of ${layer}`, () => explained(placed, (stack) => applyStack(terraform(stack))));
    await timed(`second plan of ${layer}`, async () => {
      expect(await forAll(stacks, (stack) => findDrift(terraform(stack)))).toEqual(nothing);
    });
  });

  it("run all their pods", async () => {
    for (const { plan, region } of placed) {
      const namespaces = [...new Set([...plan.namespaces, ...plan.releases.map(({ namespace: name }) => ({ name }))])];
      const names = namespaces.map(({ name }) => name);
      expect(await podsThatDoNotRun(region, names)).toEqual([]);
    }
  });

  it("render for every supported minor to objects that the server takes without a warning, Pod Security among them", async () => {
    // The regions differ in names and sizes, which no schema minds.
    for (const place of placed.slice(0, 1)) {
      const { region, plan } = place;
      const spaces = new Map(plan.releases.map(({ name, namespace }) => [name, namespace]));
      // Namespaces of Kubernetes itself have no level; what we run there is restricted all the same.
      for (const name of new Set([...spaces.values()].filter((one) => one.startsWith("kube-")))) {
        const label = "pod-security.kubernetes.io/warn=restricted";
        await region.cluster.kubectl(name, ["label", "namespace", name, label, "--overwrite"]);
      }
      const complaints: string[] = [];
      for (const { release, minors, rendered } of await renderStack(cloud, place)) {
        const complaint = await complaintsAbout(region, spaces.get(release) ?? "", rendered.text);
        if (complaint !== "") complaints.push(`${release} of ${minors.join(", ")}: ${complaint}`);
        const count = rendered.objects.length;
        process.stdout.write(
          `lab: ${plan.stack.id}: ${release}, ${minors.join(", ")}: ${count} objects: ${countKinds(rendered.objects)}\n`,
        );
      }
      expect(complaints).toEqual([]);
    }
  });

  it("show a changed value in place, and take it", async () => {
    synth(change);
    await forAll(stacks, (stack) => planStack(terraform(stack)));
    for (const changes of await forAll(stacks, (stack) => changesOf(terraform(stack))))
      expect(changes).toEqual({ [changed]: ["update"] });
    await timed(`upgrade of ${layer}`, () =>
      explained(placed, (stack) => succeed(terraform(stack), "apply", "-input=false", "tfplan")),
    );
    expect(await forAll(stacks, (stack) => findDrift(terraform(stack)))).toEqual(nothing);
  });
}

/** Does something with the stacks; where it fails, the error says what stood in the way in the cluster, which Helm keeps to itself. */
async function explained(placed: readonly PlacedStack[], apply: (stack: string) => Promise<unknown>): Promise<void> {
  await forAll(
    placed.map(({ plan }) => plan.stack.id),
    async (stack) => {
      try {
        await apply(stack);
      } catch (error) {
        const region = placed.find(({ plan }) => plan.stack.id === stack)?.region;
        const reasons = region === undefined ? [] : await warningsIn(region);
        throw new Error([String(error), ...reasons].join("\n"));
      }
    },
  );
}

/** The test of a layer's end: all that is left is what it says. */
export function itIsDestroyed(
  cloud: Cloud,
  { planStacks, leaves }: ReleaseLife,
  before: ReadonlyMap<string, ReadonlySet<ObjectName>>,
): void {
  const { terraform } = cloud.laboratory;
  const placed = placeStacks(cloud, planStacks);

  it("are destroyed, and leave nothing but what is known to stay", async () => {
    const stacks = placed.map(({ plan }) => plan.stack.id);
    await timed(`destroy of ${placed[0]?.plan.stack.layer}`, () =>
      forAll(stacks, (stack) => destroyStack(terraform(stack))),
    );
    for (const { region } of placed) {
      const left = without(await takeInventory(region.cluster.api), before.get(region.cluster.name) ?? new Set());
      expect(left.filter((name) => !leaves.some(({ objects }) => objects.test(name)))).toEqual([]);
    }
  });
}
