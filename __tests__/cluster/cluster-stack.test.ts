import { describe, expect, it } from "vitest";
import { clusterWith, dev, govCloud, local, problemsOfCluster, prod, regionsWith } from "../literals";
import { type Block, type SynthesizedStack, stackOf, synthesized } from "../synthesized";
import {
  central,
  clusterStackOf,
  clusterStacksOf,
  everything,
  followed,
  listed,
  networkOutput,
  nodeGroupsOf,
  partOf,
  permissionsOf,
  roleOf,
  statementsOf,
  swapped,
  west,
} from "./clusters";

const primary = clusterStackOf(west, prod);
const standby = clusterStackOf(central, prod);
const small = clusterStackOf(west, dev);
const smallStandby = clusterStackOf(central, dev);

const every = [
  ["the primary of prod", primary, west, "acme-prod-euw1"],
  ["the standby of prod", standby, central, "acme-prod-euc1"],
  ["the primary of dev", small, west, "acme-dev-euw1"],
  ["the standby of dev", smallStandby, central, "acme-dev-euc1"],
] as const;

const key = `\${aws_kms_key.cluster_key.arn}`;

describe("cluster stacks", () => {
  it("stand in both regions, and read the network of their own only", () => {
    for (const [, stack] of every) {
      expect(Object.keys(stack.remoteStates)).toEqual([stack.id.replace(/-cluster$/, "-network")]);
      expect(stack.moduleIds).toEqual(["eks"]);
      expect(stack.json.provider.aws).toHaveLength(1);
    }
  });

  it("are none where the environment has no cluster", () => {
    expect([...synthesized(local).keys()].filter((id) => id.endsWith("-cluster"))).toEqual([]);
  });

  it("are the same in whatever order the file names the regions", () => {
    const turned = { ...prod, regions: prod.regions.toReversed() };
    expect(clusterStackOf(west, turned).text).toBe(primary.text);
    expect(clusterStackOf(central, turned).text).toBe(standby.text);
  });

  it("export what later layers build on", () => {
    expect(primary.outputs).toEqual({
      cluster_name: `\${module.eks.cluster_name}`,
      cluster_endpoint: `\${module.eks.cluster_endpoint}`,
      cluster_certificate_authority_data: `\${module.eks.cluster_certificate_authority_data}`,
      node_security_group_id: `\${module.eks.node_security_group_id}`,
    });
  });

  it("name the partition of GovCloud and no other", () => {
    for (const stack of clusterStacksOf(govCloud)) {
      expect(stack.text).toContain("arn:aws-us-gov:eks::aws:cluster-access-policy/");
      expect(stack.text).not.toContain("arn:aws:");
    }
  });
});

describe.each(every)("the control plane of %s", (_, stack, region, name) => {
  const call = stack.module("eks");

  it("is the cluster of the region, of the pinned minor", () => {
    expect(call).toMatchObject({ name, kubernetes_version: "1.36", vpc_id: networkOutput(stack, "vpc_id") });
  });

  it("has feet in the first two zones, whatever its nodes do: EKS needs two, and takes no others later", () => {
    expect(call["control_plane_subnet_ids"]).toEqual(
      [0, 1].map((zone) => networkOutput(stack, `intra_subnet_ids[${zone}]`)),
    );
    const network = stackOf(stack.id.replace(/-cluster$/, "-network"), stack.id.startsWith("dev") ? dev : prod);
    const { azs, intra_subnets } = network.module("vpc");
    expect(intra_subnets).toHaveLength((azs as string[]).length);
    expect((azs as string[]).length).toBeGreaterThanOrEqual(2);
  });

  it("pays for no extended support, and lets AWS shift traffic away from a zone", () => {
    expect(call).toMatchObject({ upgrade_policy: { support_type: "STANDARD" }, zonal_shift_config: { enabled: true } });
  });

  it("writes all its logs, encrypted", () => {
    expect(call).toMatchObject({
      enabled_log_types: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
      cloudwatch_log_group_kms_key_id: key,
    });
    expect(call).not.toHaveProperty("create_cloudwatch_log_group");
  });

  it("encrypts secrets with the key of this stack, and makes none beside it", () => {
    expect(call).toMatchObject({
      create_kms_key: false,
      encryption_config: { provider_key_arn: key, resources: ["secrets"] },
    });
    expect(Object.keys(stack.resources("aws_kms_key"))).toEqual(["cluster_key"]);
    expect(stack.only("aws_kms_alias")).toMatchObject({
      name: `alias/${name}-cluster`,
      target_key_id: `\${aws_kms_key.cluster_key.key_id}`,
    });
  });

  it("has a key that its administrators administer and the log service uses for this cluster's logs", () => {
    const { enable_key_rotation, policy } = stack.only("aws_kms_key");
    expect(enable_key_rotation).toBe(true);
    expect(statementsOf(policy)).toEqual([
      {
        Sid: "AccountAdministersKey",
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::111122223333:root" },
        Action: "kms:*",
        Resource: "*",
      },
      {
        Sid: "KeyAdministration",
        Effect: "Allow",
        Principal: { AWS: ["arn:aws:iam::111122223333:role/platform-admin"] },
        Action: expect.arrayContaining(["kms:Disable*", "kms:ScheduleKeyDeletion"]),
        Resource: "*",
      },
      {
        Sid: "LogGroupsUseKey",
        Effect: "Allow",
        Principal: { Service: `logs.${region}.amazonaws.com` },
        Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
        Resource: "*",
        Condition: {
          ArnLike: {
            "kms:EncryptionContext:aws:logs:arn": [
              `arn:aws:logs:${region}:111122223333:log-group:/aws/eks/${name}/cluster`,
            ],
          },
        },
      },
    ]);
  });

  // The key's policy and grants are ways to its use.
  it("lets administrators of the key not use it, nor take that right", () => {
    const [administration] = statementsOf(stack.only("aws_kms_key")["policy"]).filter(
      ({ Sid }) => Sid === "KeyAdministration",
    );
    const actions = listed(administration?.Action);
    expect(actions.length).toBeGreaterThan(0);
    for (const use of [
      "Decrypt",
      "Encrypt",
      "GenerateDataKey",
      "ReEncryptFrom",
      "Sign",
      "PutKeyPolicy",
      "CreateGrant",
    ]) {
      const allowed = actions.filter((action) => `kms:${use}`.startsWith(action.replace(/\*$/, "")));
      expect(allowed).toEqual([]);
    }
  });

  it("bears names that AWS does not lengthen", () => {
    expect(call).toMatchObject({
      iam_role_name: `${name}-cluster`,
      iam_role_use_name_prefix: false,
      encryption_policy_name: `${name}-cluster-encryption`,
      encryption_policy_use_name_prefix: false,
    });
  });

  it("gives nobody access who is not in the file, not even who made it", () => {
    expect(call).toMatchObject({ authentication_mode: "API", enable_cluster_creator_admin_permissions: false });
  });

  it("asks nothing of the internet for its OIDC provider, which the module makes", () => {
    expect(call["include_oidc_root_ca_thumbprint"]).toBe(false);
    expect(call).not.toHaveProperty("enable_irsa");
  });

  // With none, every plan wants to take away what AWS fills in, and every apply writes to IAM.
  it("names the thumbprint that AWS stores for that provider", () => {
    expect(call["custom_oidc_thumbprints"]).toEqual(["06b25927c42a721631c1efd9431e648fa62e1e39"]);
  });
});

describe("clusters", () => {
  it("have service addresses of their own, each explicit", () => {
    const cidrs = [primary, standby].map((stack) => stack.module("eks")["service_ipv4_cidr"]);
    expect(cidrs).toEqual(["172.20.0.0/16", "172.21.0.0/16"]);
  });

  it("keep their logs as long as the file says", () => {
    const days = [primary, standby, small, smallStandby, ...clusterStacksOf(everything)].map(
      (stack) => stack.module("eks")["cloudwatch_log_group_retention_in_days"],
    );
    expect(days).toEqual([365, 365, 14, 14, 90, 90]);
  });

  it("and their keys are protected against deletion where the environment is", () => {
    for (const stack of [primary, standby]) {
      expect(stack.module("eks")["deletion_protection"]).toBe(true);
      expect(stack.only("aws_kms_key")["lifecycle"]).toEqual({ prevent_destroy: true });
    }
    for (const stack of [small, smallStandby]) {
      expect(stack.module("eks")["deletion_protection"]).toBe(false);
      expect(stack.only("aws_kms_key")).not.toHaveProperty("lifecycle");
    }
  });
});

it("a zone that is appended changes of a cluster its node groups, and who may call it", () => {
  const twoZones = { ...prod, regions: regionsWith({ zones: ["euw1-az1", "euw1-az2"] }) };
  const unchanged = (stack: SynthesizedStack) => {
    const { eks_managed_node_groups: _, security_group_additional_rules: __, ...call } = stack.module("eks");
    // What it expects of its network is in there.
    const { data: ___, ...json } = stack.json;
    return { ...json, module: { eks: call } };
  };
  expect(unchanged(primary)).toEqual(unchanged(clusterStackOf(west, twoZones)));
});

describe("before anything is planned of a cluster", () => {
  it("its network has the zones of the file", () => {
    expect(primary.remoteStates["prod-eu-west-1-network"]).toMatchObject({
      lifecycle: {
        postcondition: [
          {
            condition: `\${length(self.outputs.private_subnet_ids) == 3}`,
            error_message: `prod-eu-west-1-network has \${length(self.outputs.private_subnet_ids)} private_subnet_ids, and prod-eu-west-1-cluster expects 3: apply prod-eu-west-1-network first.`,
          },
        ],
      },
    });
  });

  // Only a warning: the peering stack cannot be applied while a region is lost.
  it("somebody is told which zones have no way to the other region", () => {
    const tables = `${networkOutput(primary, "private_route_table_ids").slice(2, -1)}`;
    expect(primary.json.data?.["aws_route_tables"]?.["routed"]).toMatchObject({
      vpc_id: networkOutput(primary, "vpc_id"),
      filter: [{ name: "route.destination-cidr-block", values: ["10.1.0.0/16"] }],
    });
    expect(primary.json).toMatchObject({
      check: {
        routes: {
          assert: [
            {
              condition: `\${(length(setsubtract(${tables}, data.aws_route_tables.routed.ids)) < 1)}`,
              error_message:
                "Nodes have no way to 10.1.0.0/16 from every zone: apply prod-peering once both regions answer.",
            },
          ],
        },
      },
    });
  });
});

describe("the endpoint", () => {
  /** What EKS would let in if somebody switched the public endpoint on by hand; its default is the world. */
  const firstNatGateway = (stack: SynthesizedStack) => [`${networkOutput(stack, "nat_public_ips[0]")}/32`];

  it("is private where the file names no range", () => {
    for (const stack of [primary, standby]) {
      expect(stack.module("eks")).toMatchObject({
        endpoint_private_access: true,
        endpoint_public_access: false,
        endpoint_public_access_cidrs: firstNatGateway(stack),
      });
    }
  });

  it("is private too, for the nodes, where the file names public ranges", () => {
    for (const stack of clusterStacksOf(everything)) {
      expect(stack.module("eks")).toMatchObject({
        endpoint_private_access: true,
        endpoint_public_access: true,
        endpoint_public_access_cidrs: ["203.0.113.0/24", "198.51.100.7/32"],
      });
    }
  });

  // The default of the module is the whole world, so leaving it out would be the same.
  it.each([
    ["dev", dev],
    ["prod", prod],
    ["prod in GovCloud", govCloud],
    ["prod with everything", everything],
  ])("of %s is never open to the world", (_, environment) => {
    for (const stack of clusterStacksOf(environment)) {
      const call = stack.module("eks");
      expect(call["endpoint_private_access"]).toBe(true);
      const named = environment.cluster?.publicAccessCidrs ?? [];
      expect(call["endpoint_public_access_cidrs"]).toEqual(named.length > 0 ? named : firstNatGateway(stack));
      expect(JSON.stringify(call["endpoint_public_access_cidrs"])).not.toMatch(/0\.0\.0\.0|\/0"/);
    }
  });
});

describe("access", () => {
  const policy = (name: string) => `arn:aws:eks::aws:cluster-access-policy/${name}`;
  const administrator = {
    admin: { policy_arn: policy("AmazonEKSClusterAdminPolicy"), access_scope: { type: "cluster" } },
  };
  const platform = {
    principal_arn: "arn:aws:iam::111122223333:role/platform-admin",
    policy_associations: administrator,
  };
  const ofProd = {
    platform,
    terraform: { principal_arn: "arn:aws:iam::111122223333:role/terraform", policy_associations: administrator },
    pipeline: {
      principal_arn: "arn:aws:iam::111122223333:role/pipeline",
      policy_associations: {
        edit: {
          policy_arn: policy("AmazonEKSEditPolicy"),
          access_scope: { type: "namespace", namespaces: ["shop"] },
        },
      },
    },
    developers: {
      principal_arn: "arn:aws:iam::111122223333:role/developer",
      policy_associations: { view: { policy_arn: policy("AmazonEKSViewPolicy"), access_scope: { type: "cluster" } } },
    },
    "arn:aws:iam::111122223333:role/shop-developer": {
      principal_arn: "arn:aws:iam::111122223333:role/shop-developer",
      kubernetes_groups: ["team:shop"],
    },
  };

  it("is in both regions what the file says, entry by entry", () => {
    for (const stack of [primary, standby]) expect(stack.module("eks")["access_entries"]).toEqual(ofProd);
    for (const stack of [small, smallStandby]) expect(stack.module("eks")["access_entries"]).toEqual({ platform });
  });

  it("by groups has no policy of EKS, and by namespaces no more than those", () => {
    for (const stack of clusterStacksOf(everything)) {
      expect(stack.module("eks")["access_entries"]).toEqual({
        ...ofProd,
        auditor: {
          principal_arn: "arn:aws:iam::111122223333:role/auditor",
          policy_associations: {
            view: {
              policy_arn: policy("AmazonEKSViewPolicy"),
              access_scope: { type: "namespace", namespaces: ["shop", "billing"] },
            },
          },
        },
        "on-call": {
          principal_arn: "arn:aws:iam::111122223333:user/on-call",
          kubernetes_groups: ["operators", "debuggers"],
        },
      });
    }
  });
});

describe("security groups", () => {
  it.each([
    ["the primary", primary, ["10.0.64.0/18", "10.0.128.0/18", "10.0.192.0/18"]],
    ["the standby", standby, ["10.1.64.0/18", "10.1.128.0/18", "10.1.192.0/18"]],
  ])("of %s admit callers of the endpoint from its nodes and from peers, and nobody else", (_, stack, nodes) => {
    expect(stack.module("eks")["security_group_additional_rules"]).toEqual(
      Object.fromEntries(
        [...nodes, "192.168.0.0/20"].map((cidr) => [
          `https_${cidr}`,
          { description: expect.any(String), from_port: 443, to_port: 443, cidr_blocks: [cidr] },
        ]),
      ),
    );
  });

  // Terraform makes a changed rule before it destroys the old one, and EC2 refuses the second as a duplicate.
  it.each([
    ["a peer that is appended", { peers: { ...prod.peers, vpn: { cidr: "192.168.16.0/20" } } }],
    ["a peer in front of the others", { peers: { vpn: { cidr: "192.168.16.0/20" }, ...prod.peers } }],
    ["a peer of another name", { peers: { headquarters: { cidr: "192.168.0.0/20" } } }],
    ["a zone that is appended", {}],
    ["a zone of the other region", { cluster: clusterWith({ crossRegionFlows: { gossip: { port: 7000 } } }) }],
  ])("keep every rule under its key beside %s", (_, change) => {
    const twoZones = regionsWith({ zones: ["euw1-az1", "euw1-az2"] }, { zones: ["euc1-az1", "euc1-az2"] });
    const { peers: __, ...flows } = { peers: undefined, ...change };
    const before = clusterStackOf(west, { ...prod, regions: twoZones, ...flows });
    const after = clusterStackOf(west, { ...prod, ...change });
    for (const input of ["security_group_additional_rules", "node_security_group_additional_rules"]) {
      expect(partOf(after, input)).toMatchObject(partOf(before, input));
      for (const { cidr_blocks: cidrs } of Object.values(partOf(after, input)))
        expect((cidrs as undefined | readonly string[])?.length ?? 1).toBe(1);
    }
  });

  it("admit the same callers as the ACL of the endpoint's subnets", () => {
    const { ingress } = stackOf("prod-eu-west-1-network", prod).resources("aws_network_acl")["intra_acl"] ?? {};
    const admitted = (ingress as Block[])
      .filter((rule) => rule["action"] === "allow" && rule["from_port"] === 443)
      .map((rule) => rule["cidr_block"]);
    const callers = Object.values(partOf(primary, "security_group_additional_rules")).flatMap(
      (rule) => rule["cidr_blocks"],
    );
    expect(callers.toSorted()).toEqual(admitted.toSorted());
  });

  it("of nodes let pods talk, the control plane call whatever webhook they run, and everything out", () => {
    const described = { description: expect.any(String) };
    for (const [, stack] of every) {
      const call = stack.module("eks");
      expect(call["node_security_group_enable_recommended_rules"]).toBe(false);
      expect(call["node_security_group_additional_rules"]).toEqual({
        nodes_all: { ...described, protocol: "-1", from_port: 0, to_port: 0, self: true },
        control_plane: { ...described, from_port: 1024, to_port: 65535, source_cluster_security_group: true },
        egress_all: {
          ...described,
          type: "egress",
          protocol: "-1",
          from_port: 0,
          to_port: 0,
          cidr_blocks: ["0.0.0.0/0"],
        },
      });
    }
  });

  it("of nodes let pods of the other region reach the flows that the file declares, and nothing else", () => {
    const crossRegionFlows = {
      gossip: { port: 7000 },
      "gossip-again": { port: 7000 },
      voice: { port: 5004, protocol: "udp" },
    } as const;
    const stack = clusterStackOf(west, { ...prod, cluster: clusterWith({ crossRegionFlows }) });
    const rule = (protocol: string, port: number, cidr: string) => [
      `${protocol}_${port}_${cidr}`,
      { description: expect.any(String), protocol, from_port: port, to_port: port, cidr_blocks: [cidr] },
    ];
    const cidrs = ["10.1.64.0/18", "10.1.128.0/18", "10.1.192.0/18"];
    expect(partOf(stack, "node_security_group_additional_rules")).toEqual({
      ...partOf(primary, "node_security_group_additional_rules"),
      ...Object.fromEntries(cidrs.flatMap((cidr) => [rule("tcp", 7000, cidr), rule("udp", 5004, cidr)])),
    });
  });

  it("of nodes have no more rules than EC2 takes, with as many flows as the file may declare", () => {
    const flows = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`flow-${i}`, { port: 7000 + i }]));
    const stack = clusterStackOf(west, { ...prod, cluster: clusterWith({ crossRegionFlows: flows(15) }) });
    // The module adds two of its own: 443 and the kubelets.
    expect(Object.keys(partOf(stack, "node_security_group_additional_rules")).length + 2).toBeLessThanOrEqual(60);
    expect(problemsOfCluster({ crossRegionFlows: flows(16) })).toEqual([
      {
        path: "cluster.crossRegionFlows",
        got: expect.any(String),
        expected: "at most 15 flows: each takes up to three of the 60 rules of a security group",
        fix: "let a gateway answer for several services",
      },
    ]);
  });

  // With both, instances bear two groups that are tagged for the cluster, and the load balancer controller takes neither.
  it("of nodes are one and the same, tagged once", () => {
    for (const stack of [primary, ...clusterStacksOf(everything)]) {
      expect(stack.module("eks")).not.toHaveProperty("create_node_security_group");
      for (const group of Object.values(nodeGroupsOf(stack))) {
        expect(group).not.toHaveProperty("attach_cluster_primary_security_group");
        expect(group).not.toHaveProperty("vpc_security_group_ids");
      }
    }
  });
});

describe.each(every)("the nodes of %s", (_, stack, __, name) => {
  it("have a role that joins the cluster and pulls images, and does nothing else: the CNI has its own", () => {
    const role = roleOf(stack, `${name}-node`);
    expect(role.trust).toEqual([
      { Sid: "Nodes", Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" },
    ]);
    expect(role.managed).toEqual([
      "arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy",
      "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly",
    ]);
    const others = permissionsOf(stack, `${name}-node`).filter(({ Sid }) => Sid !== "PullThrough");
    expect(others).toEqual([]);
  });

  it("all take that role, and wait until it has its policies", () => {
    for (const group of Object.values(nodeGroupsOf(stack))) {
      expect(group["create_iam_role"]).toBe(false);
      expect(group["iam_role_arn"]).toMatch(/\$\{aws_iam_role_policy(_attachment)?\./);
      expect(followed(stack, group["iam_role_arn"])).toBe(`arn:aws:iam::111122223333:role/${name}-node`);
    }
  });

  it("answer for their metadata to nobody but themselves", () => {
    for (const group of Object.values(nodeGroupsOf(stack))) {
      expect(group["metadata_options"]).toEqual({
        http_endpoint: "enabled",
        http_tokens: "required",
        http_put_response_hop_limit: 1,
      });
    }
  });

  it("boot a pinned image and never the latest", () => {
    for (const group of Object.values(nodeGroupsOf(stack))) {
      expect(group).toMatchObject({ ami_release_version: "1.36.4-20260930", use_latest_ami_release_version: false });
    }
  });

  it("carry, with their disks and interfaces, the tags of everything else in the stack", () => {
    const tags = {
      environment: stack.id.split("-")[0],
      region: stack.json.provider.aws[0]?.["region"],
      layer: "cluster",
    };
    for (const group of Object.values(nodeGroupsOf(stack))) {
      expect(group["launch_template_tags"]).toMatchObject(tags);
      expect(stack.json.provider.aws[0]?.["default_tags"]).toEqual([{ tags: group["launch_template_tags"] }]);
    }
  });

  it("are replaced a third at a time", () => {
    for (const group of Object.values(nodeGroupsOf(stack))) {
      expect(group["update_config"]).toEqual({ max_unavailable_percentage: 33 });
    }
  });
});

const sizesOf = (stack: SynthesizedStack) =>
  Object.fromEntries(
    Object.entries(nodeGroupsOf(stack)).map(([name, group]) => [
      name,
      [group["min_size"], group["desired_size"], group["max_size"]],
    ]),
  );

describe("node groups", () => {
  it("of the primary stand in every zone, those for one zone in the first", () => {
    expect(sizesOf(primary)).toEqual({
      // The first zone has room for the whole peak, which it needs when the region stands by.
      "general-az1": [2, 2, 18],
      "general-az2": [2, 2, 6],
      "general-az3": [2, 2, 6],
      "monitoring-az1": [1, 1, 3],
    });
    expect(sizesOf(small)).toEqual({ "general-az1": [1, 1, 6], "general-az2": [1, 1, 3] });
  });

  it("of a standby all stand in the first zone", () => {
    expect(sizesOf(standby)).toEqual({ "general-az1": [2, 2, 18], "monitoring-az1": [1, 1, 3] });
    expect(sizesOf(smallStandby)).toEqual({ "general-az1": [1, 1, 6] });
  });

  it("of a failover region that is active stand in every zone, within the bounds of the primary's", () => {
    const [active, failover] = clusterStacksOf(everything);
    if (active === undefined || failover === undefined) throw new Error("no two regions");
    const asBigAsEither = {
      "general-az1": [2, 2, 6],
      "general-az2": [2, 2, 6],
      "general-az3": [2, 2, 6],
      "monitoring-az1": [1, 1, 3],
      "tuned-az1": [1, 1, 2],
    };
    expect(sizesOf(active)).toEqual({
      ...asBigAsEither,
      "graviton-az1": [1, 2, 4],
      "graviton-az2": [1, 1, 3],
      "graviton-az3": [0, 1, 3],
    });
    expect(sizesOf(failover)).toEqual({
      ...asBigAsEither,
      "graviton-az1": [1, 2, 4],
      "graviton-az2": [1, 2, 3],
      "graviton-az3": [0, 1, 3],
    });
  });

  it("each have one subnet, the private one of the zone in their name", () => {
    for (const [, stack] of every) {
      const network = stackOf(stack.id.replace(/-cluster$/, "-network"), stack.id.startsWith("dev") ? dev : prod);
      const zones = network.module("vpc")["azs"] as string[];
      for (const [name, group] of Object.entries(nodeGroupsOf(stack))) {
        const index = zones.findIndex((zone) => name.endsWith(`-${zone.split("-").at(-1)}`));
        expect(group["subnet_ids"]).toEqual([networkOutput(stack, `private_subnet_ids[${index}]`)]);
      }
    }
  });

  it("are what the file says", () => {
    const groups = nodeGroupsOf(clusterStackOf(west, everything));
    expect(groups["general-az2"]).toMatchObject({
      instance_types: ["m7i.xlarge", "m6i.xlarge", "m7a.xlarge", "m6a.xlarge"],
      capacity_type: "ON_DEMAND",
      ami_type: "AL2023_x86_64_STANDARD",
      labels: {},
      taints: {},
    });
    expect(groups["monitoring-az1"]).toMatchObject({
      labels: { dedicated: "monitoring" },
      taints: { "dedicated:NoSchedule": { key: "dedicated", value: "monitoring", effect: "NO_SCHEDULE" } },
    });
    expect(groups["graviton-az3"]).toMatchObject({
      instance_types: ["m7g.large", "m6g.large"],
      capacity_type: "SPOT",
      ami_type: "BOTTLEROCKET_ARM_64",
      ami_release_version: "1.65.0-0123abcd",
      use_latest_ami_release_version: false,
      labels: { "acme.com/tier": "batch", spot: "true" },
      taints: {
        "spot:PreferNoSchedule": { key: "spot", value: "true", effect: "PREFER_NO_SCHEDULE" },
        "spot:NoExecute": { key: "spot", value: "true", effect: "NO_EXECUTE" },
      },
      launch_template_name: "acme-prod-euw1-graviton-az3",
    });
    expect(small.module("eks")["eks_managed_node_groups"]).toMatchObject({
      "general-az1": { capacity_type: "SPOT", ami_type: "AL2023_ARM_64_STANDARD" },
    });
  });

  it("carry the user data of the file, and nothing where it has none", () => {
    const groups = nodeGroupsOf(clusterStackOf(central, everything));
    expect(groups["tuned-az1"]?.["cloudinit_pre_nodeadm"]).toEqual([
      expect.objectContaining({ content_type: "application/node.eks.aws" }),
      { content_type: 'text/x-shellscript; charset="us-ascii"', content: "#!/bin/sh\nexit 0\n" },
    ]);
    expect(groups["graviton-az2"]?.["bootstrap_extra_args"]).toBe('[settings.kubernetes]\nlog-level = "3"\n');
    for (const name of ["general-az1", "monitoring-az1"]) {
      expect(groups[name]).not.toHaveProperty("cloudinit_pre_nodeadm");
      expect(groups[name]).not.toHaveProperty("bootstrap_extra_args");
    }
  });

  it("have encrypted gp3 disks: one for AL2023, two for Bottlerocket, whose data is on the second", () => {
    const disk = (device_name: string, volume_size: number) => ({
      device_name,
      ebs: { volume_type: "gp3", encrypted: true, delete_on_termination: true, volume_size },
    });
    const groups = nodeGroupsOf(clusterStackOf(west, everything));
    expect(groups["general-az1"]?.["block_device_mappings"]).toEqual({ root: disk("/dev/xvda", 50) });
    expect(groups["graviton-az1"]?.["block_device_mappings"]).toEqual({
      system: disk("/dev/xvda", 4),
      data: disk("/dev/xvdb", 80),
    });
    // The module ignores it beside a launch template of its own.
    for (const group of Object.values(groups)) expect(group).not.toHaveProperty("disk_size");
  });
});

describe("a change of roles in both regions", () => {
  const withoutGroups = (stack: SynthesizedStack) => {
    const { eks_managed_node_groups: _, ...call } = stack.module("eks");
    return { ...stack.json, module: { eks: call } };
  };
  const withoutSizes = (groups: Readonly<Record<string, Block>>) =>
    Object.fromEntries(
      Object.entries(groups).map(([name, { min_size: _, desired_size: __, max_size: ___, ...rest }]) => [name, rest]),
    );
  const inFirstZone = (stack: SynthesizedStack) =>
    Object.fromEntries(Object.entries(nodeGroupsOf(stack)).filter(([name]) => name.endsWith("-az1")));

  it.each([west, central])("changes in %s nothing at all beside node groups, so no name either", (region) => {
    expect(withoutGroups(clusterStackOf(region, swapped))).toEqual(withoutGroups(clusterStackOf(region, prod)));
  });

  // EKS refuses bounds that the nodes of the hour do not fit into, and only the autoscaler knows those.
  it.each([west, central])("keeps in %s every node group of the first zone as it is, with its bounds", (region) => {
    const before = inFirstZone(clusterStackOf(region, prod));
    const after = inFirstZone(clusterStackOf(region, swapped));
    expect(Object.keys(before)).toEqual(["general-az1", "monitoring-az1"]);
    expect(after).toEqual(before);
  });

  it("gives each region the nodes that the other one had", () => {
    expect(sizesOf(clusterStackOf(central, swapped))).toEqual(sizesOf(primary));
    expect(sizesOf(clusterStackOf(west, swapped))).toEqual(sizesOf(standby));
  });

  it("of which only one is done changes in the other region bounds and nothing else", () => {
    // Both serve for a while: the new primary at full size, the old one still as it was.
    const active = { ...prod, roles: { failover: { mode: "active" } } } as const;
    expect(withoutGroups(clusterStackOf(west, active))).toEqual(withoutGroups(primary));
    expect(withoutSizes(nodeGroupsOf(clusterStackOf(west, active)))).toEqual(withoutSizes(nodeGroupsOf(primary)));
    expect(Object.keys(nodeGroupsOf(clusterStackOf(central, active)))).toEqual(Object.keys(nodeGroupsOf(primary)));
    expect(withoutGroups(clusterStackOf(central, active))).toEqual(withoutGroups(standby));
  });
});
