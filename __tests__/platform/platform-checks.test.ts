import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { charts } from "../../modules/versions";
import { readHelmFiles } from "../../src/helm/helm-files";
import { type PlatformReleaseName, platformReleases } from "../../src/platform/platform-releases";
import { problemsOf, prod, unreached } from "../literals";

/** The release that has the CRDs of a group. */
const ownerOf: Readonly<Record<string, PlatformReleaseName>> = {
  "monitoring.coreos.com": "prometheus-operator-crds",
  "cert-manager.io": "cert-manager",
  "external-secrets.io": "external-secrets",
  "elbv2.k8s.aws": "aws-load-balancer-controller",
};

const problemsOfReleases = (releases: object) => problemsOf({ platform: { releases } });

describe("a release of the platform", () => {
  it.each([["v1.21.0"], ["1.21.9"]])("may have another version within the range: %s", (version) => {
    expect(problemsOfReleases({ "cert-manager": { version } })).toEqual([]);
  });

  it.each([
    ["cert-manager", "v1.20.0"],
    ["aws-load-balancer-controller", "3.6.0"],
  ] as const)("%s has no version outside of the tested range: %s", (name, version) => {
    expect(problemsOfReleases({ [name]: { version } })).toEqual([
      {
        path: `platform.releases["${name}"].version`,
        got: `"${version}"`,
        expected: `a version of ${name} whose values are known here: ${charts[name].range}`,
        fix: `leave the field out for ${charts[name].version}, or compare its values first: npm run contract -- chart <directory>`,
      },
    ]);
  });

  it("has a version in full", () => {
    expect(problemsOfReleases({ "cert-manager": { version: "1.21" } })).toEqual([
      {
        path: 'platform.releases["cert-manager"].version',
        got: '"1.21"',
        expected: "a version of the chart, such as 3.5.0",
        fix: "write major, minor and patch, with a v where the chart has one",
      },
    ]);
  });

  it("takes no key that its chart does not know, nor a value of another shape", () => {
    expect(problemsOfReleases({ "cert-manager": { values: { replicaCont: 3, crds: { keep: "no" } } } })).toEqual([
      {
        path: 'platform.releases["cert-manager"].values.replicaCont',
        got: "an unknown key",
        expected: "replicaCount",
        fix: "correct the key, or look at the values.yaml of the chart",
      },
      {
        path: 'platform.releases["cert-manager"].values.crds.keep',
        got: "a text or number",
        expected: `a boolean, as cert-manager ${charts["cert-manager"].version} has it`,
        fix: "look at the values.yaml of the chart",
      },
    ]);
  });

  it("takes no secret", () => {
    expect(problemsOfReleases({ "cluster-autoscaler": { values: { awsSecretAccessKey: "abc" } } })).toEqual([
      {
        path: 'platform.releases["cluster-autoscaler"].values.awsSecretAccessKey',
        got: "a secret of 3 characters",
        expected: "no secret: values are in the output, in the state and in the release's history",
        fix: "keep it in Secrets Manager below platform/, bring it by an ExternalSecret, and name that Secret",
      },
    ]);
  });

  it("takes nothing that Terraform would have to fill in", () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: what somebody might hope for
    const vpcId = "${module.vpc.vpc_id}";
    expect(problemsOfReleases({ "aws-load-balancer-controller": { values: { vpcId } } })).toEqual([
      {
        path: 'platform.releases["aws-load-balancer-controller"].values.vpcId',
        got: `"${vpcId}"`,
        expected: "a value that is known at synth: Terraform leaves values as they are",
        fix: "write what it would be: names and ARNs follow from the environment",
      },
    ]);
  });

  it("tolerates only what a node group has", () => {
    const tolerations = [{ key: "dedicated", value: "platform", effect: "NoSchedule" }];
    expect(problemsOfReleases({ "cluster-autoscaler": { values: { tolerations } } })).toEqual([
      {
        path: 'platform.releases["cluster-autoscaler"].values.tolerations[0]',
        got: '{"key":"dedicated","value":"platform","effect":"NoSchedule"}',
        expected: "a toleration of a taint: dedicated=monitoring:NoSchedule",
        fix: "correct the toleration, or add the taint to a node group of cluster.nodeGroups",
      },
    ]);
  });

  it("has values in a map", () => {
    expect(problemsOfReleases({ "cert-manager": { values: ["replicaCount=3"] } })).toEqual([
      {
        path: 'platform.releases["cert-manager"].values',
        got: '["replicaCount=3"]',
        expected: "a map of values, as values.yaml of the chart has them",
        fix: "write it as { replicaCount: 3 }",
      },
    ]);
  });

  it.each([
    [
      "prometheus-operator-crds",
      "platform-resources, monitoring-resources, kube-prometheus-stack, cloudwatch-exporter",
    ],
    ["cert-manager", "platform-resources, monitoring-resources"],
    ["external-secrets", "platform-resources, monitoring-resources"],
  ])("cannot be switched off where another needs it: %s", (name, needing) => {
    expect(problemsOfReleases({ [name]: { enabled: false } })).toEqual([
      {
        path: `platform.releases["${name}"].enabled`,
        got: "false",
        expected: `true: ${needing} cannot do without it`,
        fix: "leave it on",
      },
    ]);
  });

  const { ownCharts } = readHelmFiles(resolve(__dirname, "../.."));

  // What services are made of, wherever there are any: the checks of the platform do not ask.
  const platformOwn = [...ownCharts.values()].filter(({ name }) => name.endsWith("-resources"));

  it.each(platformOwn)("cannot be switched off where there are objects of its kinds in $name", (chart) => {
    const text = [...chart.files].flatMap(([path, one]) => (path.startsWith("templates/") ? [one] : [])).join("\n");
    const groups = new Set([...text.matchAll(/^apiVersion: (\S+\.\S+)\/v\w+$/gm)].map(([, group = ""]) => group));
    const needed = [...groups].filter((group) => !group.endsWith(".k8s.io")).map((group) => [group, ownerOf[group]]);
    expect(needed.length).toBeGreaterThan(2);
    for (const [group, owner = ""] of needed) {
      expect(Object.keys(platformReleases), `who has the CRDs of ${group}`).toContain(owner);
      const problems = problemsOf({
        monitoring: { peerPrometheus: {} },
        platform: { ...prod.platform, releases: { [owner]: { enabled: false } } },
      });
      expect(problems.map(({ path }) => path)).toEqual([`platform.releases["${owner}"].enabled`]);
      const { neededBy } = platformReleases[owner as PlatformReleaseName];
      // The entry stack refuses by itself to be without the controller that puts pods behind its load balancer.
      if (owner !== "aws-load-balancer-controller") expect(neededBy).toContain(chart.name);
    }
  });

  it.each(["aws-load-balancer-controller", "cluster-autoscaler"])("can be switched off: %s", (name) => {
    expect(
      problemsOf({ ...unreached, platform: { ...prod.platform, releases: { [name]: { enabled: false } } } }),
    ).toEqual([]);
  });
});

describe("issuers of ACME", () => {
  it("need a zone", () => {
    expect(problemsOf({ platform: { acme: { email: "a@example.com" } }, ...unreached, dns: undefined })).toEqual([
      {
        path: "platform.acme",
        got: "issuers of ACME, and no dns",
        expected: "a zone in dns, where challenges are answered",
        fix: "add dns: { domain, hostedZoneId }, or remove acme: the internal CA needs no zone",
      },
    ]);
  });

  it("need somebody who reads what is sent", () => {
    expect(problemsOf({ platform: { acme: { email: "nobody" } } })).toEqual([
      {
        path: "platform.acme.email",
        got: '"nobody"',
        expected: "an e-mail address",
        fix: "name a mailbox that somebody reads, such as platform@example.com",
      },
    ]);
  });
});
