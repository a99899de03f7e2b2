/** Memory of a class's `large` size by the letter of its family, in GiB; each doubling of the size doubles it. */
const memoryOfLargeGiB: Readonly<Record<string, number>> = { t: 8, m: 8, r: 16 };

/** Sizes below `large`, whose memory is the same in the t family only. */
const smallSizesGiB: Readonly<Record<string, number>> = { micro: 1, small: 2, medium: 4 };

/**
 * Memory of an instance class in GiB.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Summary.html
 */
export function memoryGiBOf(instanceClass: string): number {
  const [, family = "", size = ""] = /^db\.([a-z])\w+\.(\w+)$/.exec(instanceClass) ?? [];
  const large = memoryOfLargeGiB[family];
  if (large === undefined) throw new Error(`unknown family of instance class ${instanceClass}, expected t, m or r`);
  if (size === "large") return large;
  return smallSizesGiB[size] ?? large * 2 * Number(size.replace("xlarge", "") || 1);
}
