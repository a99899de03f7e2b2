import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { EnvironmentInput } from "../../src/environment/environment";
import { prod, unreached } from "../literals";
import { valuesOf as workloadValuesOf } from "../workloads/workloads";
import { at, central, valuesOf, watched, west } from "./environments";

interface HttpModule {
  readonly prober: string;
  readonly http: Readonly<Record<string, unknown>> & { readonly fail_if_body_not_matches_regexp?: readonly string[] };
}

const modulesOf = (literal: EnvironmentInput) =>
  at(valuesOf("blackbox-exporter", west, literal), "config.modules") as unknown as Readonly<Record<string, HttpModule>>;

describe("what counts as an answer", () => {
  const conf = readFileSync(join(__dirname, "../../charts/region-health/nginx.conf"), "utf8");
  /** What the pods of a region's switch answer while users are welcome. */
  const answerOf = (region: string) => {
    const [, answer = ""] = /return 200 "(REGION.*)\\n"/.exec(conf) ?? [];
    return answer.replace("REGION", workloadValuesOf("region-health", region, prod).region);
  };

  it("is 200 by TLS, without being sent on", () => {
    const modules = modulesOf(watched);
    expect(Object.keys(modules).toSorted()).toEqual(["http_2xx", `region-${central}`, `region-${west}`]);
    for (const { prober, http } of Object.values(modules)) {
      expect(prober).toBe("http");
      expect(http).toMatchObject({ fail_if_not_ssl: true, follow_redirects: false, preferred_ip_protocol: "ip4" });
    }
  });

  it.each([
    [west, central],
    [central, west],
  ])("of the front door of %s is what that region says, and not what %s does", (region, other) => {
    const [pattern = "nothing"] = modulesOf(watched)[`region-${region}`]?.http.fail_if_body_not_matches_regexp ?? [];
    expect(answerOf(region)).toMatch(new RegExp(pattern));
    expect(answerOf(other)).not.toMatch(new RegExp(pattern));
  });

  it("is the first alone where there are no front doors", () => {
    expect(Object.keys(modulesOf({ ...watched, ...unreached }))).toEqual(["http_2xx"]);
  });
});
