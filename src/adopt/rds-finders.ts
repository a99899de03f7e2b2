import { defineFinder, type Finder } from "./finder";

/** What RDS makes. */
export const rdsFinders: Readonly<Record<string, Finder>> = {
  aws_db_instance: defineFinder(
    ["identifier"],
    ({ identifier }, ask) =>
      ask(
        "rds describe-db-instances",
        ["--db-instance-identifier", identifier],
        "DBInstances[].{id: DBInstanceIdentifier, status: DBInstanceStatus}",
      ),
    // RDS refuses a change of one that is in another, and a plan that takes one over changes its password.
    { settled: ["available", "storage-optimization"] },
  ),
  aws_db_parameter_group: defineFinder(["name"], ({ name }, ask) =>
    ask(
      "rds describe-db-parameter-groups",
      ["--db-parameter-group-name", name],
      "DBParameterGroups[].{id: DBParameterGroupName}",
    ),
  ),
  aws_db_option_group: defineFinder(["name"], ({ name }, ask) =>
    ask("rds describe-option-groups", ["--option-group-name", name], "OptionGroupsList[].{id: OptionGroupName}"),
  ),
  aws_db_subnet_group: defineFinder(["name"], ({ name }, ask) =>
    ask("rds describe-db-subnet-groups", ["--db-subnet-group-name", name], "DBSubnetGroups[].{id: DBSubnetGroupName}"),
  ),
  aws_db_event_subscription: defineFinder(["name"], ({ name }, ask) =>
    ask(
      "rds describe-event-subscriptions",
      ["--subscription-name", name],
      "EventSubscriptionsList[].{id: CustSubscriptionId}",
    ),
  ),
  aws_db_instance_automated_backups_replication: defineFinder(["source_db_instance_arn"], (_, ask) =>
    ask(
      "rds describe-db-instance-automated-backups",
      [],
      "DBInstanceAutomatedBackups[?Status=='replicating' || Status=='pending'].{id: DBInstanceAutomatedBackupsArn, source_db_instance_arn: DBInstanceArn}",
    ),
  ),
};
