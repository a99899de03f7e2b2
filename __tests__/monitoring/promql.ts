import { parser } from "@prometheus-io/lezer-promql";

/** What a query names, and whether Prometheus would read it. */
export interface ReadQuery {
  /** The first place where it cannot be read. */
  readonly error: string | undefined;
  readonly metrics: readonly string[];
}

/** Values that Grafana puts in place of its variables before Prometheus sees the query. */
const variables: readonly (readonly [RegExp, string])[] = [
  [/\$__(rate_)?interval|\$interval/g, "5m"],
  [/\$__range/g, "1h"],
  [/\$\{?\w+(:\w+)?\}?/g, ".*"],
];

/** Reads a query by the grammar of Prometheus itself, once variables of Grafana have values. */
export function readQuery(query: string): ReadQuery {
  const text = variables.reduce((filled, [pattern, value]) => filled.replaceAll(pattern, value), query);
  const metrics = new Set<string>();
  let error: string | undefined;
  parser.parse(text).iterate({
    enter: ({ type, from, to, node }) => {
      if (type.isError) error ??= `${from}: ${text.slice(Math.max(0, from - 20), to + 20)}`;
      if (type.name === "Identifier" && node.parent?.name === "VectorSelector") metrics.add(text.slice(from, to));
    },
  });
  return { error, metrics: [...metrics] };
}
