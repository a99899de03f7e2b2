import fc from "fast-check";
import { expect, it } from "vitest";
import { networkCidr, vpcCidr } from "../../src/environment/address-field";

/** A range of a prefix that a VPC may have, anywhere. */
const range = fc
  .tuple(fc.integer({ min: 16, max: 20 }), fc.integer({ min: 0, max: 2 ** 32 - 1 }))
  .map(([prefix, address]) => {
    const first = Math.floor(address / 2 ** (32 - prefix)) * 2 ** (32 - prefix);
    const bytes = [24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256);
    return { bytes, cidr: `${bytes.join(".")}/${prefix}` };
  });

it("VPCs and peers may be anywhere but in 0/8, loopback, link-local, multicast and reserved space", () => {
  fc.assert(
    fc.property(range, ({ bytes: [first = 0, second = 0], cidr }) => {
      const usable = first !== 0 && first !== 127 && first < 224 && !(first === 169 && second === 254);
      expect(vpcCidr.safeParse(cidr).success).toBe(usable);
      expect(networkCidr.safeParse(cidr).success).toBe(usable);
    }),
    { numRuns: 2000, examples: [[{ bytes: [169, 254, 0, 0], cidr: "169.254.0.0/16" }]] },
  );
});
