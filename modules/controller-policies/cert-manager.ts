import type { PolicyStatement } from "../iam/policy-document";

/**
 * Answers DNS-01 challenges: TXT records below `_acme-challenge` in one hosted zone, whose id the issuer must name.
 * https://cert-manager.io/docs/configuration/acme/dns01/route53/
 */
export function certManagerPolicy(partition: string, hostedZoneId: string): readonly PolicyStatement[] {
  const zone = `arn:${partition}:route53:::hostedzone/${hostedZoneId}`;
  return [
    {
      Sid: "AwaitChange",
      Effect: "Allow",
      Action: "route53:GetChange",
      Resource: `arn:${partition}:route53:::change/*`,
    },
    { Sid: "LookAtZone", Effect: "Allow", Action: "route53:ListResourceRecordSets", Resource: zone },
    {
      Sid: "AnswerChallenges",
      Effect: "Allow",
      Action: "route53:ChangeResourceRecordSets",
      Resource: zone,
      Condition: {
        "ForAllValues:StringEquals": { "route53:ChangeResourceRecordSetsRecordTypes": ["TXT"] },
        "ForAllValues:StringLike": { "route53:ChangeResourceRecordSetsNormalizedRecordNames": ["_acme-challenge.*"] },
      },
    },
  ];
}
