import { z } from "zod";
import { cidr, serviceCidr, vpcCidr } from "./address-field";
import { regionCode } from "./aws-field";
import { must } from "./field";

const subnets = z
  .strictObject({
    /** For nodes and pods, each of which takes an address: /18 for a VPC of /16. Behind NAT. */
    private: z.array(cidr),
    /** For load balancers and NAT gateways that face the internet. */
    public: z.array(cidr),
    /** For PostgreSQL. No way to the internet. */
    database: z.array(cidr),
    /** For the interfaces of the Kubernetes control plane. No way to the internet. */
    intra: z.array(cidr),
  })
  .readonly();

/** One place of the pair. */
export const region = z
  .strictObject({
    /**
     * AWS code of the place, such as `eu-west-1`. A region is its code for life; only its role changes. Names carry a short form, `euw1`.
     */
    code: regionCode,
    /**
     * `primary` serves at full size, `failover` stands by (or serves too, see `roles.failover.mode`). Exactly one region is primary. Swapping
     * the roles is a takeover: sizes, NAT and endpoints change, nothing is renamed, and the database does not move; see docs/runbooks/cluster.md.
     */
    role: z.enum(["primary", "failover"]),
    /**
     * Range of the VPC, /16 to /20. The two regions must not overlap. It can never be changed: a new one is a new VPC with all that is in
     * it.
     */
    cidr: vpcCidr,
    /**
     * Two or three zone *ids* (`euw1-az1`), because zone names are shuffled per account.
     * EKS, load balancers and database subnet groups need two. A third can be appended later, in place: see docs/runbooks/cluster.md, "Add a
     * zone or a peer". The control plane stays in the first two. Never reorder or remove any: that replaces subnets with all that is in them.
     */
    zones: z
      .array(z.string())
      .check(
        must(
          (zones: string[]) => zones.length >= 2,
          "at least 2 zones",
          "add zones: EKS, load balancers and database subnet groups need two even in a standby region",
        ),
      )
      .check(
        must(
          (zones: string[]) => zones.length <= 3,
          "at most 3 zones",
          "keep three zones; the address plan has room for three",
        ),
      )
      .readonly(),
    /**
     * Range of the Kubernetes services of this region's cluster, /12 to /24. It must not overlap any VPC or peer. It can never be changed.
     */
    serviceCidr,
    /**
     * Subnet ranges to use in place of the address plan, one per zone in each list. Changing one later replaces the subnet and what is in it.
     * @default - derived from `cidr`, see ARCHITECTURE.md
     */
    subnets: subnets.optional(),
  })
  .readonly();
