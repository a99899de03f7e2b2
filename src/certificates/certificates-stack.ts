import { AcmCertificate } from "@cdktf/provider-aws/lib/acm-certificate";
import { AcmCertificateValidation } from "@cdktf/provider-aws/lib/acm-certificate-validation";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import type { App } from "cdktf";
import { writeExports } from "../stack/exports";
import { LayerStack } from "../stack/layer-stack";
import { certificateExports } from "./certificate-exports";
import type { CertificatePlan, CertificatesPlan } from "./certificates-plan";

/**
 * The certificate of each region's front door, for the zone itself and for every name right below it, and the one record that proves both: it is
 * the same for every region of an account, so that two stacks could not both own it. AWS renews them for as long as the record is there.
 */
export class CertificatesStack extends LayerStack {
  constructor(app: App, plan: CertificatesPlan) {
    super(app, plan.stack);
    const issued = plan.certificates.map((one) => ({ ...one, certificate: this.addCertificate(one, plan) }));
    const [first] = issued;
    if (first === undefined) throw new Error(`${plan.stack.id} has no certificate`);

    // One option for the domain and one for the names below it, which say the same.
    const proof = (attribute: string) =>
      `\${one(distinct([for option in ${first.certificate.fqn}.domain_validation_options : option.resource_record_${attribute}]))}`;
    const record = new Route53Record(this, "validation", {
      // Route 53 is global; a resource of this stack must name a provider.
      provider: this.getProvider(first.regionCode),
      zoneId: plan.hostedZoneId,
      name: proof("name"),
      type: proof("type"),
      records: [proof("value")],
      ttl: 300,
    });
    const validated = issued.map(
      ({ id, regionCode, certificate }) =>
        new AcmCertificateValidation(this, `${id}-validation`, {
          provider: this.getProvider(regionCode),
          certificateArn: certificate.arn,
          validationRecordFqdns: [record.fqdn],
        }),
    );
    writeExports(this, certificateExports, {
      certificate_arns: validated.map(({ certificateArn }) => certificateArn),
    });
  }

  private addCertificate({ id, regionCode }: CertificatePlan, { domain }: CertificatesPlan): AcmCertificate {
    return new AcmCertificate(this, id, {
      provider: this.getProvider(regionCode),
      domainName: domain,
      subjectAlternativeNames: [`*.${domain}`],
      validationMethod: "DNS",
      // A load balancer that uses it lets go of it before it is gone.
      lifecycle: { createBeforeDestroy: true },
    });
  }
}
