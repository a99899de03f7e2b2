import { describe, expect, it } from "vitest";
import type { PlainValues } from "../../src/helm/plain-values";
import { findValueFlaws } from "../../src/helm/value-flaws";

const key = `AKIA${"IOSFODNN7EXAMPLE"}`;
const pem = `-----BEGIN ${"RSA PRIVATE"} KEY-----\nMII\n`;

describe("values of a chart", () => {
  it.each<PlainValues>([
    { query: `{{ $labels.pod }} \${datasource} \${__field.labels.x} $(POD_IP) $__rate_interval` },
    { admin: { existingSecret: "grafana", passwordKey: "admin-password" } },
    { password: "$GF_PASSWORD" },
    { password: "" },
    { automountServiceAccountToken: true, tokenRequests: [] },
    { secretName: "internal-ca", authSecretRef: "a", existingSecret: "b" },
    { url: "https://user@example.com/a:b@c" },
    { tag: "v1.36.1" },
  ])("may say %j", (values) => {
    expect(findValueFlaws(values)).toEqual([]);
  });

  it.each<[PlainValues, readonly PropertyKey[], number]>([
    [{ grafana: { adminPassword: "hunter2" } }, ["grafana", "adminPassword"], 7],
    [{ awsSecretAccessKey: "abc" }, ["awsSecretAccessKey"], 3],
    [{ env: [{ name: "A", value: key }] }, ["env", 0, "value"], 20],
    [{ cert: pem }, ["cert"], pem.length],
    [{ apiToken: "abcd" }, ["apiToken"], 4],
    [{ a: "https://user:word@example.com" }, ["a"], 29],
    [{ a: "https://hooks.slack.com/services/T0/B0/x" }, ["a"], 40],
    [{ client_secret: "abc" }, ["client_secret"], 3],
  ])("hold no secret, and its text is not repeated: %j", (values, path, length) => {
    expect(findValueFlaws(values)).toEqual([
      {
        path,
        got: `a secret of ${length} characters`,
        expected: "no secret: values are in the output, in the state and in the release's history",
        fix: "keep it in Secrets Manager below platform/, bring it by an ExternalSecret, and name that Secret",
      },
    ]);
  });

  it.each([
    `\${aws_vpc.main.id}`,
    `arn:\${data.aws_partition.x.partition}`,
    `\${TfToken[TOKEN.1]}`,
    "#{TfToken[TOKEN.1]}",
    "%{module.a}",
    `\${base64decode(x)}`,
  ])("leave nothing for Terraform to fill in: %s", (text) => {
    expect(findValueFlaws({ a: { b: [text] } })).toEqual([
      {
        path: ["a", "b", 0],
        got: JSON.stringify(text),
        expected: "a value that is known at synth: Terraform leaves values as they are",
        fix: "write what it would be: names and ARNs follow from the environment",
      },
    ]);
  });
});
