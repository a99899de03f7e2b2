"""Calls the emulated AWS for a program that has no client of its own: a request and an answer on a line each, as JSON."""

import json
import sys

import boto3

clients = {}
for line in sys.stdin:
    request = json.loads(line)
    service = request["service"]
    if service not in clients:
        # The certificate of one of the emulators is its own.
        clients[service] = boto3.client(service, endpoint_url=request["endpoint"], verify=False)
    try:
        answer = {"result": getattr(clients[service], request["operation"])(**request["input"])}
    except Exception as error:  # whatever it is, who asked is told
        answer = {"error": f"{service} {request['operation']}: {error}"}
    print(json.dumps(answer, default=str), flush=True)
