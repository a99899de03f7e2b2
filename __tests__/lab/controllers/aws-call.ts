import type { IncomingHttpHeaders } from "node:http";

/** A request to AWS, as it goes over the wire. */
export interface AwsRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What IAM would be asked about a request. */
export interface AwsCall {
  /** `ec2:DescribeVpcs` */
  readonly action: string;
  /** ARN of what it is about; undefined where the request names none, or in words that only AWS can resolve. */
  readonly resource: string | undefined;
  /** Condition keys, as far as the request says them. */
  readonly context: Readonly<Record<string, readonly string[]>>;
}

interface Scope {
  readonly region: string;
  readonly accountId: string;
}

type ResourceOf = (fields: Readonly<Record<string, string>>, scope: Scope) => string | undefined;

const arn = ({ region, accountId }: Scope, service: string, rest: string) =>
  `arn:aws:${service}:${region}:${accountId}:${rest}`;

/** A secret by its name, or by its ARN; the end of the ARN is of AWS's choosing. */
const secret: ResourceOf = ({ SecretId = "" }, scope) =>
  SecretId.startsWith("arn:") ? SecretId : arn(scope, "secretsmanager", `secret:${SecretId}-AbCdEf`);

const parameter: ResourceOf = ({ Name = "" }, scope) =>
  Name.startsWith("arn:") ? Name : arn(scope, "ssm", `parameter/${Name.replace(/^\//, "")}`);

const group: ResourceOf = ({ AutoScalingGroupName }, scope) =>
  AutoScalingGroupName === undefined
    ? undefined
    : arn(scope, "autoscaling", `autoScalingGroup:id:autoScalingGroupName/${AutoScalingGroupName}`);

const securityGroup: ResourceOf = ({ GroupId = "" }, scope) => arn(scope, "ec2", `security-group/${GroupId}`);

const targetGroup: ResourceOf = ({ TargetGroupArn }) => TargetGroupArn;

/** Resources of actions that are not for everything. */
const resources: Readonly<Record<string, ResourceOf>> = {
  "autoscaling:SetDesiredCapacity": group,
  "ec2:AuthorizeSecurityGroupIngress": securityGroup,
  "ec2:RevokeSecurityGroupIngress": securityGroup,
  "elasticloadbalancing:DeregisterTargets": targetGroup,
  "elasticloadbalancing:RegisterTargets": targetGroup,
  "secretsmanager:DescribeSecret": secret,
  "secretsmanager:GetSecretValue": secret,
  "ssm:GetParameter": parameter,
  "ssm:GetParameters": parameter,
};

interface Route {
  readonly method: string;
  readonly path: RegExp;
  readonly action: string;
  readonly resource?: (match: readonly string[], scope: Scope) => string;
  readonly context?: (body: string) => AwsCall["context"];
}

/** Services that are called by paths. */
const routes: readonly Route[] = [
  {
    method: "GET",
    path: /^\/clusters\/([^/]+)\/node-groups\/([^/]+)$/,
    action: "eks:DescribeNodegroup",
    resource: ([, cluster, name], scope) => arn(scope, "eks", `nodegroup/${cluster}/${name}/id`),
  },
  { method: "GET", path: /^\/clusters\/[^/]+$/, action: "eks:DescribeCluster" },
  {
    method: "GET",
    path: /^\/2013-04-01\/hostedzone\/([^/]+)\/rrset$/,
    action: "route53:ListResourceRecordSets",
    resource: ([, zone]) => `arn:aws:route53:::hostedzone/${zone}`,
  },
  {
    method: "POST",
    path: /^\/2013-04-01\/hostedzone\/([^/]+)\/rrset$/,
    action: "route53:ChangeResourceRecordSets",
    resource: ([, zone]) => `arn:aws:route53:::hostedzone/${zone}`,
    context: (body) => ({
      "route53:ChangeResourceRecordSetsActions": elements(body, "Action"),
      "route53:ChangeResourceRecordSetsRecordTypes": elements(body, "Type"),
      "route53:ChangeResourceRecordSetsNormalizedRecordNames": elements(body, "Name").map((name) =>
        name.toLowerCase().replace(/\.$/, ""),
      ),
    }),
  },
  {
    method: "GET",
    path: /^\/2013-04-01\/change\/([^/]+)$/,
    action: "route53:GetChange",
    resource: ([, change]) => `arn:aws:route53:::change/${change}`,
  },
  { method: "GET", path: /^\/2013-04-01\/hostedzonesbyname$/, action: "route53:ListHostedZonesByName" },
  { method: "GET", path: /^\/2013-04-01\/hostedzone$/, action: "route53:ListHostedZones" },
];

/** The service whose credentials a request is signed with, and the region. */
export function signedFor({ authorization = "" }: IncomingHttpHeaders): {
  readonly service: string;
  readonly region: string;
} {
  const [, region = "", service = ""] = /Credential=[^/]+\/\d+\/([^/]+)\/([^/]+)\//.exec(authorization) ?? [];
  return { service, region };
}

/** @throws Error where nobody has said yet what such a request is called in IAM */
export function readAwsCall({ method, path, headers, body }: AwsRequest, accountId: string): AwsCall {
  const { service, region } = signedFor(headers);
  const scope = { region, accountId };
  const [, target] = String(headers["x-amz-target"] ?? "").split(".");
  const fields = target === undefined ? formOf(body) : flat(JSON.parse(body || "{}"));
  const name = target ?? fields["Action"];
  if (name !== undefined) {
    const action = `${service}:${name}`;
    return { action, resource: resources[action]?.(fields, scope), context: {} };
  }
  const [plainPath = ""] = path.split("?");
  // A client may put a slash at the end.
  const trimmed = plainPath.replace(/\/$/, "");
  for (const route of routes) {
    const match = method === route.method ? route.path.exec(trimmed) : null;
    if (match === null) continue;
    return { action: route.action, resource: route.resource?.(match, scope), context: route.context?.(body) ?? {} };
  }
  throw new Error(`nobody knows the action of ${method} ${path}, signed for ${service}`);
}

function formOf(body: string): Readonly<Record<string, string>> {
  return Object.fromEntries(new URLSearchParams(body));
}

/** The fields that are texts. */
function flat(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value)]));
}

/** The texts of all elements of a name. */
function elements(xml: string, name: string): readonly string[] {
  return [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, "g"))].map(([, text = ""]) => text);
}
