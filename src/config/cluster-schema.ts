import { z } from "zod";
import { isCidr, overlaps, prefixOf } from "../addresses/cidr";
import {
  cidr,
  dnsLabel,
  iamPrincipalArn,
  labelValue,
  logRetentionDays,
  matching,
  must,
  namespace,
  qualifiedName,
  taint,
  wholeNumber,
} from "./field";

/** The widest range that may reach a public endpoint. Two of /1 would be the world again. */
const widestPublicPrefix = 8;

/** What no packet from the internet comes from. https://www.iana.org/assignments/iana-ipv4-special-registry */
const unroutedRanges = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "224.0.0.0/3",
];

const publicAccessCidr = cidr
  .check(
    must(
      (text: string) => !isCidr(text) || prefixOf(text) >= widestPublicPrefix,
      `a prefix of /${widestPublicPrefix} or longer: the API must not be open to the world`,
      "list the ranges that people and pipelines really come from, or leave the field out for a private endpoint",
    ),
  )
  .check(
    must(
      (text: string) =>
        !isCidr(text) || prefixOf(text) < widestPublicPrefix || !unroutedRanges.some((range) => overlaps(range, text)),
      "a public range, and nothing private or reserved in it",
      "remove it: the private endpoint serves the VPC, and every network of `peers`",
    ),
  );

const accessName = dnsLabel(30);

const access = z.discriminatedUnion(
  "grant",
  [
    /** Everything, in the whole cluster. Terraform's own role needs it for the platform. */
    z.strictObject({ grant: z.literal("administrator"), name: accessName, principalArn: iamPrincipalArn }).readonly(),
    /** Changes workloads and reads secrets, in the named namespaces only; no RBAC and no custom resources. */
    z
      .strictObject({
        grant: z.literal("deployer"),
        name: accessName,
        principalArn: iamPrincipalArn,
        namespaces: z.array(namespace).min(1).readonly(),
      })
      .readonly(),
    /** Looks at workloads and configuration, but at no secrets, nodes, RBAC or custom resources. */
    z
      .strictObject({
        grant: z.literal("reader"),
        name: accessName,
        principalArn: iamPrincipalArn,
        /** @default - the whole cluster */
        namespaces: z.array(namespace).min(1).readonly().optional(),
      })
      .readonly(),
    /** Whatever RBAC gives to these groups: the way to custom resources. */
    z
      .strictObject({
        grant: z.literal("groups"),
        name: accessName,
        principalArn: iamPrincipalArn,
        groups: z
          .array(
            matching(
              /^(?!system:|eks:)\S{1,63}$/,
              "a group of RBAC that does not start with system: or eks:",
              "rename the group: EKS refuses those prefixes",
            ),
          )
          .min(1)
          .readonly(),
      })
      .readonly(),
  ],
  { error: 'grant: "administrator", "deployer", "reader" or "groups"' },
);

/** From the sixth generation on the maker of the processor is in the name. */
const instanceType = matching(
  /^(?!c5n)((c|m|r)(5[abdnz]*|([6-9]|1\d)[aig][a-z]*(-flex)?)\.(large|(2|3|4|6|8|9|12|16|18|24|32|48|96)?xlarge)|t(3|3a|4g)\.(medium|large|2?xlarge))$/,
  "an instance type of a current family, such as m7i.large",
  "choose one of the families c, m, r from generation 5 on, or t3, t3a, t4g, of size large or bigger; others are not known to src/cluster/instance-type.ts",
);

/** A bound for typing mistakes; what EKS takes in a zone is checked where the zones are known. */
const nodeCount = (min: number) => wholeNumber(min, 10_000, "EKS takes up to 450 nodes in a zone");

const size = z
  .strictObject({
    /** Nodes that are there at the least. */
    min: nodeCount(0),
    /** Nodes to start with; after that the autoscaler decides. @default - `min` */
    desired: nodeCount(0).optional(),
    /** Up to where the autoscaler goes. */
    max: nodeCount(1),
  })
  .transform(({ min, desired = min, max }) => ({ min, desired, max }))
  .readonly();

/** Kubernetes and EKS set theirs themselves, and refuse them from others. */
const labelKey = qualifiedName.check(
  must(
    (key: string) => !/(^|\.)(kubernetes\.io|k8s\.io|eks\.amazonaws\.com)\//.test(key),
    "a key outside kubernetes.io/, k8s.io/ and eks.amazonaws.com/",
    "choose a key of your own, such as team or example.com/team",
  ),
);

/** EKS takes no empty ones. https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html */
const nodeLabelValue = labelValue.check(
  must((value: string) => value !== "", "a value: EKS takes no empty one", 'write "true" where the key says it all'),
);

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-add-user-data.html */
const maxUserDataBytes = 12_288;

const userData = z
  .strictObject({
    /** A shell script that cloud-init runs before the node joins. AL2023 only. */
    script: matching(/^#!/, "a script that starts with #!", "cloud-init runs nothing else")
      .check(must((text: string) => !text.includes("\r"), "line ends of Unix", "remove the carriage returns"))
      .optional(),
    /** Fields of the kubelet's configuration, as NodeConfig takes them. AL2023 only. https://awslabs.github.io/amazon-eks-ami/nodeadm/ */
    kubelet: z.record(z.string(), z.json()).optional(),
    /** Settings in TOML. Bottlerocket only. https://bottlerocket.dev/en/os/latest/#/api/settings/ */
    settings: z.string().min(1).optional(),
  })
  .check(
    must(
      (parts: object) => Buffer.byteLength(JSON.stringify(parts)) <= maxUserDataBytes,
      `at most ${maxUserDataBytes} bytes`,
      "let the script fetch what it needs: EC2 takes 16 KiB, and EKS adds its own part",
    ),
  )
  .readonly();

type NodeGroupShape = {
  readonly operatingSystem: "al2023" | "bottlerocket";
  readonly userData?: z.output<typeof userData> | undefined;
};

const nodeGroup = z
  .strictObject({
    /** Several of the same size find capacity where one alone does not: name three or more for a region that must grow in a hurry. */
    instanceTypes: z.array(instanceType).min(1).max(20).readonly(),
    /** @default "al2023" */
    operatingSystem: z.enum(["al2023", "bottlerocket"]).default("al2023"),
    /** Spot nodes cost a third and can go within two minutes. @default "on-demand" */
    capacity: z.enum(["on-demand", "spot"]).default("on-demand"),
    /**
     * AMI release, to patch nodes ahead of Tandem: `1.36.3-20260911`, Bottlerocket `1.66.0-1ad6b4a4`.
     * @default - that of modules/kubernetes-versions.ts
     */
    amiRelease: z.string().optional(),
    /** Encrypted gp3, in GiB: images, logs and emptyDir volumes. @default 50 */
    diskGiB: wholeNumber(20, 16384, "nodes need 20 GiB for the system and its images").default(50),
    /**
     * Zones that it spans while its region serves at full size: `all`, or the `first` of the region's zones alone, for what is bound to its
     * volumes anyway. A region that stands by has its nodes in the first zone, whatever this says.
     * @default "all"
     */
    zones: z.enum(["all", "first"]).default("all"),
    /**
     * How many nodes, over all zones together, by what the region serves today. A zone that serves in both roles, such as the first one
     * of a region that stands by, keeps the higher `min` and the higher `max` of the two: EKS refuses bounds that the nodes of that hour
     * do not fit into.
     */
    sizes: z.strictObject({ primary: size, failover: size }).readonly(),
    /** Kubernetes labels. @default {} */
    labels: z.record(labelKey, nodeLabelValue).default({}).readonly(),
    /** Keep pods away that do not tolerate them. @default [] */
    taints: z.array(taint).default([]).readonly(),
    /** @default - none */
    userData: userData.optional(),
  })
  .check(
    must(
      ({ operatingSystem, userData }: NodeGroupShape) =>
        userData === undefined ||
        (operatingSystem === "al2023"
          ? userData.settings === undefined
          : userData.script === undefined && userData.kubelet === undefined),
      "the form of the group's operating system: script and kubelet for al2023, settings for bottlerocket",
      "rewrite it in that form: the other operating system would drop it",
      ["userData"],
    ),
  )
  .readonly();

/** Controllers of the platform that have a role in AWS. */
export const controllerNames = [
  "aws-load-balancer-controller",
  "cert-manager",
  "cluster-autoscaler",
  "ebs-csi-driver",
  "external-secrets",
  "grafana",
  "vpc-cni",
] as const;

/** EKS: one cluster in each region, the same but for sizes. */
export const cluster = z
  .strictObject({
    /** A minor in standard support; see modules/kubernetes-versions.ts. Raise it one by one. @default "1.36" */
    kubernetesVersion: matching(
      /^\d\.\d{2}$/,
      "a minor of Kubernetes, as a string, such as 1.36",
      "write major and minor only",
    ).default("1.36"),
    /**
     * Ranges that reach the API from the internet. Without any, the endpoint is private: Terraform then runs in the VPC or in a network
     * of `peers`.
     * @default []
     */
    publicAccessCidrs: z.array(publicAccessCidr).default([]).readonly(),
    /** Who may do what in both clusters. Nobody else gets in, whoever ran Terraform. */
    access: z.array(access).readonly(),
    /** IAM roles and users that administer the key of the cluster's secrets. They must exist. */
    keyAdministrators: z
      .array(iamPrincipalArn)
      .check(
        must(
          (list: unknown[]) => list.length > 0,
          "at least one administrator of the key",
          "name the role that looks after encryption keys",
        ),
      )
      .readonly(),
    /** Days that CloudWatch Logs keeps the logs of the control plane; one of the steps it knows. @default 365 */
    logRetentionDays: logRetentionDays.default(365),
    /** Managed node groups by name. Each becomes one group per zone, so that a change of role replaces no node. */
    nodeGroups: z
      .record(dnsLabel(20), nodeGroup)
      .check(
        must(
          (groups: object) => Object.keys(groups).length > 0,
          "at least one node group",
          "add a group without taints for the platform",
        ),
      )
      .readonly(),
    /** Controllers that use EKS Pod Identity in place of IAM roles for service accounts. @default [] */
    podIdentity: z.array(z.enum(controllerNames)).default([]).readonly(),
    /** Installs the snapshot controller, for workloads that take VolumeSnapshots; nothing in the platform does. @default false */
    volumeSnapshots: z.boolean().default(false),
  })
  .readonly();
