import { type Check, defineCheck } from "../config/check";
import { entriesOf } from "../config/entries";
import type { Problem } from "../config/problem";
import { frontDoorHost } from "../entry/front-door-host";
import { prometheusHost } from "../entry/prometheus-entry";
import { regionSwitch } from "../entry/region-switch";
import type { Environment } from "../environment/environment";
import { maxPathSegments, priorityOf, segmentsOf } from "./listener-rule";
import type { Exposure, Service } from "./service";

interface Exposed {
  readonly name: string;
  /** Of `expose` in the file. */
  readonly path: string;
  readonly service: Service;
  readonly expose: Exposure;
}

function exposedOf(services: Environment["services"]): readonly Exposed[] {
  return entriesOf(["services"], services).flatMap(({ name, path, value }) =>
    value.expose === undefined ? [] : [{ name, path: `${path}.expose`, service: value, expose: value.expose }],
  );
}

/** Services that have in common what only one may have, each with the first that has it. */
function clashesOf(
  services: Environment["services"],
  keyOf: (exposed: Exposed) => string | number,
): readonly (readonly [Exposed, first: Exposed])[] {
  const exposed = exposedOf(services);
  return exposed.flatMap((one) => {
    const first = exposed.find((other) => keyOf(other) === keyOf(one));
    return first === undefined || first.name === one.name ? [] : [[one, first] as const];
  });
}

const placeCheck: Check = defineCheck(["services.*"], ({ services }) =>
  clashesOf(services, ({ expose: { host, path } }) => `${host ?? ""} ${path}`).map(
    ([
      {
        path: at,
        expose: { host, path },
      },
      first,
    ]) => ({
      path: `${at}.path`,
      got: `${JSON.stringify(path)} of ${host === undefined ? "the domain itself" : `host ${host}`}, as ${first.name} has`,
      expected: "a host and a path that no other service has",
      fix: "give one of the two another path, or a host of its own",
    }),
  ),
);

const pathCheck: Check = defineCheck(["services.*"], ({ services }) =>
  exposedOf(services).flatMap(({ path: at, expose: { path } }): Problem[] => {
    const problem = { path: `${at}.path`, got: JSON.stringify(path) };
    const segments = segmentsOf(path);
    if (path.includes("*") || (path !== "/" && path !== `/${segments.join("/")}`)) {
      return [
        {
          ...problem,
          expected: "what paths start with, without * and without a slash at the end",
          fix: `write it as ${JSON.stringify(`/${segments.filter((segment) => !segment.includes("*")).join("/")}`)}: everything below it is meant`,
        },
      ];
    }
    if (segments.length > maxPathSegments || path.length > maxPatternLength - "/*".length) {
      return [
        {
          ...problem,
          expected: `at most ${maxPathSegments} parts, and ${maxPatternLength - "/*".length} characters`,
          fix: "lead a shorter path to the service",
        },
      ];
    }
    if (path !== regionSwitch.path && !path.startsWith(`${regionSwitch.path}/`)) return [];
    return [
      {
        ...problem,
        expected: `another path than ${regionSwitch.path}: on every host that is the health of the region`,
        fix: "rename it",
      },
    ];
  }),
);

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html#path-conditions */
const maxPatternLength = 128;

/**
 * A release whose pods are ready for Kubernetes, and healthy to nobody, would pass, and its rule would then make the region dead.
 */
const healthCheck: Check = defineCheck(["services.*"], ({ services }) =>
  exposedOf(services).flatMap(({ path, expose: { health }, service: { probes } }): Problem[] => {
    if (health === undefined || health === probes.readiness || health === probes.liveness) return [];
    return [
      {
        path: `${path}.health`,
        got: JSON.stringify(health),
        expected: `a path that Kubernetes asks too: ${[...new Set([probes.readiness, probes.liveness])].join(" or ")}`,
        fix: "name one of them, or let probes ask for this path: a release must not pass that no user would reach",
      },
    ];
  }),
);

/** Records of their own win over the one of all hosts. */
const hostCheck: Check = defineCheck(
  ["services.*", "dns", "edge", "monitoring", "regions"],
  ({ services, regions, ...environment }) => {
    const { dns, edge } = environment;
    if (dns === undefined) return [];
    const taken = new Set(
      regions.flatMap((region) => [
        prometheusHost(environment, region),
        ...(edge === undefined ? [] : [frontDoorHost(dns, region)]),
      ]),
    );
    return exposedOf(services)
      .filter(({ expose: { host } }) => host !== undefined && taken.has(`${host}.${dns.domain}`))
      .map(({ path, expose: { host } }) => ({
        path: `${path}.host`,
        got: JSON.stringify(host),
        expected: "another name than those of a region's front door and Prometheus",
        fix: "rename it",
      }));
  },
);

const priorityCheck: Check = defineCheck(["services.*"], ({ services }) => {
  const priority = ({ name, expose }: Exposed) => priorityOf(name, expose.path);
  return clashesOf(services, priority).map(([one, first]) => ({
    path: `${one.path}.path`,
    got: `priority ${priority(one)} of its rule, as that of ${first.name}`,
    expected: "names of services whose digests lead to different priorities",
    fix: "rename the newer of the two: it is a coincidence of both names",
  }));
});

const imageCheck: Check = defineCheck(["services.*"], ({ services }) =>
  exposedOf(services)
    .filter(({ service: { image } }) => image === undefined)
    .map(({ path }) => ({
      path,
      got: "no image, so nothing is installed",
      expected: "an image: a target group without pods makes its region dead",
      fix: "add image, or remove expose",
    })),
);

export const exposureChecks: readonly Check[] = [
  placeCheck,
  pathCheck,
  healthCheck,
  hostCheck,
  priorityCheck,
  imageCheck,
];
