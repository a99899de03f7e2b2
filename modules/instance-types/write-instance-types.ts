import type { InstanceTables } from "./extract-instance-types";

interface Source {
  /** The day on which the newer of the packages was released. */
  readonly day: string;
  /** Names and versions. */
  readonly packages: string;
}

/** The text of instance-families.ts. */
export function writeFamilies(
  { familiesBySizes, postgresFamilies }: InstanceTables,
  { day, packages }: Source,
): string {
  return `${heading(packages)}
/** The day of these tables. */
export const instanceTablesOf = "${day}";

/** Families of EC2 by their sizes from \`large\` up; of the family t, the small ones too. */
export const familiesBySizes: Readonly<Record<string, string>> = {
${lines(familiesBySizes, "  ")}
};

/** Families that RDS has for PostgreSQL, in the same sizes. */
export const postgresFamilies = "${postgresFamilies.join(" ")}";
`;
}

/** The text of instance-offers.ts. */
export function writeOffers({ offers, postgresOffers }: InstanceTables, { packages }: Source): string {
  const regions = Object.entries(offers).map(([region, zones]) => `  "${region}": {\n${lines(zones, "    ")}\n  },`);
  return `${heading(packages)}
/** Families of EC2 by region, then by the numbers of the zones that have them; \`*\` where only the region is known. */
export const offersOnEc2: Readonly<Record<string, Readonly<Record<string, string>>>> = {
${regions.join("\n")}
};

/** Families of RDS for PostgreSQL by region. */
export const offersOnRds: Readonly<Record<string, string>> = {
${lines(postgresOffers, "  ")}
};
`;
}

function heading(packages: string): string {
  return `// Made by \`npm run instance-types\` from ${packages}. Do not edit by hand.\n`;
}

function lines(entries: Readonly<Record<string, string>>, indent: string): string {
  return Object.entries(entries)
    .map(([key, text]) => `${indent}"${key}": "${text}",`)
    .join("\n");
}
