import { defineFinder, type Finder } from "./finder";

/** What load balancing makes, and the names in DNS that lead to it. */
export const entryFinders: Readonly<Record<string, Finder>> = {
  aws_lb: defineFinder(
    ["name"],
    ({ name }, ask) =>
      ask(
        "elbv2 describe-load-balancers",
        ["--names", name],
        "LoadBalancers[].{id: LoadBalancerArn, status: State.Code}",
      ),
    { settled: ["active", "active_impaired"] },
  ),
  aws_lb_target_group: defineFinder(["name"], ({ name }, ask) =>
    ask("elbv2 describe-target-groups", ["--names", name], "TargetGroups[].{id: TargetGroupArn}"),
  ),
  aws_lb_listener: defineFinder(["load_balancer_arn", "port"], ({ load_balancer_arn }, ask) =>
    ask(
      "elbv2 describe-listeners",
      ["--load-balancer-arn", load_balancer_arn],
      "Listeners[].{id: ListenerArn, port: Port}",
    ),
  ),
  aws_route53_record: defineFinder(["zone_id", "name", "type"], ({ zone_id, name, type }, ask) =>
    ask(
      "route53 list-resource-record-sets",
      ["--hosted-zone-id", zone_id],
      `ResourceRecordSets[?Name=='${name}.' && Type=='${type}'].{id: '${zone_id}_${name}_${type}'}`,
    ),
  ),
};
