import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { entryExports } from "../../../src/entry/entry-exports";
import type { networkExports } from "../../../src/network/network-exports";
import { standInFolder } from "./cluster-stand-in";

interface EmittedStack {
  readonly provider: { readonly aws: unknown };
  readonly terraform: {
    readonly required_providers: { readonly aws: unknown };
    readonly required_version: string;
    readonly backend: { readonly local: { readonly path: string } };
  };
}

/** Stacks in the place of a region's network and entry, for what stands on them: the emulator's own VPC, and a load balancer in it. */
export interface FrontDoorStandIn {
  readonly network: string;
  readonly entry: string;
  /** The target group of the region switch: bindings find it by its name. */
  readonly regionTargets: string;
}

/** Writes both, under the names of the emitted stacks and with their states. */
export function writeFrontDoor(folder: string, { network, entry, regionTargets }: FrontDoorStandIn): void {
  writeStack(folder, network, networkOutputs, {});
  writeStack(folder, entry, entryOutputs, {
    aws_security_group: { front_door: { name: regionTargets, vpc_id: vpc } },
    aws_lb: {
      front_door: {
        name: regionTargets,
        internal: true,
        subnets: `\${slice(sort(data.aws_subnets.default.ids), 0, 2)}`,
        security_groups: [`\${aws_security_group.front_door.id}`],
      },
    },
    aws_lb_target_group: {
      region: { name: regionTargets, port: 8080, protocol: "HTTP", target_type: "ip", vpc_id: vpc },
    },
    aws_lb_listener: {
      https: {
        load_balancer_arn: `\${aws_lb.front_door.arn}`,
        port: 80,
        protocol: "HTTP",
        default_action: [
          { type: "fixed-response", fixed_response: [{ content_type: "text/plain", status_code: "404" }] },
        ],
      },
    },
  });
}

const vpc = `\${data.aws_vpc.default.id}`;

const networkOutputs: Readonly<Record<keyof typeof networkExports, unknown>> = {
  vpc_id: vpc,
  vpc_cidr: `\${data.aws_vpc.default.cidr_block}`,
  private_subnet_ids: [],
  public_subnet_ids: [],
  database_subnet_ids: [],
  intra_subnet_ids: [],
  private_route_table_ids: [],
  database_route_table_ids: [],
  intra_route_table_ids: [],
  nat_public_ips: [],
  alarm_topic_arn: "arn:aws:sns:eu-west-1:111122223333:alarms",
};

const entryOutputs: Readonly<Record<keyof typeof entryExports, unknown>> = {
  front_door_arn: `\${aws_lb.front_door.arn}`,
  front_door_arn_suffix: `\${aws_lb.front_door.arn_suffix}`,
  front_door_dns_name: `\${aws_lb.front_door.dns_name}`,
  front_door_zone_id: `\${aws_lb.front_door.zone_id}`,
  front_door_security_group_id: `\${aws_security_group.front_door.id}`,
  https_listener_arn: `\${aws_lb_listener.https.arn}`,
  region_target_group_arn: `\${aws_lb_target_group.region.arn}`,
};

function writeStack(folder: string, stack: string, outputs: Readonly<Record<string, unknown>>, resource: object): void {
  const place = join(folder, "cdktf.out", "stacks", stack);
  const { provider, terraform } = JSON.parse(readFileSync(join(place, "cdk.tf.json"), "utf8")) as EmittedStack;
  const content = {
    terraform: {
      required_version: terraform.required_version,
      required_providers: { aws: terraform.required_providers.aws },
      backend: { local: { path: resolve(place, terraform.backend.local.path) } },
    },
    provider: { aws: provider.aws },
    data: {
      aws_vpc: { default: { default: true } },
      aws_subnets: { default: { filter: [{ name: "vpc-id", values: [vpc] }] } },
    },
    // Terraform takes no empty block.
    ...(Object.keys(resource).length === 0 ? {} : { resource }),
    output: Object.fromEntries(Object.entries(outputs).map(([name, value]) => [name, { value }])),
  };
  const directory = join(folder, standInFolder, "stacks", stack);
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, "main.tf.json"), JSON.stringify(content, null, 2));
}
