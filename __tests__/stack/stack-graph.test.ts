import { describe, expect, it } from "vitest";
import { layers } from "../../main";
import { getRegionFacts, regions } from "../../modules/aws-regions";
import { type EnvironmentInput, pairByCode } from "../../src/environment/environment";
import { planPlatform } from "../../src/stack/planned-platform";
import { databaseWith, dev, local, parsed, prodFile as prod, transit } from "../literals";
import { mentionsIn, mentionsOf, purposesOf } from "../mentions";
import { type SynthesizedStack, synthesizeAnew, synthesized } from "../synthesized";

/** With transit gateways, and shared state where no alphabetical order puts it. */
const joined: EnvironmentInput = {
  ...transit,
  name: "joined",
  state: { backend: "s3", sharedRegion: "eu-west-1" },
};
/** Prod after the loss of eu-west-1, and later, with that region back. */
const promoted: EnvironmentInput = {
  ...prod,
  name: "promoted",
  database: databaseWith({
    history: [
      { step: "created", writer: "eu-west-1", engineVersion: "17" },
      { step: "promoted", writer: "eu-central-1" },
    ],
  }),
};
const rebuilding: EnvironmentInput = {
  ...prod,
  name: "rebuilding",
  database: databaseWith({ history: [...(promoted.database?.history ?? []), { step: "rebuilding" }] }),
};
const environments = [dev, prod, local, joined, promoted, rebuilding];

interface Case {
  readonly id: string;
  readonly stack: SynthesizedStack;
  readonly environment: EnvironmentInput;
  /** The region of a region stack. */
  readonly region: string | undefined;
  /** The other region of a region stack. */
  readonly other: string;
}

const cases = environments.flatMap((environment) =>
  [...synthesized(environment).values()].map((stack): Case => {
    const region = environment.regions.map(({ code }) => code).find((code) => stack.id.includes(`-${code}-`));
    const other = environment.regions.map(({ code }) => code).find((code) => code !== region) ?? "";
    return { id: stack.id, stack, environment, region, other };
  }),
);
const regionStacks = cases.filter(({ region }) => region !== undefined);
const dataStacks = regionStacks.filter(({ id }) => id.endsWith("-data"));
const monitoringStacks = regionStacks.filter(({ id }) => id.endsWith("-monitoring"));
const entryStacks = regionStacks.filter(({ id }) => id.endsWith("-entry"));
const clusterStacks = regionStacks.filter(({ id }) => id.endsWith("-cluster"));
/** Those that act inside of a cluster, and call nothing of AWS. */
const releaseStacks = regionStacks.filter(({ id }) => /-(platform|monitoring|workloads)$/.test(id));
const workloadsStacks = regionStacks.filter(({ id }) => id.endsWith("-workloads"));
const awsStacks = cases.filter((one) => !releaseStacks.includes(one) || workloadsStacks.includes(one));
const aloneStacks = regionStacks.filter(({ id }) => !/-(data|entry|cluster|monitoring|workloads)$/.test(id));
const sharedStacks = cases.filter(({ region }) => region === undefined);
/** Those that call services of no region. */
const globalStacks = sharedStacks.filter(({ id }) => id.endsWith("-edge"));
const pairStacks = sharedStacks.filter((one) => !globalStacks.includes(one));
const remoteCases = cases.filter(({ environment }) => environment.state.backend === "s3");
const localCases = cases.filter(({ environment }) => environment.state.backend === "local");

const tagsOf = (provider: Readonly<Record<string, unknown>>): unknown =>
  (provider["default_tags"] as readonly { readonly tags: unknown }[])[0]?.tags;

describe("stack ids", () => {
  it.each(regionStacks)("$id is <environment>-<region>-<layer>", ({ id, environment, region }) => {
    expect(id).toMatch(new RegExp(`^${environment.name}-${region}-[a-z]+$`));
  });

  it.each(sharedStacks)("$id is <environment>-<layer>", ({ id, environment }) => {
    expect(id).toMatch(new RegExp(`^${environment.name}-[a-z]+$`));
  });

  it("name no role", () => {
    for (const { id } of cases) expect(id).not.toMatch(/primary|failover|standby/);
  });
});

describe("state", () => {
  it.each(remoteCases)("of $id lives where it is needed in a disaster", ({ id, stack, environment, region }) => {
    const home = region ?? (environment.state.backend === "s3" ? environment.state.sharedRegion : "");
    const { shortCode } = getRegionFacts(home);
    expect(stack.backend).toEqual({
      s3: {
        bucket: `${environment.organization}-${environment.name}-${shortCode}-${environment.accountId}-tfstate`,
        key: `${environment.name}/${id}.tfstate`,
        region: home,
        use_lockfile: true,
      },
    });
  });

  it.each(localCases)("of $id is a file outside of what synth sweeps", ({ id, stack, environment }) => {
    expect(stack.backend).toEqual({ local: { path: `../../../terraform-state/${environment.name}/${id}.tfstate` } });
  });
});

describe("providers", () => {
  it.each(regionStacks.filter((one) => awsStacks.includes(one)))(
    "$id has one, for its own region",
    ({ stack, region }) => {
      const [provider, ...more] = stack.json.provider.aws;
      expect(more).toEqual([]);
      expect(provider).toMatchObject({ region });
      expect(provider).not.toHaveProperty("alias");
    },
  );

  it.each(awsStacks)("$id configures AWS, and besides it a cluster where it has releases", ({ stack, id }) => {
    expect(Object.keys(stack.json.provider)).toEqual(
      id.endsWith("-workloads") ? ["aws", "helm", "kubernetes"] : ["aws"],
    );
  });

  it("of releases are looked for in every cluster", () => {
    expect(releaseStacks).toHaveLength(2 * clusterStacks.length + workloadsStacks.length);
    expect(workloadsStacks.length).toBeGreaterThan(2);
  });

  it.each(releaseStacks)(
    "$id configures the cluster of its own region alone, and has a token made for each run",
    ({ stack, environment, region = "" }) => {
      const { shortCode } = getRegionFacts(region);
      const clusterName = `${environment.organization}-${environment.name}-${shortCode}`;
      const outputs = `data.terraform_remote_state.${environment.name}-${region}-cluster.outputs`;
      const exec = {
        api_version: "client.authentication.k8s.io/v1beta1",
        command: "aws",
        args: ["eks", "get-token", "--cluster-name", clusterName, "--region", region, "--output", "json"],
      };
      const cluster = {
        host: `\${${outputs}.cluster_endpoint}`,
        cluster_ca_certificate: `\${base64decode(${outputs}.cluster_certificate_authority_data)}`,
      };
      const { aws: _, ...ofCluster }: Readonly<Record<string, unknown>> = stack.json.provider;
      expect(ofCluster).toEqual({
        helm: [{ kubernetes: { ...cluster, exec } }],
        kubernetes: [{ ...cluster, exec: [exec] }],
      });
    },
  );

  it.each(globalStacks)(
    "$id has one, where its state is, so that it asks nothing of a region that is lost",
    ({ stack }) => {
      const [provider, ...more] = stack.json.provider.aws;
      expect(more).toEqual([]);
      expect(provider).toMatchObject({ region: stack.backend["s3"]?.["region"] });
      expect(provider).not.toHaveProperty("alias");
    },
  );

  it.each(pairStacks)("$id names one for each region and has none without a name", ({ stack, environment }) => {
    const named = stack.json.provider.aws.map((provider) => [provider["alias"], provider["region"]]);
    const codes = environment.regions.map(({ code }) => code).toSorted();
    expect(named).toEqual(codes.map((code) => [regions[code]?.shortCode, code]));
  });

  it.each(awsStacks)("of $id refuse other accounts and tag everything", ({ id, stack, environment }) => {
    for (const provider of stack.json.provider.aws) {
      expect(provider).toMatchObject({ allowed_account_ids: [environment.accountId] });
      expect(tagsOf(provider)).toEqual({
        ...environment.tags,
        environment: environment.name,
        region: provider["region"],
        layer: id.split("-").at(-1),
        owner: environment.owner,
        "managed-by": "tandem",
      });
    }
  });

  const hashicorp = (name: string, version: string) => ({ [name]: { source: `hashicorp/${name}`, version } });
  const aws = { aws: { source: "aws", version: "6.66.0" } };
  const releases = { ...hashicorp("helm", "3.1.2"), ...hashicorp("kubernetes", "2.38.0") };
  const pinned: Readonly<Record<string, object>> = {
    data: { ...aws, ...hashicorp("random", "3.9.0") },
    platform: releases,
    monitoring: releases,
    workloads: { ...aws, ...releases },
    cluster: {
      ...aws,
      ...hashicorp("cloudinit", "2.4.0"),
      ...hashicorp("null", "3.3.1"),
      ...hashicorp("time", "0.14.0"),
      ...hashicorp("tls", "4.2.1"),
    },
  };

  it.each(cases)("of $id are exact, those of its modules too, and Terraform is from 1.11.1 on", ({ id, stack }) => {
    expect(stack.json.terraform.required_providers).toEqual(pinned[id.split("-").at(-1) ?? ""] ?? aws);
    expect(stack.json.terraform.required_version).toBe(">= 1.11.1");
  });

  it.each(cases.filter(({ environment }) => environment.emulator === undefined))(
    "of $id bear no credentials and no endpoint",
    ({ stack }) => {
      expect(stack.text).not.toMatch(/access_key|secret_key|"endpoints"|skip_(cred|meta|region|req)/);
    },
  );
});

describe("what a stack reads from another", () => {
  const readers = cases.filter(({ stack }) => Object.keys(stack.remoteStates).length > 0);

  it("is something in every environment", () => {
    expect(new Set(readers.map(({ environment }) => environment.name))).toEqual(
      new Set(environments.map(({ name }) => name)),
    );
  });

  it.each(readers)("$id finds it where that stack keeps it", ({ stack, environment }) => {
    const stacks = synthesized(environment);
    for (const [producer, source] of Object.entries(stack.remoteStates)) {
      const [[backend, config] = ["none", {}]] = Object.entries(stacks.get(producer)?.backend ?? {});
      const { use_lockfile: _, ...place } = config;
      expect(source).toMatchObject({ backend, config: place });
    }
  });

  it.each(readers)("$id reads only outputs that exist", ({ stack, environment }) => {
    const stacks = synthesized(environment);
    const references = [...stack.text.matchAll(/terraform_remote_state\.([\w-]+)\.outputs\.(\w+)/g)];
    expect(references).not.toEqual([]);
    for (const [, producer = "", output = ""] of references) {
      expect(Object.keys(stacks.get(producer)?.outputs ?? {})).toContain(output);
    }
  });

  it.each(cases)("$id shares nothing by the names that CDKTF makes up", ({ stack }) => {
    expect(stack.text).not.toContain("cross-stack-output");
  });

  it.each(cases)("$id has elements of lists as list[0], not as list.0, which Terraform has deprecated", ({ stack }) => {
    expect(stack.text.match(/\$\{[^}]*\.\d+[.}]/g) ?? []).toEqual([]);
  });

  const alsoRead: Readonly<Record<string, string>> = {
    // Clusters ask their own region which route tables lead to the other one, for a warning.
    cluster: "aws_route_tables",
    // Credentials of registries of others, each in its region.
    images: "aws_secretsmanager_secret",
    // CRDs of a chart are read out of it.
    platform: "helm_template",
  };

  it.each(cases)("$id reads states and nothing else", ({ stack }) => {
    const read = Object.keys(stack.json.data ?? {}).filter(
      (type) => type !== alsoRead[stack.id.split("-").at(-1) ?? ""],
    );
    expect(read).toEqual(Object.keys(stack.remoteStates).length === 0 ? [] : ["terraform_remote_state"]);
  });
});

describe("what a region's stack knows of the other region", () => {
  it.each(aloneStacks)("$id: nothing", ({ stack, other }) => {
    expect(mentionsOf(other, stack)).toEqual([]);
  });

  it.each(entryStacks)(
    "$id: where the state of the certificates is, and who reads Prometheus from there",
    ({ stack, environment, region, other }) => {
      const home = environment.state.backend === "s3" ? environment.state.sharedRegion : undefined;
      const place = `data.terraform_remote_state.${environment.name}-certificates.config`;
      const client = /^resource\.aws_vpc_security_group_ingress_rule\.prometheus_from-/;
      const mentions = mentionsOf(other, stack).filter((path) => !client.test(path));
      expect(mentions).toEqual(home === region ? [] : [`${place}.bucket`, `${place}.region`]);
    },
  );

  // Two in each environment but local, which has no cluster.
  it("is looked for in every cluster", () => {
    expect(clusterStacks).toHaveLength(2 * (environments.length - 1));
  });

  it.each(clusterStacks)("$id: that Grafana shows its metrics and logs", ({ stack, environment, other }) => {
    const signsIn = Object.values(environment.services ?? {}).some(({ database }) => database !== undefined);
    expect(mentionsOf(other, stack)).toEqual([
      "resource.aws_iam_role_policy.grafana_policy.policy",
      ...(signsIn ? ["resource.aws_iam_role_policy.service-orders_policy.policy"] : []),
    ]);
    const { shortCode } = getRegionFacts(other);
    const name = `${environment.organization}-${environment.name}-${shortCode}`;
    const position = pairByCode(environment).findIndex(({ code }) => code === other);
    const logGroups = [`/aws/eks/${name}/cluster`, `/aws/vpc-flow-log/${name}`];
    const policy = JSON.parse(String(stack.resources("aws_iam_role_policy")["grafana_policy"]?.["policy"]));
    expect(mentionsIn(other, policy)).toEqual([
      { path: `Statement.0.Condition.StringEquals.aws:RequestedRegion.${position}`, text: other },
      ...logGroups.map((group, i) => ({
        path: `Statement.1.Resource.${position * logGroups.length + i}`,
        text: `arn:aws:logs:${other}:${environment.accountId}:log-group:${group}:*`,
      })),
    ]);
  });

  it.each(monitoringStacks)("$id: whom Grafana, Prometheus and probes ask there", ({ stack, environment, other }) => {
    const { shortCode } = getRegionFacts(other);
    const linesOf = (release: string) => {
      const values = (stack.resources("helm_release")[release]?.["values"] ?? []) as readonly string[];
      const lines = values.flatMap((text) => text.split("\n"));
      return lines.filter((line) => line.includes(other) || line.includes(shortCode)).map((line) => line.trim());
    };
    const host = `prometheus-${shortCode}.${environment.dns?.domain}`;
    const isRead = environment.monitoring?.peerPrometheus !== undefined;
    const isReached = environment.edge !== undefined;
    const expected = {
      "kube-prometheus-stack": [
        ...(isRead ? [`- name: Prometheus of ${other}`, `url: https://${host}`] : []),
        `- name: CloudWatch of ${other}`,
        `defaultRegion: ${other}`,
      ],
      "monitoring-resources": [
        ...(isRead ? [`host: ${host}`, `region: ${other}`] : []),
        ...(isReached
          ? [
              `- name: front-door-${other}`,
              `url: https://front-door-${shortCode}.${environment.dns?.domain}/healthz/region`,
              `module: region-${other}`,
            ]
          : []),
      ],
      "blackbox-exporter": isReached ? [`region-${other}:`, `- "^${other}: "`] : [],
    };
    for (const [release, lines] of Object.entries(expected)) expect(linesOf(release)).toEqual(lines);
    const releases = Object.entries(expected).filter(([, lines]) => lines.length > 0);
    expect(mentionsOf(other, stack).toSorted()).toEqual(
      releases.map(([release]) => `resource.helm_release.${release}.values.0`).toSorted(),
    );
  });

  it.each(workloadsStacks)("$id: which instances of the database serve", ({ stack, other }) => {
    for (const path of mentionsOf(other, stack)) expect(path).toBe("resource.helm_release.orders.values.0");
    const [values = ""] = (stack.resources("helm_release")["orders"]?.["values"] ?? []) as readonly string[];
    const { shortCode } = getRegionFacts(other);
    const lines = values.split("\n").filter((line) => line.includes(other) || line.includes(shortCode));
    for (const line of lines) expect(line).toMatch(/^ {2}version: [-a-z0-9]+$/);
  });

  const ofWriter = ["client", "copy of the secret"];
  const ofReplica = ["client", "host of the writer", "source of the replica", "state of the writer"];
  const expected: Readonly<Record<string, readonly string[]>> = {
    "dev-eu-west-1-data": ofWriter,
    "dev-eu-central-1-data": ofReplica,
    "prod-eu-west-1-data": ofWriter,
    "prod-eu-central-1-data": [...ofReplica, "source of the backups"],
    "joined-eu-west-1-data": ofWriter,
    "joined-eu-central-1-data": [...ofReplica, "source of the backups"],
    "promoted-eu-central-1-data": ["client"],
    // The lost region, whose stack waits until it is back; its fenced writer keeps its secret.
    "promoted-eu-west-1-data": ["copy of the secret", "host of the writer", "state of the writer"],
    "rebuilding-eu-central-1-data": ofWriter,
    "rebuilding-eu-west-1-data": [...ofReplica, "copy of the secret", "source of the backups"],
  };

  it.each(dataStacks)("$id: what its database needs of it, in the state that it is in", ({ id, stack, other }) => {
    expect(purposesOf(mentionsOf(other, stack))).toEqual(expected[id]?.toSorted());
  });
});

describe("the graph of stacks", () => {
  const plans = environments.flatMap((environment) =>
    planPlatform(layers, parsed(environment)).layers.flatMap(({ stacks }) =>
      stacks.map((plan) => ({ id: plan.id, plan, emitted: synthesized(environment).get(plan.id) })),
    ),
  );

  it("has every stack that is emitted, and no other", () => {
    expect(plans.map(({ id }) => id).toSorted()).toEqual(cases.map(({ id }) => id).toSorted());
  });

  it.each(plans)("says what $id reads", ({ plan, emitted }) => {
    expect(plan.reads.toSorted()).toEqual(Object.keys(emitted?.remoteStates ?? {}).toSorted());
  });

  it.each(plans)("says which providers $id needs", ({ plan, emitted }) => {
    expect(plan.providers.toSorted()).toEqual(Object.keys(emitted?.json.terraform.required_providers ?? {}).toSorted());
  });

  it("lets nothing read what is applied later", () => {
    const order = plans.map(({ id }) => id);
    for (const { id, plan } of plans) {
      for (const producer of plan.reads) expect(order.slice(0, order.indexOf(id))).toContain(producer);
    }
  });
});

describe("what is emitted", () => {
  it.each(environments)("is the same twice, byte by byte: $name", (environment) => {
    const texts = (stacks: ReadonlyMap<string, SynthesizedStack>) => [...stacks.values()].map(({ text }) => text);
    expect(texts(synthesizeAnew([environment]))).toEqual(texts(synthesized(environment)));
  });

  it.each(cases)("has no absolute path: $id", ({ stack }) => {
    expect(stack.text).not.toContain(process.cwd());
    expect(stack.text).not.toMatch(/"(\/(home|root|tmp|work|Users)\/|[A-Z]:\\\\)/);
  });
});
