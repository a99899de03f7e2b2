/**
 * PostgreSQL on RDS, by major. Nothing here follows a clock: synth refuses what these tables say, whenever it runs, and only warnings look
 * at the date.
 */

/** The day on which these tables were compared with their sources. */
export const postgresComparedOn = "2026-11-25";

export interface PostgresVersion {
  /**
   * Last day of standard support. RDS then charges for Extended Support, about 0.10 USD an hour and vCPU, twice that from the third year on.
   * https://docs.aws.amazon.com/AmazonRDS/latest/PostgreSQLReleaseNotes/postgresql-release-calendar.html
   */
  readonly endOfStandardSupport: string;
  /** What `log_connections` is called on: a switch until 17, a list of moments from 18 on, which refuses the switch. */
  readonly logConnections: "1" | "all";
}

/** Majors in standard support, oldest first. 14 is left out: it has three months to live, and its first replicas have no backups of their own. */
export const postgresVersions: Readonly<Record<string, PostgresVersion>> = {
  "15": { endOfStandardSupport: "2028-02-29", logConnections: "1" },
  "16": { endOfStandardSupport: "2029-02-28", logConnections: "1" },
  "17": { endOfStandardSupport: "2030-02-28", logConnections: "1" },
  "18": { endOfStandardSupport: "2031-02-28", logConnections: "all" },
};

/** What a new environment is written with: the newest whose parameters have been seen in service for a year. */
export const usualPostgresVersion = "17";

/** Majors whose standard support was over on the day of comparison, with its last day. */
export const endedPostgresVersions: Readonly<Record<string, string>> = {
  "10": "2023-04-17",
  "11": "2024-02-29",
  "12": "2025-02-28",
  "13": "2026-02-28",
};

/**
 * Minors that RDS creates no more, with the day from which: a month before RDS upgrades what runs them, whatever its settings say. A runbook's
 * and `npm run versions`' concern; what is created gets RDS's own choice of a minor.
 */
export const endedPostgresMinors: Readonly<Record<string, readonly string[]>> = {
  "2026-05-01": ["15.9", "15.10", "15.11", "15.12", "16.5", "16.6", "16.7", "16.8", "17.1", "17.2", "17.3", "17.4"],
  "2026-10-01": ["15.13", "15.14", "16.9", "16.10", "17.5", "17.6"],
};

/** A major that the checks have accepted. */
export function getPostgresVersion(major: string): PostgresVersion {
  const version = Object.hasOwn(postgresVersions, major) ? postgresVersions[major] : undefined;
  if (version === undefined) {
    throw new Error(`unknown PostgreSQL ${major}, expected one of ${Object.keys(postgresVersions).join(", ")}`);
  }
  return version;
}
