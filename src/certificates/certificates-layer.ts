import { defineLayer } from "../stack/layer";
import { planCertificates } from "./certificates-plan";
import { CertificatesStack } from "./certificates-stack";

export const certificatesLayer = defineLayer({
  name: "certificates",
  checks: [],
  plan: planCertificates,
  Stack: CertificatesStack,
});
