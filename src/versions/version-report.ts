import { daysUntil } from "../../modules/days-until";
import { comparedOn } from "../../modules/kubernetes-versions";
import { postgresComparedOn } from "../../modules/postgres-versions";
import type { Answer, Answers, TableName } from "./version-questions";

const titles: Readonly<Record<TableName, string>> = { kubernetes: "Kubernetes", postgres: "PostgreSQL" };

/** Days ahead in which an end of support is worth a line. */
const horizonDays = 365;

/** Values that AWS has otherwise, and so can be written. */
export function findDifferences(answers: readonly Answer[]): readonly (Answer & { readonly found: string })[] {
  return answers.flatMap((answer) =>
    answer.found === undefined || answer.found === answer.known ? [] : [{ ...answer, found: answer.found }],
  );
}

/** Lines for the one who renews the tables: what differs, what ends, what AWS did not say and cannot be asked. */
export function reportVersions({ answers, unknown }: Answers, today: Date): readonly string[] {
  const name = ({ table, version, what }: Answer) => `${titles[table]} ${version}: ${what}`;
  return [
    `last compared: Kubernetes ${comparedOn}, PostgreSQL ${postgresComparedOn}`,
    ...findDifferences(answers).map((answer) => `differs: ${name(answer)} is ${answer.known}, AWS has ${answer.found}`),
    ...unknown.map((version) => `new: ${version} is offered, and is in no table`),
    ...answers
      .filter(({ found }) => found === undefined)
      .map((answer) => `silent: ${name(answer)} is ${answer.known}, AWS does not say`),
    ...answers
      .filter(({ what }) => what === "end of standard support")
      .map((answer) => ({ answer, end: answer.found ?? answer.known }))
      .map(({ answer, end }) => ({ answer, end, days: daysUntil(end, today) }))
      .filter(({ days }) => days <= horizonDays)
      .map(({ answer, end, days }) => `ends: ${titles[answer.table]} ${answer.version} on ${end}, in ${days} days`),
    "not asked: images of the autoscaler and the charts, which AWS does not know; modules/kubernetes-versions.ts says where they are",
    "not known: when a build of an add-on ends (EKS says so of a minor only), and when RDS ends a minor before it announces it",
  ];
}
