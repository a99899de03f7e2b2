/**
 * Key words of SQL that PostgreSQL keeps from names, up to version 18.
 * https://www.postgresql.org/docs/current/sql-keywords-appendix.html
 */
const keyWords: ReadonlySet<string> = new Set(
  [
    "all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation column concurrently",
    "constraint create cross current_catalog current_date current_role current_schema current_time current_timestamp current_user default",
    "deferrable desc distinct do else end except false fetch for foreign freeze from full grant group having ilike in initially inner",
    "intersect into is isnull join lateral leading left like limit localtime localtimestamp natural not notnull null offset on only or",
    "order outer overlaps placing primary references returning right select session_user similar some symmetric system_user table",
    "tablesample then to trailing true union unique user using variadic verbose when where window with",
  ]
    .join(" ")
    .split(" "),
);

/**
 * Roles that RDS makes by itself, beside those that start with rds_, and those that PostgreSQL takes for something else. Not `postgres`:
 * RDS makes no such role, and its console proposes the name for the master user.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Appendix.PostgreSQL.CommonDBATasks.Roles.html
 */
const takenRoles: ReadonlySet<string> = new Set([
  "admin",
  "none",
  "public",
  "rdsadmin",
  "rdsproxyadmin",
  "rdsrepladmin",
  "rdstopmgr",
  "rdswriteforwarduser",
]);

/** Databases that every instance has, and nobody may make again. */
const takenDatabases: ReadonlySet<string> = new Set(["rdsadmin", "template0", "template1"]);

/** Why RDS makes no master user of this name, in the middle of a sentence; nothing where it does. */
export function whyNoMasterUser(name: string): string | undefined {
  if (name.startsWith("pg_")) return "PostgreSQL keeps names that start with pg_ for its own roles";
  if (takenRoles.has(name) || name.startsWith("rds_")) return "RDS has a role of this name itself, or refuses it";
  return whyNoName(name);
}

/** Why RDS makes no database of this name, in the middle of a sentence; nothing where it does. */
export function whyNoDatabase(name: string): string | undefined {
  return takenDatabases.has(name) ? "every instance has a database of this name already" : whyNoName(name);
}

function whyNoName(name: string): string | undefined {
  return keyWords.has(name) ? "it is a key word of SQL, which RDS refuses as a name" : undefined;
}
