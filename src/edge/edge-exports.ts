/** What the edge tells people: where users arrive. Empty where Route 53 leads them to the regions itself. */
export const edgeExports = {
  accelerator_dns_name: "string",
  /** They stay the same for life: for those who admit addresses. */
  accelerator_ip_addresses: "list",
} as const;
