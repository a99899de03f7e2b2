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
  aws_lb_listener_rule: defineFinder(["listener_arn", "priority"], ({ listener_arn }, ask) =>
    ask("elbv2 describe-rules", ["--listener-arn", listener_arn], "Rules[].{id: RuleArn, priority: Priority}"),
  ),
  aws_wafv2_web_acl: defineFinder(["name", "scope"], ({ name, scope }, ask) =>
    ask("wafv2 list-web-acls", ["--scope", scope], `WebACLs[?Name=='${name}'].{id: join('/', [Id, Name, '${scope}'])}`),
  ),
  aws_acm_certificate: defineFinder(
    ["domain_name"],
    async ({ domain_name }, ask) => {
      const certificates = await ask(
        "acm list-certificates",
        [],
        `CertificateSummaryList[?DomainName=='${domain_name}'].{id: CertificateArn}`,
      );
      const tagged = certificates.map(async ({ id }) => {
        const [answer] = await ask("acm list-tags-for-certificate", ["--certificate-arn", id], "{id: '', tags: Tags}");
        return { id, tags: answer?.tags ?? [] };
      });
      return Promise.all(tagged);
    },
    { twins: true },
  ),
  aws_globalaccelerator_accelerator: defineFinder(
    ["name"],
    (_, ask) =>
      ask("globalaccelerator list-accelerators", [], "Accelerators[].{id: AcceleratorArn, name: Name, status: Status}"),
    { settled: ["DEPLOYED"], twins: true },
  ),
  aws_globalaccelerator_listener: defineFinder(["accelerator_arn"], ({ accelerator_arn }, ask) =>
    ask("globalaccelerator list-listeners", ["--accelerator-arn", accelerator_arn], "Listeners[].{id: ListenerArn}"),
  ),
  aws_globalaccelerator_endpoint_group: defineFinder(
    ["listener_arn", "endpoint_group_region"],
    ({ listener_arn }, ask) =>
      ask(
        "globalaccelerator list-endpoint-groups",
        ["--listener-arn", listener_arn],
        "EndpointGroups[].{id: EndpointGroupArn, endpoint_group_region: EndpointGroupRegion}",
      ),
  ),
  aws_route53_record: defineFinder(
    ["zone_id", "name", "type", "set_identifier"],
    ({ zone_id, name, type, set_identifier }, ask) => {
      const id = [zone_id, name, type, ...(set_identifier === "" ? [] : [set_identifier])].join("_");
      // Route 53 writes a wildcard as the octal number of its character.
      const written = name.replace("*", "\\052");
      return ask(
        "route53 list-resource-record-sets",
        ["--hosted-zone-id", zone_id],
        `ResourceRecordSets[?Name=='${written}.' && Type=='${type}' && (SetIdentifier || '')=='${set_identifier}'].{id: '${id}'}`,
      );
    },
  ),
};
