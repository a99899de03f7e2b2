import { defineFinder, type Finder, type Found, identifyingTags } from "./finder";

/** What has a name that is there once in an account, or once in a region of it. Questions are alike, so that one call answers for many. */
export const accountFinders: Readonly<Record<string, Finder>> = {
  aws_iam_role: defineFinder(["name"], (_, ask) => ask("iam list-roles", [], "Roles[].{id: RoleName, name: RoleName}")),
  aws_iam_policy: defineFinder(["name"], (_, ask) =>
    ask("iam list-policies", ["--scope", "Local"], "Policies[].{id: Arn, name: PolicyName}"),
  ),
  aws_iam_openid_connect_provider: defineFinder(["url"], ({ url }, ask) =>
    ask(
      "iam list-open-id-connect-providers",
      [],
      `OpenIDConnectProviderList[?ends_with(Arn, '/${url.replace(/^https:\/\//, "")}')].{id: Arn}`,
    ),
  ),
  aws_kms_alias: defineFinder(["name"], (_, ask) =>
    ask("kms list-aliases", [], "Aliases[].{id: AliasName, name: AliasName}"),
  ),
  aws_kms_key: defineFinder(
    [],
    async (_, ask, { values }) => {
      const tags = identifyingTags(values).map(([key, value]) => `Key=${key},Values=${value}`);
      const keys = await ask(
        "resourcegroupstaggingapi get-resources",
        ["--resource-type-filters", "kms:key", "--tag-filters", ...tags],
        "ResourceTagMappingList[].{id: ResourceARN}",
      );
      const described = keys.map(({ id }) =>
        ask(
          "kms describe-key",
          ["--key-id", id],
          // Those of a stack that was destroyed are there for a month.
          "[KeyMetadata][?KeyState!='PendingDeletion'].{id: KeyId, status: KeyState, description: Description}",
        ),
      );
      const aliases = await ask("kms list-aliases", [], "Aliases[?TargetKeyId].{id: TargetKeyId}");
      const meant = (await Promise.all(described))
        .flat()
        .filter(({ description }) => description === (values["description"] ?? ""));
      return preferNamed(meant, aliases);
    },
    { settled: ["Enabled"], unsettled: "enable it: aws kms enable-key; then run this again", twins: true },
  ),
  aws_ecr_repository: defineFinder(["name"], ({ name }, ask) =>
    ask("ecr describe-repositories", ["--repository-names", name], "repositories[].{id: repositoryName}"),
  ),
  aws_ecr_pull_through_cache_rule: defineFinder(["ecr_repository_prefix"], ({ ecr_repository_prefix: prefix }, ask) =>
    ask(
      "ecr describe-pull-through-cache-rules",
      ["--ecr-repository-prefixes", prefix],
      "pullThroughCacheRules[].{id: ecrRepositoryPrefix, upstream_registry_url: upstreamRegistryUrl}",
    ),
  ),
  aws_ecr_repository_creation_template: defineFinder(["prefix"], ({ prefix }, ask) =>
    ask(
      "ecr describe-repository-creation-templates",
      ["--prefixes", prefix],
      "repositoryCreationTemplates[].{id: prefix}",
    ),
  ),
  aws_cloudwatch_log_group: defineFinder(["name"], ({ name }, ask) =>
    ask(
      "logs describe-log-groups",
      ["--log-group-name-prefix", directoryOf(name)],
      "logGroups[].{id: logGroupName, name: logGroupName}",
    ),
  ),
  aws_s3_bucket: defineFinder(["bucket"], (_, ask) =>
    ask("s3api list-buckets", [], "Buckets[].{id: Name, bucket: Name}"),
  ),
  aws_secretsmanager_secret: defineFinder(
    ["name"],
    ({ name }, ask) =>
      ask(
        "secretsmanager describe-secret",
        ["--secret-id", name],
        "{id: ARN, status: DeletedDate && 'scheduled for deletion' || 'kept'}",
      ),
    { settled: ["kept"], unsettled: "restore it: aws secretsmanager restore-secret; then run this again" },
  ),
  aws_sns_topic: defineFinder(["name"], ({ name }, ask) =>
    ask("sns list-topics", [], `Topics[?ends_with(TopicArn, ':${name}')].{id: TopicArn}`),
  ),
  aws_ssm_parameter: defineFinder(["name"], ({ name }, ask) =>
    // Never their values.
    ask(
      "ssm describe-parameters",
      ["--parameter-filters", `Key=Name,Option=BeginsWith,Values=${directoryOf(name)}`],
      "Parameters[].{id: Name, name: Name}",
    ),
  ),
};

/** What names of one family begin with, so that one call answers for all of them. */
function directoryOf(name: string): string {
  return name.replace(/[^/]*$/, "") || name;
}

/** Where a killed run left two keys, what is encrypted is encrypted with the one that has an alias. */
function preferNamed(keys: readonly Found[], aliases: readonly Found[]): readonly Found[] {
  const named = keys.filter(({ id }) => aliases.some((alias) => alias.id === id));
  return named.length > 0 ? named : keys;
}
