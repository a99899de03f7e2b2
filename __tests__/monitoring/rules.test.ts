import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { anchorsOf, exists } from "../docs/pages";
import { type AlertRule, ruleFiles } from "./rule-files";

const fixtures = join(__dirname, "rules");
const alerts = [...ruleFiles()].flatMap(([file, { groups }]) =>
  groups.flatMap(({ rules }) =>
    rules.filter((rule): rule is AlertRule => "alert" in rule).map((rule) => ({ file, ...rule })),
  ),
);

it.each(alerts)("$alert says how bad it is, what is wrong and what to do", ({ labels, annotations }) => {
  expect(["critical", "warning", "info"]).toContain(labels["severity"]);
  expect(annotations["summary"]).toMatch(/\S/);
  const [, page = "", anchor = ""] =
    /^(docs\/runbooks\/[\w-]+\.md)#([\w-]+)$/.exec(annotations["runbook_url"] ?? "") ?? [];
  expect(exists(page)).toBe(true);
  expect(anchorsOf(page)).toContain(anchor);
});

it("no two alerts share a name", () => {
  const names = alerts.map(({ alert }) => alert);
  expect(names).toEqual([...new Set(names)]);
});

it("the chart leaves links as they are: its template looks for them as they are written", () => {
  for (const [file] of ruleFiles()) {
    const text = readFileSync(join(__dirname, "../../charts/monitoring-resources/rules", file), "utf8");
    const links = text.match(/runbook_url: docs\//g) ?? [];
    expect(links).toHaveLength(alerts.filter((alert) => alert.file === file).length);
  }
});

it.each(alerts)("$alert has a test in which it rings, and one in which it does not", ({ file, alert }) => {
  expect(existsSync(join(fixtures, file))).toBe(true);
  const {
    tests,
  }: { tests: readonly { alert_rule_test: readonly { alertname: string; exp_alerts: readonly unknown[] }[] }[] } =
    parse(readFileSync(join(fixtures, file), "utf8"));
  const expected = tests
    .flatMap(({ alert_rule_test }) => alert_rule_test)
    .filter(({ alertname }) => alertname === alert)
    .map(({ exp_alerts }) => exp_alerts.length > 0);
  expect(expected).toContain(true);
  expect(expected).toContain(false);
});

it("every file of tests is of a file of rules", () => {
  expect(readdirSync(fixtures).toSorted()).toEqual([...ruleFiles().keys()].toSorted());
});
