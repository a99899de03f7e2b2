import { z } from "zod";
import { atLeastOne, matching, must, wholeNumber } from "./field";
import { dnsLabel } from "./kubernetes-field";
import { fixedRelease, release } from "./release-schema";

/** The last part of a secret's name. External Secrets reads what stands below `platform/`, and nothing beside it. */
const secretName = matching(
  /^[a-z0-9]([-a-z0-9]{0,50}[a-z0-9])?$/,
  "the last part of a secret's name: lower-case letters, digits and dashes, at most 52",
  "name the secret itself; it stands in Secrets Manager below <organization>/<environment>/platform/",
).check(
  must(
    (name: string) => name !== "grafana" && name !== "peer-prometheus",
    "another secret than grafana and peer-prometheus, which hold something else",
    "make a secret of its own for the URL",
  ),
);

const url = matching(
  /^https:\/\/[a-z0-9{][-a-z0-9.{}]*(:\d{1,5})?(\/[-\w./{}]*)?$/,
  "a URL that starts with https://",
  "write it as https://host.example.com/path",
).check(
  must(
    (text: string) => !/[{}]/.test(text.replaceAll("{region}", "")),
    "no placeholder but {region}",
    "correct the placeholder: {region} stands for the code of a region, such as eu-west-1",
  ),
);

/** A URL that is another one in each region. */
const regionalUrl = url.check(
  must(
    (text: string) => text.includes("{region}"),
    "a URL with {region} in it",
    "each region has its own: write https://name.{region}.example.com",
  ),
);

const receiverNames = z.array(z.string()).readonly();

const oidc = z
  .strictObject({
    /** What the button says: `Sign in with ...`. */
    name: matching(/^[\w .-]{1,40}$/, "up to 40 letters, digits, spaces, dots and dashes", "shorten it"),
    /** Id of the client at the provider. Its secret stands in the secret `platform/grafana`, as `oidc-client-secret`. */
    clientId: matching(/^[\w.:@/-]{1,200}$/, "the id of a client", "copy it from the provider"),
    /** Where people sign in. */
    authUrl: url,
    /** Where Grafana exchanges the code. It goes there through NAT. */
    tokenUrl: url,
    /** Where Grafana asks who somebody is. */
    userInfoUrl: url,
    /** Who is in one of these groups (claim `groups`) administers Grafana; everybody else who can sign in looks. */
    adminGroups: z
      .array(matching(/^[\w .:@/-]{1,200}$/, "the name of a group", "copy it from the provider"))
      .check(atLeastOne)
      .readonly(),
  })
  .readonly();

/** Prometheus, Alertmanager and Grafana in both regions. They stand wherever there is a cluster. */
export const monitoring = z
  .strictObject({
    /** Days that each Prometheus keeps metrics. What does not fit on the volume goes earlier. Changed in place. @default 15 */
    retentionDays: wholeNumber(
      1,
      365,
      "choose up to a year: longer belongs into an object store, by remote write",
    ).default(15),
    /**
     * The volume of each Prometheus, in GiB: gp3, about 0.09 USD a month for each. **Changed by hand only**: Kubernetes changes no volume of a
     * StatefulSet. docs/runbooks/monitoring.md, "Grow the volume of Prometheus". @default 100
     */
    storageGiB: wholeNumber(10, 16384, {
      tooLow: "give it 10 GiB at least: blocks of two hours and their compaction need room",
      tooHigh: "keep fewer days: an EBS volume of gp3 has 16 TiB",
    }).default(100),
    /** What each Prometheus asks of its node. @default {} */
    prometheus: z
      .strictObject({
        /**
         * Memory, in MiB; as much is its limit. About 8 KiB for each series: 100,000 of a cluster, and 15,000 for each node that is well filled.
         * A change restarts it, which takes minutes while it reads what it wrote last. @default 4096
         */
        memoryMiB: wholeNumber(512, 524_288, {
          tooLow: "give it 512 MiB: an empty cluster has 100,000 series",
          tooHigh: "no node has more",
        }).default(4096),
        /** Thousandths of a virtual CPU; it takes more where there is more. A change restarts it. @default 500 */
        cpuMillis: wholeNumber(100, 64_000, "ask for 100 to 64000 thousandths of a CPU").default(500),
      })
      .prefault({})
      .readonly(),
    /** How people get into Grafana. The user `admin` is in the secret `platform/grafana`. @default {} */
    grafana: z
      .strictObject({
        /** Where browsers reach it, if you give it a way in: `https://grafana.{region}.example.com`. @default - by `kubectl port-forward` */
        url: regionalUrl.optional(),
        /** Sign-in through a provider of OpenID Connect. @default - the user `admin` alone */
        oidc: oidc.optional(),
      })
      .check(
        must(
          (grafana: { url?: string | undefined; oidc?: object | undefined }) =>
            grafana.oidc === undefined || grafana.url !== undefined,
          "a url beside oidc",
          "write where browsers reach Grafana: the provider sends people back there",
          ["url"],
        ),
      )
      .prefault({})
      .readonly(),
    /**
     * Receivers of alerts beside the topic of `alarms`, by a name of your own: webhooks that take what Alertmanager sends. Added and removed in
     * place. @default {}
     */
    receivers: z
      .record(
        dnsLabel(30).check(
          must(
            (name: string) => name !== "alarms",
            "another name than alarms",
            "rename it: alarms is the topic of the region",
          ),
        ),
        z
          .strictObject({
            /** Last part of the name of the secret that holds the URL, and nothing else: in both regions, below `platform/`. */
            urlSecret: secretName,
          })
          .readonly(),
      )
      .default({})
      .readonly(),
    /**
     * Who gets alerts, by how bad it is: names of `receivers`, or `alarms`, the topic of the region. Changed in place.
     * @default - `alarms` for critical ones and warnings, where `alarms` names subscribers; information goes nowhere
     */
    routes: z
      .strictObject({
        /** Somebody has to get up. */
        critical: receiverNames.check(
          must(
            (names: readonly string[]) => names.length > 0,
            "at least one receiver",
            "name alarms or one of receivers; without routes, alarms hears of everything that matters",
          ),
        ),
        /** Somebody has to look in the morning. */
        warning: receiverNames,
        /** Nobody has to do anything. @default - it goes nowhere */
        info: receiverNames.default([]),
      })
      .readonly()
      .optional(),
    /**
     * Somebody outside of AWS who rings when a region falls silent: each Alertmanager calls its URL every minute.
     * @default - nobody; the regions still watch each other by `peerPrometheus`
     */
    heartbeat: z
      .strictObject({
        /** Last part of the name of the secret that holds the URL, and nothing else; **another URL in each region**, below `platform/`. */
        urlSecret: secretName,
      })
      .readonly()
      .optional(),
    /**
     * Lets each region read the Prometheus of the other one: its data source in Grafana, and what tells one region that the other is gone.
     * `{}` makes a load balancer without a public address in each, about 18 USD a month, with names in the zone of `dns` and certificates by
     * `platform.acme`. User and password are in the secret `platform/peer-prometheus`. Changed in place.
     * @default - the regions do not see each other
     */
    peerPrometheus: z
      .strictObject({
        /**
         * A way of your own: `https://prometheus.{region}.example.com`, with a certificate that everybody trusts, reached over the interconnect.
         * @default - the load balancer of the platform
         */
        url: regionalUrl.optional(),
      })
      .readonly()
      .optional(),
    /**
     * What both regions ask for every 30 seconds, by a name of your own, beside the front door of each. Alerts and the burn rates of the
     * objective (99.9 %) go by it. Added and removed in place. @default {}
     */
    probes: z
      .record(
        dnsLabel(30),
        z
          .strictObject({
            /** Answers 200 while it is well. Both regions ask the same URL. */
            url: url.check(
              must(
                (text: string) => !text.includes("{region}"),
                "one URL",
                "add one probe for each region, under its own name",
              ),
            ),
          })
          .readonly(),
      )
      .default({})
      .readonly(),
    /**
     * Where this repository is read in a browser, such as `https://git.example.com/acme/platform/blob/main`: what links of alerts to runbooks
     * start with. Changed in place. @default - links are paths in the repository
     */
    runbooks: url.optional(),
    /**
     * Versions and values of releases that differ from helm-values/, by release.
     * @default {}
     */
    releases: z
      .strictObject({
        /** Prometheus, Alertmanager, Grafana and their operator. @default {} */
        "kube-prometheus-stack": fixedRelease,
        /**
         * Metrics of CloudWatch for rules and dashboards, about 0.45 USD a month for each metric of each resource. Without it there are no rules
         * of databases, load balancers and NAT gateways; CloudWatch's own alarms ring all the same. @default {}
         */
        "cloudwatch-exporter": release,
        /** Asks front doors, and what `probes` names. It stands where there are any. @default {} */
        "blackbox-exporter": fixedRelease,
      })
      .prefault({})
      .readonly(),
  })
  .prefault({})
  .readonly();
