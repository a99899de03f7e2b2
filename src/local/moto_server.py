"""Starts moto's server with corrections to its RDS backend (moto 5.2.1).

Usage: MOTO_ACCOUNT_ID=111122223333 python moto_server.py -H 127.0.0.1 -p PORT
The arguments are those of moto_server. Every correction makes moto answer as AWS does; each says what
moto does without it. Line numbers are those of moto/rds/models.py.
"""
import copy
import uuid

from moto.rds.exceptions import InvalidDBInstanceStateFault
from moto.rds.models import DBInstance, DBParameterGroup, RDSBackend
from moto.server import main

moto_init, moto_update, moto_delete = DBInstance.__init__, DBInstance.update, RDSBackend.delete_db_instance
moto_update_parameters = DBParameterGroup.update_parameters


def new_resource_id() -> str:
    return "db-" + uuid.uuid4().hex[:26].upper()


def init(self, backend, **args):
    """moto drops arguments it does not name (1094: insights, monitoring), and gives every instance one id (1184)."""
    moto_init(self, backend, **args)
    for key, value in args.items():
        if key not in self.__dict__ and not hasattr(type(self), key):
            setattr(self, key, value)
    self.dbi_resource_id = new_resource_id()


def update(self, enable_cloudwatch_logs_exports=None, **args):
    """moto extends the list of log exports in place (1568), which a replica shares with its source."""
    self.enabled_cloudwatch_logs_exports = list(enable_cloudwatch_logs_exports or self.enabled_cloudwatch_logs_exports)
    moto_update(self, **args)


def create_replica(self, args):
    """moto leaves a replica the zone, log exports and id of its source, and looks its subnet group up there (2641)."""
    source = self.find_db_from_id(args["source_db_instance_identifier"])
    replica = copy.copy(source)
    replica.backend = self  # before update(): names among the arguments belong to the replica's region
    replica.dbi_resource_id = new_resource_id()
    replica.availability_zone = f"{self.region_name}a"
    replica.enabled_cloudwatch_logs_exports = []
    replica.set_as_replica()
    replica.update(**args)
    self.databases[args["db_instance_identifier"]] = replica
    source.add_replica(replica)
    return replica


def remove_replica(self, replica):
    """moto looks for the identifier where it stored the ARN of a replica in another region (1534): error 500."""
    self.replicas = [known for known in self.replicas if known not in (replica.arn, replica.db_instance_identifier)]


def promote(self, args):
    """moto leaves the source on the promoted instance and the instance in the source's list of replicas (2632)."""
    database = self.describe_db_instances(args["db_instance_identifier"])[0]
    if database.source_db_instance_identifier is None:
        raise InvalidDBInstanceStateFault(f"{database.db_instance_identifier} is not a read replica.")
    if database.is_replica:
        self.find_db_from_id(database.source_db_instance_identifier).remove_replica(database)
    database.is_replica = False
    database.source_db_instance_identifier = None
    database.update(**args)
    return database


def delete(self, *positional, **args):
    """moto leaves a replica looking for a source that was deleted (2967), so that it cannot be deleted itself."""
    database = moto_delete(self, *positional, **args)
    for replica in database.replicas:
        self.find_db_from_id(replica).is_replica = False
    return database


def update_parameters(self, parameters):
    """moto forgets that the user set a parameter (4451); Terraform's provider passes over one without a source."""
    moto_update_parameters(self, [{**parameter, "Source": "user"} for parameter in parameters])


DBInstance.__init__, DBInstance.update, DBInstance.remove_replica = init, update, remove_replica
DBInstance.performance_insights_enabled = property(lambda self: getattr(self, "enable_performance_insights", False))
DBParameterGroup.update_parameters = update_parameters
RDSBackend.create_db_instance_read_replica, RDSBackend.promote_read_replica = create_replica, promote
RDSBackend.delete_db_instance = delete

if __name__ == "__main__":
    main()
