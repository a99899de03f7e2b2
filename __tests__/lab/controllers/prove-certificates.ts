import { X509Certificate } from "node:crypto";
import { expect } from "vitest";
import { type Certificate, isReady, redirectIssuers, startCertManager, startPebble } from "./cert-manager";
import type { Controller } from "./controller";
import type { Foundation } from "./foundation";
import { until } from "./until";
import { startZoneServer, type ZoneRecord } from "./zone-server";

const api = "/apis/cert-manager.io/v1";

interface RecordSets {
  readonly ResourceRecordSets: readonly {
    readonly Name: string;
    readonly Type: string;
    readonly ResourceRecords?: readonly { readonly Value: string }[];
  }[];
}

/**
 * The certificate of the front door of Prometheus, which an object of the platform asks for, comes from an authority that speaks ACME, by
 * records in the zone of the environment; and the internal authority issues one. Our issuers are as applied, but for the URL of their server.
 */
export async function proveCertificates({ place, aws, hostedZoneId }: Foundation): Promise<readonly Controller[]> {
  const { cluster } = place;
  const records = async (): Promise<readonly ZoneRecord[]> => {
    const { ResourceRecordSets } = await aws.call<RecordSets>("route53", "list_resource_record_sets", {
      HostedZoneId: hostedZoneId,
    });
    return ResourceRecordSets.map(({ Name, Type, ResourceRecords = [] }) => ({
      name: Name,
      type: Type,
      // The emulator writes the one that it makes itself as Python would.
      values: ResourceRecords.map(({ Value }) => Value.replace(/^\{'Value': '(.*)'\}$/, "$1")),
    }));
  };
  const zone = await startZoneServer("prod.example.com.", records);
  const pebble = await startPebble(place, zone.port);
  expect(await redirectIssuers(place, pebble.directory)).toEqual(["acme-production", "acme-staging"]);
  const controllers = await startCertManager(place, zone.port);
  try {
    const processes = [...controllers.map(({ process }) => process), pebble.process];
    const ready = (namespace: string, name: string, timeoutSec: number) =>
      until(`${namespace}/${name} is ready`, timeoutSec, () => isReady(place, namespace, name), processes);
    await ready("cert-manager", "internal-ca", 60);
    await cluster.api.call("POST", `${api}/namespaces/default/certificates`, {
      apiVersion: "cert-manager.io/v1",
      kind: "Certificate",
      metadata: { name: "inside" },
      spec: {
        secretName: "inside",
        dnsNames: ["orders.shop.svc"],
        issuerRef: { group: "cert-manager.io", kind: "ClusterIssuer", name: "internal" },
      },
    });
    await ready("default", "inside", 60);
    expect((await issued(place, "default", "inside")).issuer).toContain(`${cluster.name} internal CA`);

    await ready("monitoring", "prometheus-answer", 240);
    const answer = await issued(place, "monitoring", "prometheus-answer");
    expect(answer.subjectAltName).toBe("DNS:prometheus-euw1.prod.example.com");
    expect(answer.issuer).toMatch(/Pebble/);
    // What proved it is gone again.
    expect((await records()).filter(({ type }) => type === "TXT")).toEqual([]);

    const spec = { secretName: "bad", dnsNames: ["bad.shop.svc"], duration: "1h", renewBefore: "2h" };
    const bad = await cluster.api.send("POST", `${api}/namespaces/default/certificates?dryRun=All`, {
      apiVersion: "cert-manager.io/v1",
      kind: "Certificate",
      metadata: { name: "bad" },
      spec: { ...spec, issuerRef: { kind: "ClusterIssuer", name: "internal" } },
    });
    expect(bad.body).toContain("must be greater than renewBefore");
    expect(controllers.flatMap((one) => one.refusals())).toEqual([]);
    return controllers;
  } finally {
    for (const { stop } of controllers) await stop();
    await pebble.process.stop();
    zone.close();
  }
}

/** The certificate in the Secret of a Certificate. */
async function issued({ cluster }: Foundation["place"], namespace: string, name: string): Promise<X509Certificate> {
  const { spec } = await cluster.api.call<Certificate>("GET", `${api}/namespaces/${namespace}/certificates/${name}`);
  const { data } = await cluster.api.call<{ data: Readonly<Record<string, string>> }>(
    "GET",
    `/api/v1/namespaces/${namespace}/secrets/${spec.secretName}`,
  );
  return new X509Certificate(Buffer.from(data["tls.crt"] ?? "", "base64"));
}
