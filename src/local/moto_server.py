"""Starts moto's server with corrections to its RDS, ECR, launch templates and endpoints, so that it answers what AWS answers, and with Global Accelerator.

Usage: MOTO_ACCOUNT_ID=111122223333 python moto_server.py -H 127.0.0.1 -p PORT
Each correction says what moto 5.2.1 does without it; numbers are lines of its moto/rds/models.py.
"""
import collections
import copy
import os
import sys
import uuid

import global_accelerator
from moto.core.responses import ActionResult
from moto.ec2.models.launch_templates import LaunchTemplateBackend
from moto.ec2.models.security_groups import SecurityGroupRule
from moto.ec2.models.vpcs import VPCBackend
from moto.ec2.responses.network_acls import NetworkACLs
from moto.ecr.exceptions import InvalidParameterException
from moto.ecr.responses import ECRResponse
from moto.rds.exceptions import RDSClientError
from moto.rds.models import DBInstance, DBParameterGroup, RDSBackend
from moto.rds.responses import RDSResponse
from moto.route53 import models as route53
from moto import server
from werkzeug.wrappers import Response

moto_init, moto_update_parameters = DBInstance.__init__, DBParameterGroup.update_parameters
moto_delete = RDSBackend.delete_db_instance


def resource_id() -> str:
    return "db-" + uuid.uuid4().hex[:26].upper()


def init(self, backend, **args):
    """moto drops the arguments it does not name (1139: insights, monitoring); every instance has one id (1191)."""
    moto_init(self, backend, **args)
    for key, value in args.items():
        if key not in self.__dict__ and not hasattr(type(self), key):
            setattr(self, key, value)
    self.dbi_resource_id = resource_id()


def create_replica(self, args):
    """moto's replica shares zone, id, log exports and Multi-AZ with its source, and finds its groups there (2641)."""
    source = self.find_db_from_id(args["source_db_instance_identifier"])
    replica = copy.copy(source)
    replica.backend = self  # before update(), where names among the arguments are looked up
    replica.dbi_resource_id = resource_id()
    replica.enabled_cloudwatch_logs_exports = list(args.get("enable_cloudwatch_logs_exports") or [])
    if source.region != self.region_name:
        replica.availability_zone = f"{self.region_name}a"
        replica.db_parameter_group_name = None  # the default one, if the arguments name none
    replica.multi_az = False  # unless the arguments ask for it
    replica.set_as_replica()
    replica.update(**args)
    self.databases[args["db_instance_identifier"]] = replica
    source.add_replica(replica)
    return replica


def remove_replica(self, replica):
    """moto looks for the identifier where it stored the ARN of a replica in another region (1534): error 500."""
    self.replicas = [known for known in self.replicas if known not in (replica.arn, replica.db_instance_identifier)]


def promote(self, args):
    """moto leaves the source on the instance, and the instance among the source's replicas (2632)."""
    database = self.describe_db_instances(args["db_instance_identifier"])[0]
    if database.is_replica:
        self.find_db_from_id(database.source_db_instance_identifier).remove_replica(database)
    database.is_replica, database.source_db_instance_identifier = False, None
    database.update(**args)
    return database


def delete(self, *names, **args):
    """moto cannot delete a replica whose source is gone (2967)."""
    database = moto_delete(self, *names, **args)
    for replica in database.replicas:
        self.find_db_from_id(replica).is_replica = False
    return database


def update_parameters(self, parameters):
    """moto forgets that a user set a parameter (4451); Terraform's provider reads only those with source user."""
    moto_update_parameters(self, [{**parameter, "Source": "user"} for parameter in parameters])


DBInstance.__init__, DBInstance.remove_replica, DBParameterGroup.update_parameters = init, remove_replica, update_parameters
DBInstance.performance_insights_enabled = property(lambda self: getattr(self, "enable_performance_insights", False))
RDSBackend.create_db_instance_read_replica, RDSBackend.promote_read_replica = create_replica, promote
RDSBackend.delete_db_instance = delete


moto_modify_subnet_group = RDSBackend.modify_db_subnet_group


def modify_subnet_group(self, name, description, subnets):
    """moto drops a subnet group that is changed (3088)."""
    self.subnet_groups[name] = moto_modify_subnet_group(self, name, description, subnets)
    return self.subnet_groups[name]


RDSBackend.modify_db_subnet_group = modify_subnet_group


def no_backup(arn: str) -> RDSClientError:
    return RDSClientError("DBInstanceAutomatedBackupNotFound", f"{arn} not found")


# By region and ARN.
copied_backups: dict[str, dict[str, dict]] = {}


def start_copying_backups(self):
    """moto knows no backups that are copied to another region."""
    source = self.params["SourceDBInstanceArn"]
    name = source.rsplit(":", 1)[1]
    arn = f"arn:aws:rds:{self.region}:{self.current_account}:auto-backup:ab-{name}"
    backup = {
        "DBInstanceArn": source,
        "DBInstanceAutomatedBackupsArn": arn,
        "DBInstanceIdentifier": name,
        "Region": source.split(":")[3],
        "Status": "replicating",
        "KmsKeyId": self.params.get("KmsKeyId"),
        "BackupRetentionPeriod": self.params.get("BackupRetentionPeriod", 7),
    }
    copied_backups.setdefault(self.region, {})[arn] = backup
    return ActionResult({"DBInstanceAutomatedBackup": backup})


def stop_copying_backups(self):
    copies = copied_backups.get(self.region, {})
    for arn, backup in list(copies.items()):
        if backup["DBInstanceArn"] == self.params["SourceDBInstanceArn"]:
            return ActionResult({"DBInstanceAutomatedBackup": copies.pop(arn)})
    raise no_backup(self.params["SourceDBInstanceArn"])


def describe_backups(self):
    arn = self.params.get("DBInstanceAutomatedBackupsArn")
    copies = copied_backups.get(self.region, {})
    if arn is None:
        own = moto_describe_backups(self).result["DBInstanceAutomatedBackups"]
        return ActionResult({"DBInstanceAutomatedBackups": [*own, *copies.values()]})
    backup = copies.get(arn)
    if backup is None:
        raise no_backup(arn)
    return ActionResult({"DBInstanceAutomatedBackups": [backup]})


moto_describe_backups = RDSResponse.describe_db_instance_automated_backups
RDSResponse.start_db_instance_automated_backups_replication = start_copying_backups
RDSResponse.stop_db_instance_automated_backups_replication = stop_copying_backups
RDSResponse.describe_db_instance_automated_backups = describe_backups


moto_create_launch_template = LaunchTemplateBackend.create_launch_template


def create_launch_template(self, name, description, template_data, tag_spec):
    """moto adds the tags of the template itself to those of what it launches (ec2/responses/launch_templates.py, 34)."""
    specifications = template_data.get("TagSpecifications", [])
    launched = [one for one in specifications if one["ResourceType"] != "launch-template"]
    data = {**template_data, "TagSpecifications": launched}
    return moto_create_launch_template(self, name, description, data, tag_spec)


LaunchTemplateBackend.create_launch_template = create_launch_template


moto_modify_endpoint = VPCBackend.modify_vpc_endpoint


def modify_endpoint(self, vpc_id, **changes):
    """moto gives a gateway endpoint other route tables without their routes, and then cannot delete it (ec2/models/vpcs.py, 1044)."""
    moto_modify_endpoint(self, vpc_id, **changes)
    prefix_list = self.describe_vpc_endpoints([vpc_id])[0].destination_prefix_list_id
    if prefix_list is None:
        return
    for table in changes["add_route_tables"]:
        self.create_route(table, None, gateway_id=vpc_id, destination_prefix_list_id=prefix_list)
    for table in changes["remove_route_tables"]:
        self.delete_route(table, prefix_list)


VPCBackend.modify_vpc_endpoint = modify_endpoint


moto_create_acl_entry, moto_replace_acl_entry = NetworkACLs.create_network_acl_entry, NetworkACLs.replace_network_acl_entry


def with_icmp(write):
    """moto looks for type and code of ICMP under the name that they have on the wire, not the one it parses to (ec2/responses/network_acls.py, 22)."""

    def write_whole(self):
        self.params["Icmp"] = self.params.get("IcmpTypeCode", {})
        return write(self)

    return write_whole


NetworkACLs.create_network_acl_entry = with_icmp(moto_create_acl_entry)
NetworkACLs.replace_network_acl_entry = with_icmp(moto_replace_acl_entry)


moto_create_zone_id = route53.create_route53_zone_id


def create_zone_id(*args, **named) -> str:
    """Ids of hosted zones start with Z, which moto says and does not do (route53/models.py, 68)."""
    return "Z" + moto_create_zone_id(*args, **named)[1:]


route53.create_route53_zone_id = create_zone_id


moto_change_records = route53.Route53Backend.change_resource_record_sets


def change_records(self, zoneid, change_list) -> None:
    """
    moto refuses to create what was created before and is gone, as soon as any record comes after it in the zone (route53/models.py, 701), and
    deletes all records of a SetIdentifier, whatever their names (404).
    """
    zone = self.get_hosted_zone(zoneid)
    for change in change_list:
        record = change["ResourceRecordSet"]
        zone.changing = record["Name"].rstrip(".") + "."
        names = [(one.name, one.type, one.set_identifier) for one in zone.rrsets]
        if change["Action"] == "CREATE" and (zone.changing, record["Type"], record.get("SetIdentifier")) not in names:
            while change in zone.rr_changes:
                zone.rr_changes.remove(change)
        moto_change_records(self, zoneid, [change])


def delete_record_by_id(self, set_identifier: str) -> None:
    self.rrsets = [one for one in self.rrsets if (one.name, one.set_identifier) != (self.changing, set_identifier)]


route53.Route53Backend.change_resource_record_sets = change_records
route53.FakeZone.delete_rrset_by_id = delete_record_by_id


def registry_error(code: str, message: str) -> InvalidParameterException:
    """moto tells by the class that an error is one of ECR."""
    error = InvalidParameterException(message)
    error.code = code
    return error


class RegistrySettings:
    """What moto's registry does not know, by account, region and prefix (ecr/responses.py ends without it)."""

    def __init__(self, kind: str, missing: str, existing: str, check):
        self.known: dict[tuple[str, str], dict[str, dict]] = {}
        self.kind, self.missing, self.existing, self.check = kind, missing, existing, check

    def of(self, response) -> dict[str, dict]:
        return self.known.setdefault((response.current_account, response.region), {})

    def create(self, response, prefix: str, settings: dict) -> dict:
        if len(prefix) > 30:
            raise registry_error("ValidationException", f"the prefix {prefix} has more than 30 characters")
        if prefix in self.of(response):
            raise registry_error(self.existing, f"a {self.kind} with the prefix {prefix} already exists")
        self.check(response, settings)
        self.of(response)[prefix] = settings
        return settings

    def find(self, response, prefix: str) -> dict:
        if prefix not in self.of(response):
            raise registry_error(self.missing, f"there is no {self.kind} with the prefix {prefix}")
        return self.of(response)[prefix]

    def list(self, response, prefixes) -> list[dict]:
        return [self.find(response, prefix) for prefix in prefixes or self.of(response)]

    def delete(self, response, prefix: str) -> dict:
        settings = self.find(response, prefix)
        del self.of(response)[prefix]
        return settings


open_registries = {"public.ecr.aws", "quay.io", "registry.k8s.io"}
closed_registries = {"registry-1.docker.io", "ghcr.io", "registry.gitlab.com", "cgr.dev"}


def check_rule(response, rule: dict):
    url, credentials = rule["upstreamRegistryUrl"], rule.get("credentialArn")
    if url not in open_registries | closed_registries and not url.endswith(".azurecr.io"):
        raise registry_error("UnsupportedUpstreamRegistryException", f"{url} is no registry that can be cached")
    if url in open_registries:
        return
    start = f"arn:aws:secretsmanager:{response.region}:{response.current_account}:secret:ecr-pullthroughcache/"
    if credentials is None or not credentials.startswith(start):
        raise registry_error("InvalidParameterException", f"{url} needs credentials in a secret of this region")


def check_template(response, template: dict):
    encrypted = (template.get("encryptionConfiguration") or {}).get("encryptionType") == "KMS"
    if (encrypted or template.get("resourceTags")) and not template.get("customRoleArn"):
        raise registry_error("InvalidParameterException", "a template with tags or a key needs a role")


cache_rules = RegistrySettings(
    "rule", "PullThroughCacheRuleNotFoundException", "PullThroughCacheRuleAlreadyExistsException", check_rule
)
templates = RegistrySettings(
    "template", "TemplateNotFoundException", "TemplateAlreadyExistsException", check_template
)
rule_fields = ("ecrRepositoryPrefix", "upstreamRegistryUrl", "credentialArn", "customRoleArn", "upstreamRepositoryPrefix")
template_fields = (
    "prefix", "description", "encryptionConfiguration", "resourceTags", "imageTagMutability",
    "imageTagMutabilityExclusionFilters", "repositoryPolicy", "lifecyclePolicy", "appliedFor", "customRoleArn",
)


def fields_of(response, names) -> dict:
    values = {name: response._get_param(name) for name in names}
    return {name: value for name, value in values.items() if value is not None}


def create_cache_rule(self):
    rule = {"registryId": self.current_account, **fields_of(self, rule_fields)}
    return ActionResult(cache_rules.create(self, rule["ecrRepositoryPrefix"], rule))


def describe_cache_rules(self):
    return ActionResult({"pullThroughCacheRules": cache_rules.list(self, self._get_param("ecrRepositoryPrefixes"))})


def update_cache_rule(self):
    rule = cache_rules.find(self, self._get_param("ecrRepositoryPrefix"))
    changed = {**rule, **fields_of(self, ("credentialArn", "customRoleArn"))}
    check_rule(self, changed)
    rule.update(changed)
    return ActionResult(rule)


def delete_cache_rule(self):
    return ActionResult(cache_rules.delete(self, self._get_param("ecrRepositoryPrefix")))


def create_template(self):
    template = {"imageTagMutability": "MUTABLE", **fields_of(self, template_fields)}
    created = templates.create(self, template["prefix"], template)
    return ActionResult({"registryId": self.current_account, "repositoryCreationTemplate": created})


def update_template(self):
    templates.find(self, self._get_param("prefix")).update(fields_of(self, template_fields))
    return describe_template(self)


def describe_template(self):
    found = templates.find(self, self._get_param("prefix"))
    return ActionResult({"registryId": self.current_account, "repositoryCreationTemplate": found})


def describe_templates(self):
    listed = templates.list(self, self._get_param("prefixes"))
    return ActionResult({"registryId": self.current_account, "repositoryCreationTemplates": listed})


def delete_template(self):
    deleted = templates.delete(self, self._get_param("prefix"))
    return ActionResult({"registryId": self.current_account, "repositoryCreationTemplate": deleted})


ECRResponse.create_pull_through_cache_rule = create_cache_rule
ECRResponse.describe_pull_through_cache_rules = describe_cache_rules
ECRResponse.update_pull_through_cache_rule = update_cache_rule
ECRResponse.delete_pull_through_cache_rule = delete_cache_rule
ECRResponse.create_repository_creation_template = create_template
ECRResponse.update_repository_creation_template = update_template
ECRResponse.describe_repository_creation_templates = describe_templates
ECRResponse.delete_repository_creation_template = delete_template


def rule_description(self):
    """moto looks for a rule's description beside its range alone, and one for a group has none (ec2/models/security_groups.py, 95)."""
    return self.ip_range.get("Description") or (self.source_group or {}).get("Description")


SecurityGroupRule.description = property(rule_description)


def answer_once(app, remembered: int = 1000):
    """
    An SDK that has lost an answer sends the same call again, under the same invocation id. moto would carry it out again: make a second
    thing, or complain that there is one, or none. So it gets the first answer again.
    """
    answers = collections.OrderedDict()

    def serve(environ, start_response):
        call = environ.get("HTTP_AMZ_SDK_INVOCATION_ID")
        response = answers.get(call)
        if response is None:
            response = Response.from_app(app, environ, buffered=True)
            if call is not None and response.status_code < 500:
                answers[call] = response
            while len(answers) > remembered:
                answers.popitem(last=False)
        else:
            print(f"answered again: {call}, {environ.get('HTTP_AMZ_SDK_REQUEST')}", file=sys.stderr, flush=True)
        return response(environ, start_response)

    return serve


moto_run = server.run_simple


def run(host, port, app, **options):
    whole = global_accelerator.beside(app, os.environ["MOTO_ACCOUNT_ID"])
    moto_run(host, port, answer_once(whole), **options)


server.run_simple = run

if __name__ == "__main__":
    server.main()
