"""Global Accelerator, which no emulator has: accelerators, listeners and endpoint groups in memory.

It answers under the target prefix GlobalAccelerator_V20180706 and refuses what AWS refuses: load balancers that do not stand in the region of their
group, two groups of one region, dials and weights out of bounds, and to delete what is enabled or has something below it.
"""
import json
import time
import uuid

from botocore.session import Session
from werkzeug.wrappers import Request, Response

prefix = "GlobalAccelerator_V20180706."
deploy_sec = 0.3
zone_id = "Z2BJ6XQ5FK7U4H"
known_regions = set(Session().get_available_regions("ec2"))

accelerators: dict[str, dict] = {}
attributes: dict[str, dict] = {}
tags: dict[str, dict[str, str]] = {}
listeners: dict[str, dict] = {}
groups: dict[str, dict] = {}


class Refusal(Exception):
    def __init__(self, kind: str, message: str):
        super().__init__(message)
        self.kind = kind


def refuse(kind: str, message: str):
    raise Refusal(f"{kind}Exception", message)


def find(kept: dict, arn: str, kind: str):
    return kept[arn] if arn in kept else refuse(f"{kind}NotFound", f"{arn} was not found")


def parent(arn: str) -> str:
    """The listener of a group, the accelerator of a listener."""
    return arn.rsplit("/", 2)[0]


def children(kept: dict, arn: str) -> list[dict]:
    return [one for key, one in kept.items() if parent(key) == arn]


def deploy(arn: str) -> None:
    """Every write takes a while to reach the edge; until then the accelerator says so."""
    accelerator = accelerators["/".join(arn.split("/")[:2])]
    accelerator["deployed"] = time.time() + deploy_sec
    accelerator["LastModifiedTime"] = time.time()


def shown(accelerator: dict) -> dict:
    status = "DEPLOYED" if time.time() >= accelerator["deployed"] else "IN_PROGRESS"
    return {**{key: value for key, value in accelerator.items() if key != "deployed"}, "Status": status}


def create_accelerator(account: str, args: dict) -> dict:
    arn = f"arn:aws:globalaccelerator::{account}:accelerator/{uuid.uuid4()}"
    number = len(accelerators) + 1
    accelerators[arn] = {
        "AcceleratorArn": arn,
        "Name": args["Name"],
        "IpAddressType": args.get("IpAddressType", "IPV4"),
        "Enabled": args.get("Enabled", True),
        "IpSets": [{"IpFamily": "IPv4", "IpAddressFamily": "IPv4", "IpAddresses": [f"192.0.2.{number}", f"198.51.100.{number}"]}],
        "DnsName": f"a{uuid.uuid4().hex[:16]}.awsglobalaccelerator.com",
        "CreatedTime": time.time(),
        "deployed": 0,
    }
    attributes[arn] = {"FlowLogsEnabled": False}
    tags[arn] = {tag["Key"]: tag["Value"] for tag in args.get("Tags") or []}
    deploy(arn)
    return {"Accelerator": shown(accelerators[arn])}


def describe_accelerator(_: str, args: dict) -> dict:
    return {"Accelerator": shown(find(accelerators, args["AcceleratorArn"], "Accelerator"))}


def list_accelerators(*_) -> dict:
    return {"Accelerators": [shown(accelerator) for accelerator in accelerators.values()]}


def update_accelerator(_: str, args: dict) -> dict:
    arn = args["AcceleratorArn"]
    accelerator = find(accelerators, arn, "Accelerator")
    accelerator.update({key: args[key] for key in ("Name", "IpAddressType", "Enabled") if args.get(key) is not None})
    deploy(arn)
    return {"Accelerator": shown(accelerator)}


def delete_accelerator(_: str, args: dict) -> dict:
    arn = args["AcceleratorArn"]
    if find(accelerators, arn, "Accelerator")["Enabled"]:
        refuse("AcceleratorNotDisabled", f"{arn} is enabled; disable it before you delete it")
    if children(listeners, arn):
        refuse("AssociatedListenerFound", f"{arn} has listeners")
    for kept in (accelerators, attributes, tags):
        del kept[arn]
    return {}


def describe_attributes(_: str, args: dict) -> dict:
    return {"AcceleratorAttributes": find(attributes, args["AcceleratorArn"], "Accelerator")}


def update_attributes(_: str, args: dict) -> dict:
    found = find(attributes, args["AcceleratorArn"], "Accelerator")
    changed = {**found, **{key: value for key, value in args.items() if key.startswith("FlowLogs")}}
    if changed["FlowLogsEnabled"] and not (changed.get("FlowLogsS3Bucket") and changed.get("FlowLogsS3Prefix")):
        refuse("InvalidArgument", "flow logs need a bucket and a prefix")
    found.update(changed)
    return {"AcceleratorAttributes": found}


def list_tags(_: str, args: dict) -> dict:
    found = find(tags, args["ResourceArn"], "Accelerator")
    return {"Tags": [{"Key": key, "Value": value} for key, value in found.items()]}


def tag(_: str, args: dict) -> dict:
    find(tags, args["ResourceArn"], "Accelerator").update({one["Key"]: one["Value"] for one in args["Tags"]})
    return {}


def untag(_: str, args: dict) -> dict:
    for key in args["TagKeys"]:
        find(tags, args["ResourceArn"], "Accelerator").pop(key, None)
    return {}


def check_ports(arn: str, ranges: list[dict], own: str = "") -> None:
    others = [one for one in children(listeners, arn) if one["ListenerArn"] != own]
    for wanted in ranges:
        if not 1 <= wanted["FromPort"] <= wanted["ToPort"] <= 65535:
            refuse("InvalidPortRange", f"{wanted} is no range of ports")
        for other in others:
            for taken in other["PortRanges"]:
                if wanted["FromPort"] <= taken["ToPort"] and taken["FromPort"] <= wanted["ToPort"]:
                    refuse("InvalidPortRange", f"{wanted} overlaps ports of {other['ListenerArn']}")


def create_listener(_: str, args: dict) -> dict:
    accelerator = args["AcceleratorArn"]
    find(accelerators, accelerator, "Accelerator")
    check_ports(accelerator, args["PortRanges"])
    arn = f"{accelerator}/listener/{uuid.uuid4().hex[:8]}"
    listeners[arn] = {
        "ListenerArn": arn,
        "PortRanges": args["PortRanges"],
        "Protocol": args["Protocol"],
        "ClientAffinity": args.get("ClientAffinity", "NONE"),
    }
    deploy(arn)
    return {"Listener": listeners[arn]}


def describe_listener(_: str, args: dict) -> dict:
    return {"Listener": find(listeners, args["ListenerArn"], "Listener")}


def list_listeners(_: str, args: dict) -> dict:
    find(accelerators, args["AcceleratorArn"], "Accelerator")
    return {"Listeners": children(listeners, args["AcceleratorArn"])}


def update_listener(_: str, args: dict) -> dict:
    arn = args["ListenerArn"]
    listener = find(listeners, arn, "Listener")
    check_ports(parent(arn), args.get("PortRanges") or [], arn)
    listener.update({key: args[key] for key in ("PortRanges", "Protocol", "ClientAffinity") if args.get(key) is not None})
    deploy(arn)
    return {"Listener": listener}


def delete_listener(_: str, args: dict) -> dict:
    arn = args["ListenerArn"]
    find(listeners, arn, "Listener")
    if children(groups, arn):
        refuse("AssociatedEndpointGroupFound", f"{arn} has endpoint groups")
    del listeners[arn]
    deploy(arn)
    return {}


def check_group(account: str, group: dict) -> None:
    region = group["EndpointGroupRegion"]
    if region not in known_regions:
        refuse("InvalidArgument", f"{region} is no region of Global Accelerator")
    if not 0 <= group["TrafficDialPercentage"] <= 100:
        refuse("InvalidArgument", f"a traffic dial of {group['TrafficDialPercentage']} is not between 0 and 100")
    for endpoint in group["EndpointDescriptions"]:
        if not 0 <= endpoint["Weight"] <= 255:
            refuse("InvalidArgument", f"a weight of {endpoint['Weight']} is not between 0 and 255")
        if endpoint["EndpointId"] not in load_balancers(account, region):
            refuse("InvalidArgument", f"'{endpoint['EndpointId']}' is not a valid load balancer ARN")


def load_balancers(account: str, region: str) -> dict:
    from moto.elbv2.models import elbv2_backends

    return elbv2_backends[account][region].load_balancers


def with_settings(group: dict, args: dict) -> dict:
    settings = {
        key: args[key]
        for key in (
            "TrafficDialPercentage",
            "HealthCheckPort",
            "HealthCheckProtocol",
            "HealthCheckPath",
            "HealthCheckIntervalSeconds",
            "ThresholdCount",
            "PortOverrides",
        )
        if args.get(key) is not None
    }
    endpoints = args.get("EndpointConfigurations")
    if endpoints is not None:
        settings["EndpointDescriptions"] = [
            {
                "EndpointId": endpoint["EndpointId"],
                "Weight": endpoint.get("Weight", 128),
                "ClientIPPreservationEnabled": endpoint.get("ClientIPPreservationEnabled", True),
                "HealthState": "INITIAL",
            }
            for endpoint in endpoints
        ]
    return {**group, **settings}


def create_group(account: str, args: dict) -> dict:
    listener_arn, region = args["ListenerArn"], args["EndpointGroupRegion"]
    listener = find(listeners, listener_arn, "Listener")
    if any(group["EndpointGroupRegion"] == region for group in children(groups, listener_arn)):
        refuse("EndpointGroupAlreadyExists", f"{listener_arn} has an endpoint group in {region}")
    arn = f"{listener_arn}/endpoint-group/{uuid.uuid4().hex[:12]}"
    defaults = {
        "EndpointGroupArn": arn,
        "EndpointGroupRegion": region,
        "EndpointDescriptions": [],
        "TrafficDialPercentage": 100,
        "HealthCheckPort": listener["PortRanges"][0]["FromPort"],
        "HealthCheckProtocol": "TCP",
        "HealthCheckIntervalSeconds": 30,
        "ThresholdCount": 3,
    }
    group = with_settings(defaults, args)
    check_group(account, group)
    groups[arn] = group
    deploy(arn)
    return {"EndpointGroup": group}


def describe_group(_: str, args: dict) -> dict:
    return {"EndpointGroup": find(groups, args["EndpointGroupArn"], "EndpointGroup")}


def list_groups(_: str, args: dict) -> dict:
    find(listeners, args["ListenerArn"], "Listener")
    return {"EndpointGroups": children(groups, args["ListenerArn"])}


def update_group(account: str, args: dict) -> dict:
    arn = args["EndpointGroupArn"]
    group = with_settings(find(groups, arn, "EndpointGroup"), args)
    check_group(account, group)
    groups[arn] = group
    deploy(arn)
    return {"EndpointGroup": group}


def delete_group(_: str, args: dict) -> dict:
    find(groups, args["EndpointGroupArn"], "EndpointGroup")
    del groups[args["EndpointGroupArn"]]
    deploy(args["EndpointGroupArn"])
    return {}


operations = {
    "CreateAccelerator": create_accelerator,
    "DescribeAccelerator": describe_accelerator,
    "ListAccelerators": list_accelerators,
    "UpdateAccelerator": update_accelerator,
    "DeleteAccelerator": delete_accelerator,
    "DescribeAcceleratorAttributes": describe_attributes,
    "UpdateAcceleratorAttributes": update_attributes,
    "ListTagsForResource": list_tags,
    "TagResource": tag,
    "UntagResource": untag,
    "CreateListener": create_listener,
    "DescribeListener": describe_listener,
    "ListListeners": list_listeners,
    "UpdateListener": update_listener,
    "DeleteListener": delete_listener,
    "CreateEndpointGroup": create_group,
    "DescribeEndpointGroup": describe_group,
    "ListEndpointGroups": list_groups,
    "UpdateEndpointGroup": update_group,
    "DeleteEndpointGroup": delete_group,
    "ListCrossAccountResources": lambda *_: {"CrossAccountResources": []},
}


def answer(account: str, operation: str, args: dict) -> tuple[int, dict]:
    act = operations.get(operation)
    if act is None:
        return 400, {"__type": "UnknownOperationException", "message": f"the emulator has no {operation}"}
    try:
        return 200, act(account, args)
    except Refusal as refusal:
        return 400, {"__type": refusal.kind, "message": str(refusal)}


def beside(app, account: str):
    """The same application, which also answers for Global Accelerator."""

    def serve(environ, start_response):
        target = environ.get("HTTP_X_AMZ_TARGET", "")
        if not target.startswith(prefix):
            return app(environ, start_response)
        args = json.loads(Request(environ).get_data() or "{}")
        status, body = answer(account, target.removeprefix(prefix), args)
        response = Response(json.dumps(body), status, content_type="application/x-amz-json-1.1")
        return response(environ, start_response)

    return serve
