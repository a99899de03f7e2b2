/** Whether Terraform manages what stands at an address of its state; otherwise it only reads it, as a data source, maybe of a module. */
export function isManaged(address: string): boolean {
  return !/^(module\.[\w-]+(\[("[^"]*"|\d+)\])?\.)*data\./.test(address);
}
