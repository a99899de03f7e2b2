/** A block of addresses with a use of its own. */
export interface SpecialRange {
  readonly range: string;
  /** What it is, in the middle of a sentence. */
  readonly use: string;
}

/** Blocks that no network can have. https://www.iana.org/assignments/iana-ipv4-special-registry */
export const unusableRanges: readonly SpecialRange[] = [
  { range: "0.0.0.0/8", use: "the host itself" },
  { range: "127.0.0.0/8", use: "loopback" },
  { range: "169.254.0.0/16", use: "link-local: instance metadata, DNS and time of AWS are there" },
  { range: "224.0.0.0/4", use: "multicast" },
  { range: "240.0.0.0/4", use: "reserved" },
];

/** Blocks for everybody's own networks. https://www.rfc-editor.org/rfc/rfc1918 */
export const rfc1918Ranges: readonly SpecialRange[] = [
  { range: "10.0.0.0/8", use: "private" },
  { range: "172.16.0.0/12", use: "private" },
  { range: "192.168.0.0/16", use: "private" },
];

/** Between providers and their customers, and in AWS for pods. https://www.rfc-editor.org/rfc/rfc6598 */
export const sharedRange: SpecialRange = { range: "100.64.0.0/10", use: "shared by providers and their customers" };

/**
 * The bridge of Docker on machines that have it: it answers in place of a network of this range.
 * https://docs.aws.amazon.com/eks/latest/userguide/troubleshooting.html#troubleshoot-docker-cidr
 * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
 */
export const dockerRange = "172.17.0.0/16";
