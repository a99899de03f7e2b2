import { Address4 } from "ip-address";

/** Consecutive IPv4 addresses, both ends included, as numbers below 2^32. */
export interface AddressRange {
  readonly first: number;
  readonly last: number;
}

/** Whether a text is an IPv4 range with a prefix and no host bits, such as `10.0.0.0/16`. */
export function isCidr(text: string): boolean {
  if (!/^\d{1,3}(\.\d{1,3}){3}\/(0|[1-9]\d?)$/.test(text) || !Address4.isValid(text)) return false;
  const address = new Address4(text);
  return address.startAddress().bigInt() === address.bigInt();
}

export function prefixOf(cidr: string): number {
  return new Address4(cidr).subnetMask;
}

export function rangeOf(cidr: string): AddressRange {
  const address = new Address4(cidr);
  return { first: Number(address.startAddress().bigInt()), last: Number(address.endAddress().bigInt()) };
}

export function sizeOf({ first, last }: AddressRange): number {
  return last - first + 1;
}

/** The `index`-th block of `prefix` inside a range, counted from its start. */
export function blockOf(cidr: string, prefix: number, index: number): string {
  const first = rangeOf(cidr).first + index * 2 ** (32 - prefix);
  return `${formatAddress(first)}/${prefix}`;
}

export function overlaps(a: string, b: string): boolean {
  const [left, right] = [rangeOf(a), rangeOf(b)];
  return left.first <= right.last && right.first <= left.last;
}

export function containsCidr(outer: string, inner: string): boolean {
  const [around, within] = [rangeOf(outer), rangeOf(inner)];
  return around.first <= within.first && within.last <= around.last;
}

/** What is left of a range without the ranges taken from it, in ascending order. */
export function rangesWithout(outer: AddressRange, taken: readonly AddressRange[]): readonly AddressRange[] {
  const left: AddressRange[] = [];
  let next = outer.first;
  for (const { first, last } of taken.toSorted((a, b) => a.first - b.first)) {
    if (first > next) left.push({ first: next, last: first - 1 });
    next = Math.max(next, last + 1);
  }
  if (next <= outer.last) left.push({ first: next, last: outer.last });
  return left;
}

export function formatRange({ first, last }: AddressRange): string {
  return `${formatAddress(first)}-${formatAddress(last)}`;
}

function formatAddress(address: number): string {
  return Address4.fromBigInt(BigInt(address)).correctForm();
}
