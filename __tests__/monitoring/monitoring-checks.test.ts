import { describe, expect, it } from "vitest";
import { charts } from "../../modules/versions";
import { generalWith, problemsOf, prod, unreached } from "../literals";

const problemsWith = (monitoring: object, change: object = {}) => problemsOf({ monitoring, ...change });
const noAlarms = { alarms: { accepted: "no-alarms", because: "nobody is woken" } };
const pager = { pager: { urlSecret: "pager-url" } };

it("prod and its defaults are well", () => {
  expect(problemsOf({})).toEqual([]);
  expect(prod.monitoring).toBeUndefined();
});

describe("probes", () => {
  const probes = { "front-door-eu-west-1": { url: "https://shop.example.com/healthz" } };

  it("have other names than those of the front doors, which are asked anyway", () => {
    expect(problemsWith({ probes })).toEqual([
      {
        path: `monitoring.probes["front-door-eu-west-1"]`,
        got: "the name of a probe that is there anyway: the front door of that region",
        expected: "a name of its own",
        fix: "rename it, or remove it",
      },
    ]);
  });

  it("may have any name where there are no front doors", () => {
    expect(problemsWith({ probes }, unreached)).toEqual([]);
  });
});

describe("routes of alerts", () => {
  it("lead to somebody that there is", () => {
    expect(problemsWith({ routes: { critical: ["pagr", "alarms"], warning: ["alarms"] }, receivers: pager })).toEqual([
      {
        path: "monitoring.routes.critical[0]",
        got: '"pagr"',
        expected: "one of alarms, pager",
        fix: "correct the name, or add it to monitoring.receivers",
      },
      {
        path: "monitoring.receivers.pager",
        got: "a receiver that no route leads to",
        expected: "its name in monitoring.routes",
        fix: "add it to the routes of what it is to hear of, or remove it",
      },
    ]);
  });

  it("lead to no topic that nobody reads", () => {
    expect(problemsWith({ routes: { critical: ["alarms"], warning: [] } }, noAlarms)).toEqual([
      {
        path: "monitoring.routes.critical[0]",
        got: '"alarms", and alarms names no subscribers',
        expected: "a receiver, and there is none",
        fix: "name who is told in alarms, or a receiver of monitoring.receivers",
      },
    ]);
  });

  it("lead somewhere where it is critical", () => {
    expect(problemsWith({ routes: { critical: [], warning: ["alarms"] } })).toEqual([
      {
        path: "monitoring.routes.critical",
        got: "[]",
        expected: "at least one receiver",
        fix: "name alarms or one of receivers; without routes, alarms hears of everything that matters",
      },
    ]);
  });

  it("may lead to a receiver alone, where nobody has subscribed", () => {
    expect(problemsWith({ routes: { critical: ["pager"], warning: [] }, receivers: pager }, noAlarms)).toEqual([]);
  });
});

it("a receiver without a route is one that nobody asked for", () => {
  expect(problemsWith({ receivers: pager })).toMatchObject([{ path: "monitoring.receivers.pager" }]);
});

describe("the volume of Prometheus", () => {
  it("holds what is to be kept while all node groups are at their max", () => {
    expect(problemsWith({ retentionDays: 90 })).toEqual([
      {
        path: "monitoring.storageGiB",
        got: "100, for 90 days of up to 21 nodes",
        expected: "at least 236",
        fix: "raise storageGiB, or lower retentionDays: what finds no room is dropped before its time",
      },
    ]);
    expect(problemsWith({ retentionDays: 90, storageGiB: 236 })).toEqual([]);
    expect(problemsWith({ retentionDays: 90, storageGiB: 235 })).toHaveLength(1);
  });
});

describe("what Prometheus asks of its node", () => {
  it("is there, beside what is on every node", () => {
    expect(problemsWith({ prometheus: { memoryMiB: 16384, cpuMillis: 2000 } })).toEqual([
      {
        path: "monitoring.prometheus.memoryMiB",
        got: "16384, and a r7i.large of node group monitoring has 13190 MiB left for it",
        expected: "at most 13190",
        fix: "ask for less, or name larger instance types in cluster.nodeGroups.monitoring",
      },
      {
        path: "monitoring.prometheus.cpuMillis",
        got: "2000, and a r7i.large of node group monitoring has 1680 thousandths of a CPU left for it",
        expected: "at most 1680",
        fix: "ask for less, or name larger instance types in cluster.nodeGroups.monitoring",
      },
    ]);
  });

  const groups = (change: object) => ({
    cluster: {
      ...prod.cluster,
      nodeGroups: { ...prod.cluster?.nodeGroups, monitoring: { ...prod.cluster?.nodeGroups["monitoring"], ...change } },
    },
  });

  it("is there beside everything else of monitoring, where there is only one node for it", () => {
    const one = { min: 1, max: 1 };
    const change = groups({ sizes: { primary: one, failover: one } });
    expect(problemsWith({ prometheus: { memoryMiB: 13190 } }, change)).toMatchObject([{ expected: "at most 11910" }]);
  });

  it("is there on the smallest of the types", () => {
    const change = groups({ instanceTypes: ["r7i.xlarge"], instanceTypesByZone: { "euw1-az1": ["r7i.large"] } });
    const problems = problemsWith({ prometheus: { memoryMiB: 16384 } }, change);
    expect(problems.filter(({ path }) => path.startsWith("monitoring."))).toMatchObject([
      { got: "16384, and a r7i.large of node group monitoring has 13190 MiB left for it" },
    ]);
  });

  it("is there on the largest nodes without taints, where none are kept for it", () => {
    const { nodeGroups } = generalWith({ instanceTypes: ["m7i.large"] });
    const cluster = { ...prod.cluster, nodeGroups: { general: nodeGroups["general"] } };
    expect(problemsWith({ prometheus: { memoryMiB: 8192 } }, { cluster })).toMatchObject([
      { got: "8192, and a m7i.large of node group general has 5612 MiB left for it" },
    ]);
  });

  it("is nobody's business without a cluster", () => {
    const monitoring = { retentionDays: 300, prometheus: { memoryMiB: 500_000 } };
    expect(problemsWith(monitoring, { cluster: undefined, edge: undefined, services: {} })).toEqual([]);
  });
});

describe("a field of monitoring", () => {
  const oidc = {
    name: "Example",
    clientId: "grafana",
    authUrl: "https://id.example.com/a",
    tokenUrl: "https://id.example.com/t",
    userInfoUrl: "https://id.example.com/u",
    adminGroups: ["platform"],
  };

  it.each([
    [
      "a heartbeat in place of its name",
      { heartbeat: { urlSecret: "https://hc-ping.example.com/x" } },
      {
        path: "monitoring.heartbeat.urlSecret",
        got: '"https://hc-ping.example.com/x"',
        expected: "the last part of a secret's name: lower-case letters, digits and dashes, at most 52",
        fix: "name the secret itself; it stands in Secrets Manager below <organization>/<environment>/platform/",
      },
    ],
    [
      "a secret that holds something else",
      { heartbeat: { urlSecret: "grafana" } },
      {
        path: "monitoring.heartbeat.urlSecret",
        got: '"grafana"',
        expected: "another secret than grafana and peer-prometheus, which hold something else",
        fix: "make a secret of its own for the URL",
      },
    ],
    [
      "one Prometheus for both regions",
      { peerPrometheus: { url: "https://prometheus.example.com" } },
      {
        path: "monitoring.peerPrometheus.url",
        got: '"https://prometheus.example.com"',
        expected: "a URL with {region} in it",
        fix: "each region has its own: write https://name.{region}.example.com",
      },
    ],
    [
      "a way without TLS",
      { peerPrometheus: { url: "http://prometheus.{region}.example.com" } },
      {
        path: "monitoring.peerPrometheus.url",
        got: '"http://prometheus.{region}.example.com"',
        expected: "a URL that starts with https://",
        fix: "write it as https://host.example.com/path",
      },
    ],
    [
      "sign-in without a place to come back to",
      { grafana: { oidc } },
      {
        path: "monitoring.grafana.url",
        got: "nothing",
        expected: "a url beside oidc",
        fix: "write where browsers reach Grafana: the provider sends people back there",
      },
    ],
    [
      "another placeholder",
      { grafana: { url: "https://grafana.{region}.{account}.example.com" } },
      {
        path: "monitoring.grafana.url",
        got: '"https://grafana.{region}.{account}.example.com"',
        expected: "no placeholder but {region}",
        fix: "correct the placeholder: {region} stands for the code of a region, such as eu-west-1",
      },
    ],
    [
      "the name of the topic for a receiver",
      { receivers: { alarms: { urlSecret: "x" } } },
      {
        path: "monitoring.receivers.alarms",
        got: '"alarms"',
        expected: "another name than alarms",
        fix: "rename it: alarms is the topic of the region",
      },
    ],
    [
      "a year and more",
      { retentionDays: 400 },
      {
        path: "monitoring.retentionDays",
        got: "400",
        expected: "a whole number from 1 to 365",
        fix: "choose up to a year: longer belongs into an object store, by remote write",
      },
    ],
  ])("refuses %s", (_, monitoring, problem) => {
    expect(problemsWith(monitoring)).toEqual([problem]);
  });
});

describe("a release of monitoring", () => {
  const problemsOfReleases = (releases: object) => problemsWith({ releases });

  it("may have another version within the range, and values over the others", () => {
    const values = { prometheus: { prometheusSpec: { replicas: 2 } } };
    expect(problemsOfReleases({ "kube-prometheus-stack": { version: "88.5.0", values } })).toEqual([]);
  });

  it.each([
    ["kube-prometheus-stack", "kube-prometheus-stack", "89.0.0"],
    ["cloudwatch-exporter", "prometheus-yet-another-cloudwatch-exporter", "0.46.0"],
    ["blackbox-exporter", "prometheus-blackbox-exporter", "12.0.0"],
  ] as const)("%s has no version of %s outside of the tested range: %s", (name, chart, version) => {
    expect(problemsOfReleases({ [name]: { version } })).toEqual([
      {
        path: `monitoring.releases["${name}"].version`,
        got: `"${version}"`,
        expected: `a version of ${chart} whose values are known here: ${charts[chart].range}`,
        fix: `leave the field out for ${charts[chart].version}, or compare its values first: npm run contract -- chart <directory>`,
      },
    ]);
  });

  it("takes no key that its chart does not know, and no secret", () => {
    const values = { grafana: { adminPasword: "x", adminPassword: "abc" } };
    expect(problemsOfReleases({ "kube-prometheus-stack": { values } })).toEqual([
      {
        path: 'monitoring.releases["kube-prometheus-stack"].values.grafana.adminPassword',
        got: "a secret of 3 characters",
        expected: "no secret: values are in the output, in the state and in the release's history",
        fix: "keep it in Secrets Manager below platform/, bring it by an ExternalSecret, and name that Secret",
      },
      {
        path: 'monitoring.releases["kube-prometheus-stack"].values.grafana.adminPasword',
        got: "an unknown key",
        expected: "adminPassword",
        fix: "correct the key, or look at the values.yaml of the chart",
      },
    ]);
  });

  it("tolerates only what a node group has", () => {
    const tolerations = [{ key: "dedicated", value: "monitorin", effect: "NoSchedule" }];
    expect(problemsOfReleases({ "blackbox-exporter": { values: { tolerations } } })).toEqual([
      {
        path: 'monitoring.releases["blackbox-exporter"].values.tolerations[0]',
        got: '{"key":"dedicated","value":"monitorin","effect":"NoSchedule"}',
        expected: "a toleration of a taint: dedicated=monitoring:NoSchedule",
        fix: "correct the toleration, or add the taint to a node group of cluster.nodeGroups",
      },
    ]);
  });

  it.each(["kube-prometheus-stack", "blackbox-exporter"])(
    "is no matter of a switch where all else needs it: %s",
    (name) => {
      expect(problemsOfReleases({ [name]: { enabled: false } })).toMatchObject([
        { path: `monitoring.releases["${name}"].enabled`, got: "an unknown field" },
      ]);
      expect(problemsOfReleases({ "cloudwatch-exporter": { enabled: false } })).toEqual([]);
    },
  );
});
