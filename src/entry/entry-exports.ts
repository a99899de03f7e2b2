/** What an entry stack promises of the region's front door. Each is an empty text where there is none. */
export const entryExports = {
  front_door_arn: "string",
  /** As CloudWatch knows it: `app/name/id`. */
  front_door_arn_suffix: "string",
  front_door_dns_name: "string",
  /** Of the hosted zone that the load balancer's own name is in. */
  front_door_zone_id: "string",
  front_door_security_group_id: "string",
  /** Where rules of services belong. */
  https_listener_arn: "string",
  /** Of the group that pods of the region switch are registered in, by its ARN. */
  region_target_group_arn: "string",
} as const;
