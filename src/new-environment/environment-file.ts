import type { newEnvironment } from "./new-environment";

/** The text of an environment file that says why each field stands there; `home` is the way from its directory to the project. */
export function environmentFile(environment: ReturnType<typeof newEnvironment>, home: string): string {
  const { name, organization, accountId, owner, regions, roles, alarms, database, cluster, state } = environment;
  const [primary] = regions;
  const { general } = cluster.nodeGroups;
  return `import { defineEnvironment } from ${inline(`${home}/src/environment/environment`)};

/**
 * Written by \`npm run new\`, and yours from here on: the fields explain themselves in your editor, with what a later change of each does.
 * What is not here has a default, or is asked for when you need it: services, peers, dns, interfaceEndpoints, flowLogs, tags.
 */
export const environment = defineEnvironment({
  // Names of everything in AWS are made of these. A later change is a new environment.
  name: ${inline(name)},
  organization: ${inline(organization)},
  accountId: ${inline(accountId)},
  owner: ${inline(owner)},

  // Ranges can never be changed; these overlap none of the other files. Compare the zones with those of your account:
  // aws ec2 describe-availability-zones --region ${primary.code} --query "AvailabilityZones[].ZoneId"
  regions: [
${regions.map(regionText).join("\n")}
  ],

  // "standby" keeps few, warm nodes in one zone and one NAT gateway; "active" serves like the primary, and costs like it.
  roles: ${inline(roles)},

  // AWS sends a mail from each region, and tells an address nothing before it has confirmed both.
  alarms: ${inline(alarms)},

  // PostgreSQL, with its replica in the failover region. The history is a log: append steps, never edit them.
  database: {
    history: ${inline(database.history)},
    instances: {
      primary: ${inline(database.instances.primary)},
      failover: ${inline(database.instances.failover)},
    },
    storage: ${inline(database.storage)},
  },

  // The API endpoint is private: Terraform reaches it from inside the VPC or from a network of \`peers\`, or name \`publicAccessCidrs\`.
  cluster: {
    kubernetesVersion: ${inline(cluster.kubernetesVersion)},
    access: {
      // Terraform's own role belongs here too, once it installs what runs on the clusters.
      administrators: {
        grant: ${inline(cluster.access.administrators.grant)},
        principalArn: ${inline(cluster.access.administrators.principalArn)},
      },
    },
    keyAdministrators: ${inline(cluster.keyAdministrators)},
    nodeGroups: {
      general: {
        // Both regions must offer every one: aws ec2 describe-instance-type-offerings --region ${primary.code}
        instanceTypes: ${inline(general.instanceTypes)},
        sizes: ${inline(general.sizes)},
      },
    },
  },

  // What belongs to both regions keeps its state where it survives the loss of the primary.
  state: ${inline(state)},
});
`;
}

function regionText(region: ReturnType<typeof newEnvironment>["regions"][number]): string {
  return [
    "    {",
    ...Object.entries(region).map(([field, value]) => `      ${field}: ${inline(value)},`),
    "    },",
  ].join("\n");
}

/** A value as it is written in TypeScript, on one line. All of its keys are names. */
function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return `{ ${Object.entries(value)
    .map(([key, one]) => `${key}: ${inline(one)}`)
    .join(", ")} }`;
}
