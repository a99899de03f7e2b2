import { isMap, type PlainValue, type PlainValues } from "./plain-values";

/** What does not belong into values of a chart, whatever the chart. */
export interface ValueFlaw {
  readonly path: readonly PropertyKey[];
  readonly got: string;
  readonly expected: string;
  readonly fix: string;
}

/** Secrets, and what somebody hoped Terraform would fill in. Values stand as they are in the output, in the state and in the cluster. */
export function findValueFlaws(values: PlainValues): readonly ValueFlaw[] {
  return leavesOf(values, []).flatMap(({ path, text }) => {
    if (isSecret(path, text)) {
      return [
        {
          path,
          got: `a secret of ${text.length} characters`,
          expected: "no secret: values are in the output, in the state and in the release's history",
          fix: "keep it in Secrets Manager below platform/, bring it by an ExternalSecret, and name that Secret",
        },
      ];
    }
    const [reference] = referencePattern.exec(text) ?? [];
    if (reference === undefined) return [];
    return [
      {
        path,
        got: JSON.stringify(text),
        expected: "a value that is known at synth: Terraform leaves values as they are",
        fix: "write what it would be: names and ARNs follow from the environment",
      },
    ];
  });
}

interface Leaf {
  readonly path: readonly PropertyKey[];
  readonly text: string;
}

function leavesOf(value: PlainValue, path: readonly PropertyKey[]): readonly Leaf[] {
  if (typeof value === "string") return [{ path, text: value }];
  if (Array.isArray(value)) return value.flatMap((one: PlainValue, i) => leavesOf(one, [...path, i]));
  return isMap(value) ? Object.entries(value).flatMap(([key, one]) => leavesOf(one, [...path, key])) : [];
}

/**
 * References of Terraform, such as `${aws_vpc.main.id}`, and tokens of CDKTF. Not what a chart or a program in the cluster fills in: `{{ }}`,
 * `$(POD_IP)`, `${VARIABLE}`, and Grafana's `${__field.name}`.
 */
const referencePattern = /[$%#]\{(TfToken\[|(?!__)[A-Za-z][\w-]*[.[(])/;

const secretKey = /(password|passwd|passphrase|token|secret|secret_?key|access_?key|private_?key|api_?key)$/i;

const secretTexts = [
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
  /\b(AKIA|ASIA)[A-Z0-9]{16}\b/,
  /-----BEGIN ([A-Z]+ )*PRIVATE KEY-----/,
  // https://github.blog/engineering/behind-githubs-new-authentication-token-formats/
  /\bgh[pousr]_[A-Za-z0-9]{36}/,
  /\bxox[abprs]-[A-Za-z0-9-]{10}/,
  /https:\/\/hooks\.slack\.com\/services\//,
  // A user and a password in a URL.
  /:\/\/[^/\s:@]+:[^/\s:@$]+@/,
];

function isSecret(path: readonly PropertyKey[], text: string): boolean {
  const key = String(path.findLast((step) => typeof step === "string") ?? "");
  // The name of a Secret, or where its value comes from, is none.
  const names = /^\$|^$/.test(text) || /existing|name$|ref$/i.test(key);
  return secretTexts.some((pattern) => pattern.test(text)) || (secretKey.test(key) && !names);
}
