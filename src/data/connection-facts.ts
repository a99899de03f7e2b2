/** How a program in this region reaches the database. */
export interface ConnectionFacts {
  /** Takes writes; the other region's over the interconnect, while that is the writer. */
  readonly writerHost: string;
  /** The nearest one that answers reads. */
  readonly readerHost: string;
  readonly port: string;
  readonly name: string;
  /** Name of the secret with username and password, the same in both regions. */
  readonly credentialsSecret: string;
  /** Certificates to verify the server with. */
  readonly caBundleUrl: string;
}

/** Last parts of the names of their parameters. Whoever reads one knows it by that: they never change. */
export const parameterNames = {
  writerHost: "writer-host",
  readerHost: "reader-host",
  port: "port",
  name: "name",
  credentialsSecret: "credentials-secret",
  caBundleUrl: "ca-bundle-url",
} as const satisfies Readonly<Record<keyof ConnectionFacts, string>>;
