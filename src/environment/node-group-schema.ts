import { z } from "zod";
import { type OperatingSystem, operatingSystems } from "../../modules/kubernetes-versions";
import { atLeastOne, atMost, must, wholeNumber } from "./field";
import { nodeInstanceType } from "./instance-type-field";
import { labelValue, qualifiedName, taint } from "./kubernetes-field";
import { userData } from "./user-data-schema";

/** A bound for typing mistakes; what EKS takes in a zone is checked where the zones are known. */
const nodeCount = (min: number) =>
  wholeNumber(min, 10_000, {
    tooLow: `count whole nodes, from ${min} on`,
    tooHigh: "EKS takes up to 450 nodes in a zone",
  });

const size = z
  .strictObject({
    /** Nodes that are there at the least, which is what is always paid for. */
    min: nodeCount(0),
    /** Nodes to start with; after that the autoscaler decides, and a change does nothing. @default - `min` */
    desired: nodeCount(0).optional(),
    /** Up to where the autoscaler goes. It costs nothing until then; the private subnets need addresses for it. */
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

/** https://docs.aws.amazon.com/eks/latest/userguide/node-taints-managed-node-groups.html */
const maxTaints = 50;

type NodeGroupShape = {
  readonly operatingSystem: OperatingSystem;
  readonly userData?: z.output<typeof userData> | undefined;
};

const instanceTypes = z
  .array(nodeInstanceType)
  .check(atLeastOne)
  .check(atMost(20, "name the best of them: EKS takes 20"))
  .readonly();

/** Nodes of one kind. */
export const nodeGroup = z
  .strictObject({
    /**
     * Several of the same size find capacity where one alone does not: name three or more for a region that must grow in a hurry. The
     * cluster-autoscaler takes them for equal. A change makes new node groups and drains the old ones.
     */
    instanceTypes,
    /**
     * What takes the place of `instanceTypes` in a zone that lacks some of them, by zone id: `{ "euw1-az3": ["m6i.xlarge"] }`. Of the same size.
     * A change makes a new node group in that zone and drains the old one.
     * @default {}
     */
    instanceTypesByZone: z.record(z.string(), instanceTypes).default({}).readonly(),
    /**
     * Amazon Linux 2023, or Bottlerocket, which has no shell and a root file system that is read only. A change makes new node groups and
     * drains the old ones.
     * @default "al2023"
     */
    operatingSystem: z.enum(operatingSystems).default("al2023"),
    /**
     * Spot nodes cost about a third and can go within two minutes, all at once in the worst hour. A change makes new node groups and drains
     * the old ones.
     * @default "on-demand"
     */
    capacity: z.enum(["on-demand", "spot"]).default("on-demand"),
    /**
     * AMI release, to patch nodes ahead of Tandem: `1.36.4-20260930`, Bottlerocket `1.66.0-1ad6b4a4`. A change rolls the nodes.
     * @default - that of modules/kubernetes-versions.ts
     */
    amiRelease: z.string().optional(),
    /**
     * Encrypted gp3, in GiB: images, logs and emptyDir volumes. About 0.09 USD a month for each GiB. A change rolls the nodes.
     * @default 50
     */
    diskGiB: wholeNumber(20, 16384, {
      tooLow: "nodes need 20 GiB for the system and its images",
      tooHigh: "give pods that keep data volumes of their own",
    }).default(50),
    /**
     * Zones that it spans while its region serves at full size: `all`, or the `first` of the region's zones alone, for what is bound to its
     * volumes anyway. A region that stands by has its nodes in the first zone, whatever this says. A change adds groups, or drains and removes
     * those of the other zones.
     * @default "all"
     */
    zones: z.enum(["all", "first"]).default("all"),
    /**
     * How many nodes, over all zones together, by what the region serves today. A zone that serves in both roles, such as the first one
     * of a region that stands by, keeps the higher `min` and the higher `max` of the two: EKS refuses bounds that the nodes of that hour
     * do not fit into. Changed in place: docs/runbooks/cluster.md, "Change sizes".
     */
    sizes: z
      .strictObject({
        /** While the region is the primary. */
        primary: size,
        /** While the region is the failover: `min` is what is warm there, `max` at least the primary's. */
        failover: size,
      })
      .readonly(),
    /** Labels of its nodes in Kubernetes, for node selectors. Changed in place, on nodes that run too. @default {} */
    labels: z.record(labelKey, nodeLabelValue).default({}).readonly(),
    /**
     * Keep pods away that do not tolerate them. Somebody must: a `tolerations` of `services`, or a part of the platform. Changed in place, on
     * nodes that run too: `NoExecute` evicts at once.
     * @default []
     */
    taints: z
      .array(taint)
      .check(atMost(maxTaints, "leave some out: EKS takes no more in a node group"))
      .default([])
      .readonly(),
    /**
     * What it adds to the configuration of its nodes. Whoever writes here has root on every node. A change rolls the nodes.
     * @default - none
     */
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
