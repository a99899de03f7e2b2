"""Starts ministack with corrections to its EKS and IAM, so that it answers what AWS answers.

Usage: USE_SSL=1 BIND_HOST=127.0.0.1 GATEWAY_PORT=PORT python ministack_server.py -H 127.0.0.1 -p PORT
The arguments are for whoever lists processes; ministack goes by the variables.
CLUSTERS_FILE names a file with what DescribeCluster says of clusters that run outside of ministack, which need not be there yet:
{"acme-prod-euw1": {"endpoint": "https://127.0.0.1:6443", "certificateAuthority": {"data": "..."}}}
Each correction says what ministack 1.5.33 does without it; numbers are lines of its services/eks.py, of app.py for ports and
iam.py for OIDC providers.
"""
import json
import os
import re
import sys

from ministack import app
from ministack.services import eks, iam

handle, create_cluster, create_nodegroup = eks._handle_request_sync, eks._create_cluster, eks._create_nodegroup
create_addon, update_addon = eks._create_addon, eks._update_addon
associate_identity, sanitize = eks._create_pod_identity_association, eks._sanitize


def answer(response: tuple) -> dict:
    return json.loads(response[2])


def sanitize_with_server(cluster: dict) -> dict:
    """ministack answers with an endpoint of its own, at which nothing listens where there is no Docker (694)."""
    path = os.environ.get("CLUSTERS_FILE", "")
    servers = json.load(open(path)) if os.path.exists(path) else {}
    return {**sanitize(cluster), **servers.get(cluster["name"], {})}


def supported_versions(query: dict) -> dict:
    """ministack has no DescribeAddonVersions, which the eks module calls even for pinned versions (2645)."""
    compatible = {"clusterVersion": query.get("kubernetesVersion", "1.36"), "defaultVersion": True}
    version = {"addonVersion": "v1.0.0-eksbuild.1", "compatibilities": [compatible]}
    return {"addons": [{"addonName": query.get("addonName", "vpc-cni"), "addonVersions": [version]}]}


def create_cluster_whole(body, creator_arn=None):
    """ministack forgets these arguments (698), so that the next plan wants them again."""
    response = create_cluster(body, creator_arn)
    if response[0] != 200:
        return response
    cluster = eks._clusters[body["name"]]
    for argument in ("upgradePolicy", "zonalShiftConfig", "deletionProtection"):
        if argument in body:
            cluster[argument] = body[argument]
    return eks._describe_cluster(body["name"])


def create_nodegroup_whole(cluster_name, body):
    """ministack forgets these arguments (904) and gives every group a disk size (920), which a group with a launch template has not."""
    response = create_nodegroup(cluster_name, body)
    if response[0] != 200:
        return response
    group = eks._nodegroups[f"{cluster_name}/{body['nodegroupName']}"]
    for argument in ("launchTemplate", "updateConfig", "nodeRepairConfig"):
        if argument in body:
            group[argument] = body[argument]
    if "diskSize" not in body:
        del group["diskSize"]
    return eks._describe_nodegroup(cluster_name, body["nodegroupName"])


def associate(cluster_name: str, addon_name: str, associations: list) -> list:
    """ARNs of an add-on's associations, made where they are missing."""
    own = [a for a in eks._pod_identity_associations.values() if a.get("ownerArn", "").endswith(f"/{addon_name}/")]
    wanted = {a["serviceAccount"]: a["roleArn"] for a in associations}
    for known in own:
        if known["clusterName"] == cluster_name and known["serviceAccount"] not in wanted:
            eks._delete_pod_identity_association(cluster_name, known["associationId"])
    arns = []
    for service_account, role_arn in wanted.items():
        known = [a for a in own if a["clusterName"] == cluster_name and a["serviceAccount"] == service_account]
        if known:
            known[0]["roleArn"] = role_arn
        else:
            body = {"namespace": "kube-system", "serviceAccount": service_account, "roleArn": role_arn}
            made = answer(associate_identity(cluster_name, body))["association"]
            known = [a for a in eks._pod_identity_associations.values() if a["associationId"] == made["associationId"]]
            known[0]["ownerArn"] = f"addon/{addon_name}/"
        arns.append(known[0]["associationArn"])
    return arns


def create_addon_whole(cluster_name, body):
    """ministack answers with the associations of the request (1000), where AWS makes them and answers with their ARNs."""
    associations = body.get("podIdentityAssociations", [])
    response = create_addon(cluster_name, {**body, "podIdentityAssociations": []})
    if response[0] == 200 and associations:
        addon = eks._addons[f"{cluster_name}/{body['addonName']}"]
        addon["podIdentityAssociations"] = associate(cluster_name, body["addonName"], associations)
    return response


def update_addon_whole(cluster_name, addon_name, body):
    """As above (1050). What an update leaves out of role and associations is gone afterwards; ministack keeps the role."""
    whole = {"serviceAccountRoleArn": "", **body}
    whole["podIdentityAssociations"] = associate(cluster_name, addon_name, body.get("podIdentityAssociations", []))
    return update_addon(cluster_name, addon_name, whole)


def updated(kind: str) -> tuple:
    return eks._json_resp(200, {"update": {"id": "update", "status": "Successful", "type": kind, "errors": []}})


def update_cluster(name: str, body: dict) -> tuple:
    """ministack has no UpdateClusterConfig and no UpdateClusterVersion (2645)."""
    cluster = eks._clusters[name]
    cluster["resourcesVpcConfig"].update(body.get("resourcesVpcConfig", {}))
    for argument in ("logging", "upgradePolicy", "zonalShiftConfig", "deletionProtection", "version"):
        if argument in body:
            cluster[argument] = body[argument]
    return updated("ConfigUpdate")


def scaling_problem(scaling: dict) -> str | None:
    """What EKS refuses. https://github.com/terraform-aws-modules/terraform-aws-eks/issues/3521"""
    low, desired, high = scaling["minSize"], scaling["desiredSize"], scaling["maxSize"]
    if low > desired:
        return f"Minimum capacity {low} can't be greater than desired size {desired}"
    if desired > high:
        return f"desired capacity {desired} can't be greater than max size {high}"
    return None


def update_nodegroup(cluster_name: str, name: str, body: dict) -> tuple:
    """ministack has no UpdateNodegroupConfig and no UpdateNodegroupVersion (2645)."""
    group = eks._nodegroups[f"{cluster_name}/{name}"]
    scaling = {**group["scalingConfig"], **body.get("scalingConfig", {})}
    if problem := scaling_problem(scaling):
        return eks._error(400, "InvalidParameterException", problem)
    group["scalingConfig"] = scaling
    for argument in ("updateConfig", "nodeRepairConfig", "version", "releaseVersion"):
        if argument in body:
            group[argument] = body[argument]
    group.get("launchTemplate", {}).update(body.get("launchTemplate", {}))
    labels, taints = body.get("labels", {}), body.get("taints", {})
    group["labels"] = {k: v for k, v in group["labels"].items() if k not in labels.get("removeLabels", [])}
    group["labels"].update(labels.get("addOrUpdateLabels", {}))
    changed = taints.get("addOrUpdateTaints", []) + taints.get("removeTaints", [])
    places = {(taint["key"], taint["effect"]) for taint in changed}
    kept = [taint for taint in group["taints"] if (taint["key"], taint["effect"]) not in places]
    group["taints"] = kept + taints.get("addOrUpdateTaints", [])
    return updated("ConfigUpdate")


def handle_whole(method, path, headers, body_bytes, query_params):
    query = {key: value[0] if isinstance(value, list) else value for key, value in query_params.items()}
    if method == "GET" and path == "/addons/supported-versions":
        return eks._json_resp(200, supported_versions(query))
    if method == "GET" and re.fullmatch(r"/clusters/[^/]+/updates/[^/]+", path):
        return updated("ConfigUpdate")  # every update is done at once; ministack has no DescribeUpdate (2645)
    if method == "POST" and (match := re.fullmatch(r"/clusters/([^/]+)/(updates|update-config)", path)):
        return update_cluster(match[1], json.loads(body_bytes))
    if method == "POST" and (match := re.fullmatch(r"/clusters/([^/]+)/node-groups/([^/]+)/update-(config|version)", path)):
        return update_nodegroup(match[1], match[2], json.loads(body_bytes))
    return handle(method, path, headers, body_bytes, query_params)


create_oidc_provider = iam._create_oidc_provider


def create_oidc_provider_whole(params):
    """IAM fills in the thumbprint of an issuer that is made with none; ministack leaves it empty (2652), and no plan ever wants it away."""
    response = create_oidc_provider(params)
    for provider in iam._oidc_providers.values():
        provider["ThumbprintList"] = provider["ThumbprintList"] or ["06b25927c42a721631c1efd9431e648fa62e1e39"]
    return response


# ministack takes port 443 as well where it can (4037), from whatever else wants it on this machine.
app._port_is_bindable = lambda host, port: False

# ministack starts a cluster of k3s where Docker runs (746): minutes, and an image from the internet.
eks._get_docker = lambda: None

eks._handle_request_sync, eks._sanitize = handle_whole, sanitize_with_server
eks._create_cluster, eks._create_nodegroup = create_cluster_whole, create_nodegroup_whole
eks._create_addon, eks._update_addon = create_addon_whole, update_addon_whole
iam._IAM_HANDLERS["CreateOpenIDConnectProvider"] = create_oidc_provider_whole

if __name__ == "__main__":
    sys.argv[1:] = []
    app.main()
