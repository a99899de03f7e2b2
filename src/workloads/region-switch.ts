/** What says that users shall come to a region. The entry stack leads to it, the workloads stack runs it. */
export const regionSwitch = {
  release: "region-health",
  port: 8080,
  /** Whatever the host. No service may have it. */
  path: "/healthz/region",
} as const;
