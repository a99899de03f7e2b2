/** Actions by service, separated by spaces: long lists are easier to compare so. */
type ActionTable = Readonly<Record<string, string>>;

/**
 * What AWS calls permissions management, but for what only looks, and for services that hand out rights as a whole: who has one of them gives rights
 * to others, or to itself. A test compares it with the service authorization reference.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html
 */
export const rightsActions: ActionTable = {
  "acm-pca": "CreatePermission DeletePermission DeletePolicy PutPolicy",
  apigateway:
    "AddCertificateToDomain CreateAccessAssociation DeletePortalProductSharingPolicy " +
    "PutPortalProductSharingPolicy RejectAccessAssociation RemoveCertificateFromDomain SetWebACL " +
    "UpdateDomainNameManagementPolicy UpdateDomainNamePolicy UpdateRestApiPolicy",
  appsync: "SetWebACL",
  "arc-region-switch": "DeleteResourcePolicy PutResourcePolicy",
  "aws-marketplace": "DeleteResourcePolicy PutResourcePolicy",
  backup:
    "DeleteBackupVaultAccessPolicy DeleteBackupVaultSharingPolicy PutBackupVaultAccessPolicy " +
    "PutBackupVaultSharingPolicy",
  "bedrock-agentcore": "ManageAdminPolicy ManageResourceScopedPolicy",
  billing: "DeleteResourcePolicy PutResourcePolicy",
  "cleanrooms-ml": "PutConfiguredAudienceModelPolicy",
  cloudformation: "SetStackPolicy",
  cloudhsm: "DeleteResourcePolicy PutResourcePolicy",
  cloudsearch: "UpdateServiceAccessPolicies",
  cloudwatch:
    "AssumeAccessProfile CreateAccessGrant CreateAccessProfile CreateDomainAccessGrantForOrganization " +
    "DeleteAccessGrant DeleteAccessProfile DeleteDomainAccessGrantForOrganization UpdateAccessProfile",
  codeartifact: "DeleteDomainPermissionsPolicy DeleteRepositoryPermissionsPolicy",
  codebuild: "DeleteResourcePolicy PutResourcePolicy",
  "codeguru-profiler": "PutPermission RemovePermission",
  codestar: "AssociateTeamMember CreateProject DeleteProject DisassociateTeamMember UpdateTeamMember",
  datazone: "AddPolicyGrant DeleteDomainSharingPolicy PutDomainSharingPolicy RemovePolicyGrant RevokeSubscription",
  deadline:
    "AssociateMemberToFarm AssociateMemberToFleet AssociateMemberToJob AssociateMemberToQueue " +
    "DisassociateMemberFromFarm DisassociateMemberFromFleet DisassociateMemberFromJob " +
    "DisassociateMemberFromQueue",
  dynamodb: "DeleteResourcePolicy PutResourcePolicy UpdateAbacStatus",
  ec2:
    "CreateCoipPoolPermission CreateLocalGatewayRouteTablePermission CreateNetworkInterfacePermission " +
    "CreateOdbNetworkPeering DeleteCoipPoolPermission DeleteLocalGatewayRouteTablePermission " +
    "DeleteNetworkInterfacePermission DeleteOdbNetworkPeering DeleteResourcePolicy " +
    "DetachApplianceFromNatGateway DetachResourcesFromPlacementGroup DisableImageBlockPublicAccess " +
    "DisableSnapshotBlockPublicAccess EnableImageBlockPublicAccess EnableSnapshotBlockPublicAccess " +
    "ModifyOdbNetworkPeering ModifySnapshotAttribute ModifyVpcEndpointServicePermissions " +
    "PutResourcePolicy",
  ecr: "DeleteRegistryPolicy DeleteRepositoryPolicy PutRegistryPolicy SetRepositoryPolicy",
  "ecr-public": "SetRepositoryPolicy",
  elasticfilesystem: "DeleteFileSystemPolicy PutFileSystemPolicy",
  elasticmapreduce: "DeleteWorkspaceAccess PutBlockPublicAccessConfiguration PutWorkspaceAccess",
  entityresolution: "AddPolicyStatement DeletePolicyStatement PutPolicy",
  events: "DeleteResourcePolicy PutPermission PutResourcePolicy RemovePermission",
  fsx: "DeleteResourcePolicy ManageBackupPrincipalAssociations PutResourcePolicy",
  glacier:
    "CompleteVaultLock DeleteVaultAccessPolicy InitiateVaultLock SetDataRetrievalPolicy " + "SetVaultAccessPolicy",
  glue: "DeleteResourcePolicy PutResourcePolicy",
  grafana: "UpdatePermissions",
  greengrass: "AssociateServiceRoleToAccount",
  health: "DisableHealthServiceAccessForOrganization EnableHealthServiceAccessForOrganization",
  imagebuilder: "PutComponentPolicy PutContainerRecipePolicy PutImagePolicy PutImageRecipePolicy",
  iot:
    "AttachPolicy AttachPrincipalPolicy CreatePolicy CreatePolicyVersion DeletePolicy DeletePolicyVersion " +
    "DetachPolicy DetachPrincipalPolicy SetDefaultAuthorizer SetDefaultPolicyVersion",
  kms: "CreateGrant PutKeyPolicy RevokeGrant",
  lakeformation: "BatchGrantPermissions BatchRevokePermissions GrantPermissions PutDataLakeSettings RevokePermissions",
  lambda:
    "AddLayerVersionPermission AddPermission DeleteResourcePolicy DisableReplication EnableReplication " +
    "PutResourcePolicy RemoveLayerVersionPermission RemovePermission",
  "license-manager": "UpdateServiceSettings",
  logs: "DeleteResourcePolicy PutResourcePolicy",
  mediastore: "DeleteContainerPolicy PutContainerPolicy",
  mediatailor: "DeleteChannelPolicy PutChannelPolicy",
  monitron:
    "AssociateProjectAdminUser CreateProjectUserAssociation CreateUserAccessRoleAssociation " +
    "DeleteProjectUserAssociation DeleteUserAccessRoleAssociation DisassociateProjectAdminUser",
  mpa: "DeleteResourcePolicy PutResourcePolicy",
  networkmanager: "DeleteResourcePolicy PutResourcePolicy",
  notifications: "DisableNotificationsAccessForOrganization EnableNotificationsAccessForOrganization",
  opensearch: "ApplicationAccessAll",
  opsworks: "SetPermission UpdateUserProfile",
  "payment-cryptography": "DeleteResourcePolicy PutResourcePolicy",
  quicksight:
    "UpdateActionConnectorPermissions UpdateAgentPermissions UpdateAnalysisPermissions " +
    "UpdateAppPermissions UpdateDashboardPermissions UpdateDataSetPermissions UpdateDataSourcePermissions " +
    "UpdateExtensionPermissions UpdateFlowPermissions UpdateFolderPermissions " +
    "UpdateKnowledgeBasePermissions UpdateSpacePermissions UpdateTemplatePermissions " +
    "UpdateThemePermissions UpdateTopicPermissions",
  rds: "AuthorizeDBSecurityGroupIngress",
  "rds-db": "connect",
  redshift:
    "AuthorizeDataShare AuthorizeEndpointAccess AuthorizeSnapshotAccess CreateClusterUser " +
    "CreateSnapshotCopyGrant DeauthorizeDataShare DeleteResourcePolicy ModifyClusterIamRoles " +
    "PutResourcePolicy RejectDataShare RevokeEndpointAccess RevokeSnapshotAccess",
  "resource-explorer-2": "DeleteResourcePolicy PutResourcePolicy",
  "route53-recovery-control-config": "DeleteResourcePolicy PutResourcePolicy",
  route53resolver: "PutFirewallRuleGroupPolicy PutResolverQueryLogConfigPolicy PutResolverRulePolicy",
  s3:
    "AssociateAccessGrantsIdentityCenter CreateAccessGrant CreateAccessGrantsInstance " +
    "CreateAccessGrantsLocation DeleteAccessGrant DeleteAccessGrantsInstance " +
    "DeleteAccessGrantsInstanceResourcePolicy DeleteAccessGrantsLocation DeleteAccessPointPolicy " +
    "DeleteAccessPointPolicyForObjectLambda DeleteBucketPolicy DissociateAccessGrantsIdentityCenter " +
    "PutAccessGrantsInstanceResourcePolicy PutAccessPointPolicy PutAccessPointPolicyForObjectLambda " +
    "PutAccessPointPublicAccessBlock PutAccountPublicAccessBlock PutBucketAcl PutBucketOwnershipControls " +
    "PutBucketPolicy PutBucketPublicAccessBlock PutMultiRegionAccessPointPolicy PutObjectAcl " +
    "PutObjectVersionAcl UpdateAccessGrantsLocation",
  "s3-object-lambda": "PutObjectAcl PutObjectVersionAcl",
  "s3-outposts": "DeleteAccessPointPolicy DeleteBucketPolicy PutAccessPointPolicy PutBucketPolicy PutObjectAcl",
  s3express:
    "DeleteAccessPointPolicy DeleteAccessPointScope DeleteBucketPolicy PutAccessPointPolicy " +
    "PutAccessPointScope PutBucketPolicy",
  s3files: "DeleteFileSystemPolicy PutFileSystemPolicy",
  s3tables: "DeleteTableBucketPolicy DeleteTablePolicy PutTableBucketPolicy PutTablePolicy",
  s3vectors: "DeleteVectorBucketPolicy PutVectorBucketPolicy",
  secretsmanager: "DeleteResourcePolicy PutResourcePolicy",
  servicecatalog: "CreatePortfolioShare DeletePortfolioShare UpdatePortfolioShare",
  ses:
    "CreateEmailIdentityPolicy DeleteEmailIdentityPolicy DeleteIdentityPolicy PutIdentityPolicy " +
    "UpdateEmailIdentityPolicy",
  signer: "AddProfilePermission RemoveProfilePermission",
  "sms-voice": "DeleteResourcePolicy PutResourcePolicy",
  sns: "AddPermission RemovePermission SetTopicAttributes",
  sqs: "AddPermission RemovePermission SetQueueAttributes",
  ssm: "DeleteResourcePolicy ModifyDocumentPermission PutResourcePolicy",
  "ssm-contacts": "AssociateContact",
  "ssm-incidents": "DeleteResourcePolicy PutResourcePolicy",
  "ssm-sap": "DeleteResourcePermission PutResourcePermission",
  "vpc-lattice":
    "AssociateViaAWSService AssociateViaAWSService-EventsAndStates " +
    "CreateServiceNetworkVpcEndpointAssociation DeleteAuthPolicy PutAuthPolicy",
  waf: "CreateWebACL DeletePermissionPolicy DeleteWebACL PutPermissionPolicy UpdateWebACL",
  "waf-regional": "CreateWebACL DeletePermissionPolicy DeleteWebACL PutPermissionPolicy UpdateWebACL",
  wafv2: "DeletePermissionPolicy PutPermissionPolicy",
  workspaces: "ModifySelfservicePermissions UpdateConnectionAliasPermission UpdateWorkspaceImagePermission",
  xray: "PutEncryptionConfig",
};

/**
 * What runs code, or commands, as somebody else: as the role of a function, a task, an instance or a stack.
 * https://bishopfox.com/blog/privilege-escalation-in-aws
 */
export const borrowingActions: ActionTable = {
  apprunner: "CreateService UpdateService",
  batch: "RegisterJobDefinition SubmitJob",
  "bedrock-agentcore": "CreateCodeInterpreter InvokeCodeInterpreter",
  cloudformation:
    "CreateChangeSet CreateStack CreateStackInstances CreateStackSet ExecuteChangeSet UpdateStack " +
    "UpdateStackInstances UpdateStackSet",
  codebuild: "CreateProject StartBuild StartBuildBatch UpdateProject",
  codepipeline: "CreatePipeline UpdatePipeline",
  datapipeline: "CreatePipeline PutPipelineDefinition",
  ec2:
    "AssociateIamInstanceProfile ModifyInstanceAttribute ReplaceIamInstanceProfileAssociation " +
    "RequestSpotInstances RunInstances",
  "ec2-instance-connect": "SendSSHPublicKey SendSerialConsoleSSHPublicKey",
  ecs: "CreateService ExecuteCommand RegisterTaskDefinition RunTask StartTask UpdateService",
  elasticbeanstalk: "CreateApplicationVersion CreateEnvironment UpdateEnvironment",
  glue:
    "CreateDevEndpoint CreateJob CreateSession CreateTrigger RunStatement StartJobRun UpdateDevEndpoint " + "UpdateJob",
  lambda: "CreateEventSourceMapping CreateFunction UpdateFunctionCode UpdateFunctionConfiguration",
  sagemaker:
    "CreateNotebookInstance CreateNotebookInstanceLifecycleConfig CreatePresignedDomainUrl " +
    "CreatePresignedNotebookInstanceUrl CreateProcessingJob CreateTrainingJob UpdateNotebookInstance " +
    "UpdateNotebookInstanceLifecycleConfig",
  scheduler: "CreateSchedule UpdateSchedule",
  ssm: "CreateAssociation ResumeSession SendCommand StartAutomationExecution StartSession UpdateAssociation",
  states: "CreateStateMachine UpdateStateMachine",
  sts: "AssumeRole AssumeRoleWithSAML AssumeRoleWithWebIdentity AssumeRoot GetFederationToken",
};
