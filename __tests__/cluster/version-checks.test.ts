import { describe, expect, it } from "vitest";
import {
  addonNames,
  comparedOn,
  endedKubernetesVersions,
  getKubernetesVersion,
  kubernetesVersions,
} from "../../modules/kubernetes-versions";
import { charts as pinnedCharts } from "../../modules/versions";
import { chartProblems } from "../../src/cluster/version-checks";
import { problemsOf, problemsOfCluster, problemsOfGeneral } from "../literals";

const group = { instanceTypes: ["m7i.large"], sizes: { primary: { min: 1, max: 3 }, failover: { min: 1, max: 3 } } };

describe("the minor of Kubernetes", () => {
  const supported = {
    path: "cluster.kubernetesVersion",
    expected: `a minor in standard support: ${Object.keys(kubernetesVersions).join(", ")}`,
  };

  it.each(Object.entries(endedKubernetesVersions))("is not %s, whose support is over", (minor, end) => {
    expect(problemsOfCluster({ kubernetesVersion: minor })).toEqual([
      {
        ...supported,
        got: `"${minor}", whose standard support ended on ${end}`,
        fix: "raise it by one minor after the other",
      },
    ]);
  });

  it.each(["1.99", "1.29", "2.36"])("is not %s, which is unknown", (minor) => {
    expect(problemsOfCluster({ kubernetesVersion: minor })).toEqual([
      {
        ...supported,
        got: `"${minor}", which is unknown`,
        fix: "choose one of those, or add the minor to modules/kubernetes-versions.ts",
      },
    ]);
  });

  it("that is refused has no images to advise", () => {
    const problems = problemsOfCluster({
      kubernetesVersion: "1.30",
      nodeGroups: { general: { ...group, amiRelease: "x" } },
    });
    expect(problems.map(({ path }) => path)).toEqual(["cluster.kubernetesVersion"]);
  });

  it.each(Object.keys(kubernetesVersions))("may be %s", (minor) => {
    expect(problemsOfCluster({ kubernetesVersion: minor })).toEqual([]);
  });

  it("is not looked at where there is no cluster", () => {
    expect(problemsOf({ cluster: undefined, edge: undefined, services: {} })).toEqual([]);
  });
});

describe("the AMI release of a node group", () => {
  const release = (operatingSystem: string, got: string, minor: string, example: string) => ({
    path: "cluster.nodeGroups.general.amiRelease",
    got: JSON.stringify(got),
    expected: `a release of ${operatingSystem} for Kubernetes ${minor}, such as ${example}`,
    fix: "take the newest release of that minor, or remove the field",
  });

  it.each([
    "1.35.8-20260930",
    "1.36",
    "1.36.3",
    "1.36.3-2026091",
    "v1.36.3-20260911",
    "11.36.3-20260911",
    "latest",
    "",
  ])("is not %j for AL2023 with 1.36", (amiRelease) => {
    expect(problemsOfGeneral({ amiRelease })).toEqual([release("al2023", amiRelease, "1.36", "1.36.4-20260930")]);
  });

  it.each(["1.66.0", "v1.66.0-1ad6b4a4", "1.66-1ad6b4a4", "1.66.0-1AD6B4A4", "1.66.0-1ad6b4a", "latest"])(
    "is not %j for Bottlerocket",
    (amiRelease) => {
      expect(problemsOfGeneral({ operatingSystem: "bottlerocket", amiRelease })).toEqual([
        release("bottlerocket", amiRelease, "1.36", "1.66.0-1ad6b4a4"),
      ]);
    },
  );

  // Eight digits are a hash too.
  it("is not one of AL2023 for Bottlerocket", () => {
    const amiRelease = "1.36.3-20260911";
    expect(problemsOfGeneral({ operatingSystem: "bottlerocket", amiRelease })).toEqual([
      release("bottlerocket", amiRelease, "1.36", "1.66.0-1ad6b4a4"),
    ]);
  });

  it.each([
    ["al2023", "1.36.4-20261002"],
    ["bottlerocket", "1.67.1-0f3e2d1c"],
  ])("may be a newer one of %s: %s", (operatingSystem, amiRelease) => {
    expect(problemsOfGeneral({ operatingSystem, amiRelease })).toEqual([]);
  });

  it("is raised together with its cluster", () => {
    const nodeGroups = { general: { ...group, amiRelease: "1.34.11-20260930" } };
    expect(problemsOfCluster({ nodeGroups, kubernetesVersion: "1.34" })).toEqual([]);
    expect(problemsOfCluster({ nodeGroups, kubernetesVersion: "1.35" })).toEqual([
      release("al2023", "1.34.11-20260930", "1.35", "1.35.8-20260930"),
    ]);
  });
});

describe("the charts of the platform", () => {
  const name = "aws-load-balancer-controller";
  const { charts } = getKubernetesVersion("1.36");

  it("are refused on a minor that their maintainers do not name", () => {
    expect(chartProblems("1.36", { charts }, { ...pinnedCharts, "cert-manager": { version: "1.20.2" } })).toMatchObject(
      [{ expected: "a minor that the chart runs on; Kubernetes 1.36 needs cert-manager >= 1.21.0, < 1.22" }],
    );
  });

  it.each(Object.entries(kubernetesVersions))("run on %s", (minor, version) => {
    expect(chartProblems(minor, version)).toEqual([]);
  });

  it.each([
    ["3.0.0", ">= 3.1.0, < 4"],
    ["4.0.0", ">= 3.1.0, < 4"],
  ])("are refused where one of them does not run on the minor: %s for %s", (version, range) => {
    expect(
      chartProblems("1.36", { charts: { ...charts, [name]: range } }, { ...pinnedCharts, [name]: { version } }),
    ).toEqual([
      {
        path: "cluster.kubernetesVersion",
        got: `"1.36" with chart ${name} ${version}`,
        expected: `a minor that the chart runs on; Kubernetes 1.36 needs ${name} ${range}`,
        fix: "choose another minor, or another version of the chart in modules/versions.ts",
      },
    ]);
  });

  it("are not looked at for a minor that is unknown", () => {
    expect(chartProblems("1.99", undefined)).toEqual([]);
  });
});

describe.each(Object.entries(kubernetesVersions))("the table's Kubernetes %s", (minor, version) => {
  it("is in standard support on the day of comparison", () => {
    expect(version.endOfStandardSupport).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(version.endOfStandardSupport > comparedOn).toBe(true);
  });

  it("has an autoscaler of its own minor", () => {
    expect(version.autoscalerImage).toMatch(new RegExp(`^v${minor.replace(".", "\\.")}\\.\\d+$`));
  });

  it("has a version of every add-on, and no other", () => {
    expect(Object.keys(version.addons).toSorted()).toEqual(addonNames.toSorted());
    for (const addon of Object.values(version.addons)) expect(addon).toMatch(/^v\d+\.\d+\.\d+-eksbuild\.\d+$/);
  });

  it("has a kube-proxy of its own minor", () => {
    expect(version.addons["kube-proxy"].startsWith(`v${minor}.`)).toBe(true);
  });

  it("has node images that its own check takes", () => {
    expect(version.amiReleases.al2023.startsWith(`${minor}.`)).toBe(true);
    for (const [operatingSystem, amiRelease] of Object.entries(version.amiReleases)) {
      const nodeGroups = { general: { ...group, operatingSystem, amiRelease } };
      expect(problemsOfCluster({ nodeGroups, kubernetesVersion: minor })).toEqual([]);
    }
  });

  it("is older than the next one", () => {
    const minors = Object.keys(kubernetesVersions);
    const next = kubernetesVersions[minors[minors.indexOf(minor) + 1] ?? minor];
    expect(version.endOfStandardSupport <= (next?.endOfStandardSupport ?? "")).toBe(true);
  });
});

describe("the tables of Kubernetes versions", () => {
  it.each(Object.entries(endedKubernetesVersions))("say that %s ended before the day of comparison", (minor, end) => {
    expect(end).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(end < comparedOn).toBe(true);
    expect(kubernetesVersions).not.toHaveProperty([minor]);
  });

  it("leave out no minor between the oldest and the newest", () => {
    const minors = Object.keys({ ...endedKubernetesVersions, ...kubernetesVersions });
    const numbers = minors.map((minor) => Number(minor.split(".")[1])).toSorted((a, b) => a - b);
    expect(numbers).toEqual(numbers.map((_, i) => (numbers[0] ?? 0) + i));
  });

  it.each(["1.99", "1.33", "constructor"])("have no %s to be had", (minor) => {
    const known = Object.keys(kubernetesVersions).join(", ");
    expect(() => getKubernetesVersion(minor)).toThrow(`unknown Kubernetes ${minor}, expected one of ${known}`);
  });
});
