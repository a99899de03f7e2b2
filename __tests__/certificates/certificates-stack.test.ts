import { describe, expect, it } from "vitest";
import { prod } from "../literals";
import { stackOf } from "../synthesized";

describe("the certificates of prod", () => {
  const stack = stackOf("prod-certificates", prod);

  it("are one for each region, for the zone and every name right below it", () => {
    const { euc1, euw1, ...more } = stack.resources("aws_acm_certificate");
    expect(more).toEqual({});
    for (const [certificate, provider] of [
      [euc1, "aws.euc1"],
      [euw1, "aws.euw1"],
    ])
      expect(certificate).toMatchObject({
        provider,
        domain_name: "prod.example.com",
        subject_alternative_names: ["*.prod.example.com"],
        validation_method: "DNS",
        lifecycle: { create_before_destroy: true },
      });
  });

  it("are proven by one record, since it is the same for both", () => {
    const record = stack.only("aws_route53_record");
    expect(record).toMatchObject({ zone_id: "Z0123456789EXAMPLE" });
    for (const validation of Object.values(stack.resources("aws_acm_certificate_validation")))
      expect(validation).toMatchObject({ validation_record_fqdns: [`\${aws_route53_record.validation.fqdn}`] });
  });

  it("are told once they are proven, in alphabetical order of the regions", () => {
    expect(stack.outputs).toEqual({
      certificate_arns: [
        `\${aws_acm_certificate_validation.euc1-validation.certificate_arn}`,
        `\${aws_acm_certificate_validation.euw1-validation.certificate_arn}`,
      ],
    });
  });
});
