import { compare } from "semver";
import { z } from "zod";
import { addonNames, kubernetesVersions } from "../../modules/kubernetes-versions";
import { postgresVersions } from "../../modules/postgres-versions";
import type { AskAws } from "./aws-command-line";

export type TableName = "kubernetes" | "postgres";

/** One value of a table, and what AWS says of it today. */
export interface Answer {
  readonly table: TableName;
  /** Whose value it is: a minor of Kubernetes, a major of PostgreSQL. */
  readonly version: string;
  readonly what: string;
  readonly known: string;
  /** Undefined where AWS does not say. */
  readonly found: string | undefined;
}

export interface Answers {
  readonly answers: readonly Answer[];
  /** What AWS offers and the tables do not have. */
  readonly unknown: readonly string[];
}

const clusterVersions = z.object({
  clusterVersions: z.array(z.object({ clusterVersion: z.string(), endOfStandardSupportDate: z.string().optional() })),
});
const addonVersions = z.object({
  addons: z.array(z.object({ addonVersions: z.array(z.object({ addonVersion: z.string() })) })),
});
const parameter = z.object({ Parameter: z.object({ Value: z.string() }) });
const majorVersions = z.object({
  DBMajorEngineVersions: z.array(
    z.object({
      MajorEngineVersion: z.string(),
      SupportedEngineLifecycles: z
        .array(z.object({ LifecycleSupportName: z.string(), LifecycleSupportEndDate: z.string() }))
        .default([]),
    }),
  ),
});

/** Asks AWS for everything in the tables that it knows: ends of support, add-ons, node images. */
export async function askVersions(ask: AskAws): Promise<Answers> {
  const clusters = clusterVersions.parse(await ask("eks", "describe-cluster-versions")).clusterVersions;
  const majors = majorVersions.parse(
    await ask("rds", "describe-db-major-engine-versions", "--engine", "postgres"),
  ).DBMajorEngineVersions;

  const answers: Answer[] = [];
  for (const [version, { endOfStandardSupport, addons, amiReleases }] of Object.entries(kubernetesVersions)) {
    const row = { table: "kubernetes", version } as const;
    const cluster = clusters.find(({ clusterVersion }) => clusterVersion === version);
    const end = cluster?.endOfStandardSupportDate?.slice(0, 10);
    answers.push({ ...row, what: "end of standard support", known: endOfStandardSupport, found: end });
    for (const name of addonNames) {
      answers.push({ ...row, what: name, known: addons[name], found: await askAddon(ask, version, name) });
    }
    for (const [system, path] of imagePaths(version)) {
      const found = parameter.parse(await ask("ssm", "get-parameter", "--name", path)).Parameter.Value;
      answers.push({ ...row, what: `image of ${system}`, known: amiReleases[system], found });
    }
  }
  for (const [version, { endOfStandardSupport: known }] of Object.entries(postgresVersions)) {
    const major = majors.find(({ MajorEngineVersion }) => MajorEngineVersion === version);
    const standard = major?.SupportedEngineLifecycles.find(({ LifecycleSupportName: name }) =>
      name.endsWith("standard-support"),
    );
    const found = standard?.LifecycleSupportEndDate.slice(0, 10);
    answers.push({ table: "postgres", version, what: "end of standard support", known, found });
  }
  return {
    answers,
    unknown: [
      ...newerThan(
        kubernetesVersions,
        clusters.map(({ clusterVersion }) => clusterVersion),
      ).map((one) => `Kubernetes ${one}`),
      ...newerThan(
        postgresVersions,
        majors.map(({ MajorEngineVersion }) => MajorEngineVersion),
      ).map((one) => `PostgreSQL ${one}`),
    ],
  };
}

/** The newest version of an add-on; EKS lists them in no order that it promises. */
async function askAddon(ask: AskAws, minor: string, name: string): Promise<string | undefined> {
  const answer = await ask("eks", "describe-addon-versions", "--kubernetes-version", minor, "--addon-name", name);
  const versions = addonVersions.parse(answer).addons.flatMap((addon) => addon.addonVersions);
  return versions
    .map(({ addonVersion }) => addonVersion)
    .toSorted(compare)
    .at(-1);
}

function imagePaths(minor: string) {
  return [
    ["al2023", `/aws/service/eks/optimized-ami/${minor}/amazon-linux-2023/x86_64/standard/recommended/release_version`],
    ["bottlerocket", `/aws/service/bottlerocket/aws-k8s-${minor}/x86_64/latest/image_version`],
  ] as const;
}

function newerThan(table: Readonly<Record<string, unknown>>, offered: readonly string[]): readonly string[] {
  const newest = Object.keys(table).at(-1) ?? "";
  return offered.filter((one) => one.localeCompare(newest, "en", { numeric: true }) > 0);
}
