import { type Environment, pairByCode, shortCodeOf } from "../environment/environment";
import { planSharedStack, type StackPlan } from "../stack/stack-plan";

export interface CertificatesPlan {
  readonly stack: StackPlan;
  readonly domain: string;
  readonly hostedZoneId: string;
  /** In alphabetical order of the region codes. */
  readonly certificates: readonly CertificatePlan[];
}

export interface CertificatePlan {
  readonly id: string;
  readonly regionCode: string;
}

/** Certificates of the front doors; none where there is no front door. */
export function planCertificates(environment: Environment): readonly CertificatesPlan[] {
  const { cluster, dns, edge } = environment;
  if (cluster === undefined || dns === undefined || edge === undefined) return [];
  return [
    {
      stack: planSharedStack(environment, "certificates"),
      domain: dns.domain,
      hostedZoneId: dns.hostedZoneId,
      certificates: pairByCode(environment).map((region) => ({ id: shortCodeOf(region), regionCode: region.code })),
    },
  ];
}
