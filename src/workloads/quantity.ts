/** Thousandths of a processor, of what `cpuQuantity` admits: `250m`, `0.5`, `2`. */
export function milliCpuOf(quantity: string): number {
  return quantity.endsWith("m") ? Number(quantity.slice(0, -1)) : Math.round(Number(quantity) * 1000);
}

/** MiB, of what `memoryQuantity` admits: `512Mi`, `2Gi`. */
export function mebibytesOf(quantity: string): number {
  const amount = Number(quantity.slice(0, -2));
  return quantity.endsWith("Gi") ? amount * 1024 : amount;
}
