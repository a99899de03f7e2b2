/** What a region's network promises to every later layer. Lists are in the order of the region's zones. */
export const networkExports = {
  vpc_id: "string",
  vpc_cidr: "string",
  private_subnet_ids: "list",
  public_subnet_ids: "list",
  database_subnet_ids: "list",
  intra_subnet_ids: "list",
  private_route_table_ids: "list",
  database_route_table_ids: "list",
  intra_route_table_ids: "list",
  nat_public_ips: "list",
  /** Where everything in the region rings; an empty text where the environment accepts to have no alarms. */
  alarm_topic_arn: "string",
} as const;
