import type { AcceptedFinding } from "../../security/accepted-findings";

/** What a scanner says of one resource. */
export interface Finding {
  readonly check: string;
  readonly title: string;
  readonly layer: AcceptedFinding["layer"];
  readonly stack: string;
  readonly address: string;
}

export interface Review {
  /** Findings that nobody has explained. */
  readonly unexplained: readonly Finding[];
  /** Reasons for which there is no finding. */
  readonly unfounded: readonly AcceptedFinding[];
  /** What each reason explains, in the order of the reasons. */
  readonly explained: readonly { readonly accepted: AcceptedFinding; readonly findings: readonly Finding[] }[];
}

/** Holds findings against the reasons that somebody has written down for the same layers. */
export function review(findings: readonly Finding[], reasons: readonly AcceptedFinding[]): Review {
  const explained = reasons.map((accepted) => ({
    accepted,
    findings: findings.filter((finding) => explains(accepted, finding)),
  }));
  return {
    unexplained: findings.filter((finding) => !reasons.some((accepted) => explains(accepted, finding))),
    unfounded: explained.filter((one) => one.findings.length === 0).map(({ accepted }) => accepted),
    explained,
  };
}

function explains(accepted: AcceptedFinding, finding: Finding): boolean {
  const literal = accepted.address.replace(/[.+^${}()|[\]\\?]/g, "\\$&").replaceAll("*", ".*");
  return (
    accepted.check === finding.check &&
    accepted.layer === finding.layer &&
    new RegExp(`^${literal}$`).test(finding.address)
  );
}

/** The layer of a stack, which its name ends with. */
export function layerOf(stack: string): AcceptedFinding["layer"] {
  return stack.split("-").at(-1) as AcceptedFinding["layer"];
}

/** One line for each check that found something: how often, and for what reasons that stays. */
export function tableOf({ explained, unexplained }: Review): readonly string[] {
  const reasoned = explained.flatMap(({ accepted, findings }) =>
    findings.map((finding) => ({ finding, reason: accepted.reason })),
  );
  const all = [...reasoned, ...unexplained.map((finding) => ({ finding, reason: "NOT EXPLAINED" }))];
  const checks = [...new Set(all.map(({ finding }) => finding.check))].toSorted();
  return checks.map((check) => {
    const found = all.filter(({ finding }) => finding.check === check);
    const reasons = [...new Set(found.map(({ reason }) => reason))];
    return `${check}  ${found.length}  ${found[0]?.finding.title}: ${reasons.join("; ")}`;
  });
}

/** What is left to do, one line each; empty where everything is explained. */
export function complaintsOf({ unexplained, unfounded }: Review): readonly string[] {
  return [
    ...unexplained.map(
      ({ check, title, stack, address }) =>
        `${stack} ${address}: ${check} ${title}; change it, or say why not in security/accepted-findings.ts`,
    ),
    ...unfounded.map(
      ({ check, layer, address }) =>
        `${check} of ${address} in ${layer} is found no more: remove it from security/accepted-findings.ts`,
    ),
  ];
}
