import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import type { PolicyStatement } from "../../../modules/iam/policy-document";
import { startAwsGate } from "./aws-gate";

const statements: readonly PolicyStatement[] = [
  {
    Sid: "Read",
    Effect: "Allow",
    Action: "secretsmanager:GetSecretValue",
    Resource: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:acme/*",
  },
  {
    Sid: "Answer",
    Effect: "Allow",
    Action: "route53:ChangeResourceRecordSets",
    Resource: "*",
    Condition: { "ForAllValues:StringEquals": { "route53:ChangeResourceRecordSetsRecordTypes": ["TXT"] } },
  },
  { Sid: "Own", Effect: "Allow", Action: "ec2:DeleteTags", Resource: "*", Condition: { StringEquals: { a: "b" } } },
];

async function startGate() {
  const emulator = createServer((_, response) => response.end("from the emulator"));
  await new Promise<void>((listening) => emulator.listen(0, "127.0.0.1", listening));
  const moto = `http://127.0.0.1:${(emulator.address() as AddressInfo).port}`;
  const gate = await startAwsGate({ moto, ministack: moto }, "111122223333", statements);
  onTestFinished(() => {
    gate.close();
    emulator.close();
  });
  const ask = async (service: string, headers: Record<string, string>, body: string, path = "/") => {
    const authorization = `AWS4-HMAC-SHA256 Credential=key/20261130/eu-west-1/${service}/aws4_request, Signature=0`;
    const response = await fetch(`${gate.url}${path}`, {
      method: "POST",
      headers: { authorization, ...headers },
      body,
    });
    return { status: response.status, body: await response.text() };
  };
  return { gate, ask };
}

const target = { "x-amz-target": "secretsmanager.GetSecretValue" };

it("passes on what the role may do, and counts it", async () => {
  const { gate, ask } = await startGate();
  const answer = await ask("secretsmanager", target, JSON.stringify({ SecretId: "acme/prod" }));
  expect(answer).toEqual({ status: 200, body: "from the emulator" });
  expect((await ask("ec2", {}, "Action=DeleteTags")).status).toBe(200);
  expect([...gate.calls]).toEqual([
    ["secretsmanager:GetSecretValue", 1],
    ["ec2:DeleteTags", 1],
  ]);
  expect(gate.refusals).toEqual([]);
});

it("refuses another resource and another action as AWS does, and notes it", async () => {
  const { gate, ask } = await startGate();
  const secret = await ask("secretsmanager", target, JSON.stringify({ SecretId: "other/prod" }));
  expect(secret.status).toBe(403);
  expect(JSON.parse(secret.body)).toMatchObject({ __type: "AccessDeniedException" });
  const other = await ask("ec2", {}, "Action=TerminateInstances");
  expect(other.status).toBe(403);
  expect(other.body).toContain("<Code>AccessDenied</Code>");
  expect(gate.refusals).toEqual([
    "secretsmanager:GetSecretValue arn:aws:secretsmanager:eu-west-1:111122223333:secret:other/prod-AbCdEf",
    "ec2:TerminateInstances *",
  ]);
});

it("looks at a condition where the request says what it asks", async () => {
  const { ask } = await startGate();
  const change = (type: string) => ask("route53", {}, `<Type>${type}</Type>`, "/2013-04-01/hostedzone/Z1/rrset");
  expect((await change("TXT")).status).toBe(200);
  expect((await change("A")).status).toBe(403);
});
