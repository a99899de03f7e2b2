import { CloudwatchDashboard } from "@cdktf/provider-aws/lib/cloudwatch-dashboard";
import { DbEventSubscription } from "@cdktf/provider-aws/lib/db-event-subscription";
import { Construct } from "constructs";
import {
  type CreatedInstance,
  type InstanceAlarm,
  InstanceAlarms,
} from "../../modules/instance-alarms/instance-alarms";
import { dashboardBody } from "./database-dashboard";

export interface DatabaseWatchProps {
  readonly identifier: string;
  /** The instance as Terraform knows it once it exists: RDS takes no subscription for one that does not. */
  readonly created: CreatedInstance;
  readonly regionCode: string;
  readonly topicArn: string;
  readonly alarms: readonly InstanceAlarm[];
}

/** What RDS reports of an instance that somebody should hear of. */
const eventCategories = [
  "availability",
  "deletion",
  "failover",
  "failure",
  "low storage",
  "maintenance",
  "notification",
  "read replica",
  "recovery",
];

/** Alarms, events and the dashboard of the instance that serves in a region. */
export class DatabaseWatch extends Construct {
  constructor(scope: Construct, id: string, { identifier, created, regionCode, topicArn, alarms }: DatabaseWatchProps) {
    super(scope, id);
    new InstanceAlarms(this, "alarms", { instance: identifier, created, topicArn, alarms });
    new DbEventSubscription(this, "events", {
      name: `${identifier}-events`,
      snsTopic: topicArn,
      sourceType: "db-instance",
      sourceIds: [created.identifier],
      eventCategories,
    });
    new CloudwatchDashboard(this, "dashboard", {
      dashboardName: identifier,
      dashboardBody: dashboardBody(regionCode, { identifier, resourceId: created.resourceId }, alarms),
    });
  }
}
