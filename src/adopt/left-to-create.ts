/**
 * Types that an apply may create although they exist: what it does is the same the second time. Each with its reason.
 */
export const leftToCreate: Readonly<Record<string, string>> = {
  aws_acm_certificate_validation: "it waits for the certificate, and makes nothing",
  aws_cloudwatch_dashboard: "PutDashboard replaces",
  aws_cloudwatch_metric_alarm: "PutMetricAlarm replaces",
  aws_default_network_acl: "taking over what AWS made with the VPC is what Terraform creates",
  aws_default_route_table: "taking over what AWS made with the VPC is what Terraform creates",
  aws_default_security_group: "taking over what AWS made with the VPC is what Terraform creates",
  aws_ec2_tag: "CreateTags replaces",
  aws_ecr_lifecycle_policy: "a setting of its repository, put as a whole",
  aws_ecr_replication_configuration: "a setting of the registry, put as a whole",
  aws_eks_access_policy_association: "AssociateAccessPolicy answers with the one that is there",
  aws_iam_role_policy: "PutRolePolicy replaces",
  aws_iam_role_policy_attachment: "AttachRolePolicy attaches once",
  aws_s3_bucket_lifecycle_configuration: "a setting of its bucket, put as a whole",
  aws_s3_bucket_ownership_controls: "a setting of its bucket, put as a whole",
  aws_s3_bucket_policy: "a setting of its bucket, put as a whole",
  aws_s3_bucket_public_access_block: "a setting of its bucket, put as a whole",
  aws_s3_bucket_server_side_encryption_configuration: "a setting of its bucket, put as a whole",
  aws_s3_bucket_versioning: "a setting of its bucket, put as a whole",
  aws_secretsmanager_secret_version:
    "an import would read the secret into the state; a new version is put, and the database takes its password in the same apply",
  aws_sns_topic_policy: "a setting of its topic, put as a whole",
  aws_sns_topic_subscription: "Subscribe answers with the one that is there",
  aws_vpc_peering_connection_accepter: "it accepts where nobody has yet",
  aws_vpc_peering_connection_options: "a setting of its connection, put as a whole",
  aws_wafv2_web_acl_association: "AssociateWebACL replaces",
  aws_wafv2_web_acl_logging_configuration: "PutLoggingConfiguration replaces",
};
