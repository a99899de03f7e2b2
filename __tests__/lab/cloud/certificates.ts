import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A certificate and its key, as paths of files. */
export interface Certificate {
  readonly certificate: string;
  readonly key: string;
}

export interface CertificateRequest {
  readonly commonName: string;
  /** Groups, where Kubernetes takes it for a user. @default - none */
  readonly organization?: string;
  /** Names and addresses of a server: `DNS:localhost`, `IP:127.0.0.1`. @default - it is a client's */
  readonly subjectAltNames?: readonly string[];
}

/** An authority of the lab's own. Its keys are worth nothing outside of a run. */
export class CertificateAuthority {
  private constructor(private readonly folder: string) {}

  static async make(folder: string, commonName: string): Promise<CertificateAuthority> {
    mkdirSync(folder, { recursive: true });
    const authority = new CertificateAuthority(folder);
    const { certificate, key } = authority.filesOf("ca");
    const extensions = ["basicConstraints=critical,CA:TRUE", "keyUsage=critical,keyCertSign,cRLSign,digitalSignature"];
    await run("openssl", [
      ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-noenc", "-days", "30"],
      ...["-subj", `/CN=${commonName}`, "-keyout", key, "-out", certificate],
      ...extensions.flatMap((extension) => ["-addext", extension]),
    ]);
    return authority;
  }

  get certificate(): string {
    return this.filesOf("ca").certificate;
  }

  get key(): string {
    return this.filesOf("ca").key;
  }

  /** In base64, as EKS gives it. */
  get data(): string {
    return readFileSync(this.certificate).toString("base64");
  }

  async issue(name: string, { commonName, organization, subjectAltNames }: CertificateRequest): Promise<Certificate> {
    const files = this.filesOf(name);
    const request = join(this.folder, `${name}.csr`);
    const extensions = join(this.folder, `${name}.ext`);
    writeFileSync(
      extensions,
      [
        "keyUsage=critical,digitalSignature,keyEncipherment",
        `extendedKeyUsage=${subjectAltNames === undefined ? "clientAuth" : "serverAuth"}`,
        ...(subjectAltNames === undefined ? [] : [`subjectAltName=${subjectAltNames.join(",")}`]),
      ].join("\n"),
    );
    const subject = `${organization === undefined ? "" : `/O=${organization}`}/CN=${commonName}`;
    await run("openssl", [
      ...["req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-noenc"],
      ...["-subj", subject, "-keyout", files.key, "-out", request],
    ]);
    await run("openssl", [
      ...["x509", "-req", "-in", request, "-CA", this.certificate, "-CAkey", this.key],
      ...["-set_serial", `0x${randomBytes(8).toString("hex")}`],
      ...["-days", "30", "-extfile", extensions, "-out", files.certificate],
    ]);
    return files;
  }

  private filesOf(name: string): Certificate {
    return { certificate: join(this.folder, `${name}.crt`), key: join(this.folder, `${name}.key`) };
  }
}
