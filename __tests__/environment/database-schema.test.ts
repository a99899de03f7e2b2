import { describe, expect, it } from "vitest";
import { parsed, problemsOf, prod } from "../literals";

const problemsWith = (change: object) => problemsOf({ database: { ...prod.database, ...change } });
const instances = (instanceClass: string) => ({
  instances: { primary: { instanceClass }, failover: { instanceClass: "db.r8g.48xlarge" } },
});

const unknownField = { got: "an unknown field", fix: "correct the field's name or remove it" };
const families = {
  expected: "an instance class of a current family, such as db.r7g.large",
  fix: "choose one of the families m5, m5d, m6g, m6gd, m6i, m6id, m6idn, m6in, m7g, m7i, m8a, m8g, m8gd, m9g, r5, r5b, r5d, r6g, r6gd, r6i, r6id, r6idn, r6in, r7g, r7i, r8a, r8g, r8gd, t3, t4g",
};

describe("a database with required fields only", () => {
  it("takes these defaults", () => {
    const required = {
      history: [{ step: "created", writer: "eu-west-1", engineVersion: "17" }],
      instances: { primary: { instanceClass: "db.r7g.large" }, failover: { instanceClass: "db.r7g.large" } },
      storage: { allocatedGiB: 100, maxAllocatedGiB: 1000 },
    } as const;
    expect(parsed({ ...prod, database: required }).database).toEqual({
      ...required,
      name: "app",
      username: "tandem_admin",
      instances: {
        primary: { instanceClass: "db.r7g.large", multiAz: true },
        failover: { instanceClass: "db.r7g.large", multiAz: false },
      },
      backups: { retentionDays: 14, window: "02:00-03:00", crossRegion: { retentionDays: 7 } },
      parameters: {},
      maintenanceWindow: "sun:03:30-sun:04:30",
      passwordVersion: 1,
      storageEncrypted: true,
      publiclyAccessible: false,
    });
  });
});

describe("prod's database with one field changed", () => {
  it.each([
    [
      "no backups",
      { backups: { retentionDays: 0 } },
      {
        path: "database.backups.retentionDays",
        got: "0",
        expected: "a whole number from 1 to 35",
        fix: "keep at least one day: a replica cannot exist without backups of its source",
      },
    ],
    ...[0, 36].map(
      (retentionDays) =>
        [
          `copied backups for ${retentionDays} days`,
          { backups: { crossRegion: { retentionDays } } },
          {
            path: "database.backups.crossRegion.retentionDays",
            got: `${retentionDays}`,
            expected: "a whole number from 1 to 35",
            fix: "RDS keeps copied backups for 1 to 35 days",
          },
        ] satisfies [string, object, object],
    ),
    [
      "copied backups turned off by another word",
      { backups: { crossRegion: "none" } },
      {
        path: "database.backups.crossRegion",
        got: '"none"',
        expected: '{ retentionDays: 1 to 35 } or "no-cross-region-backups"',
        fix: "correct database.backups.crossRegion",
      },
    ],
    [
      "storage that is not encrypted",
      { storageEncrypted: false },
      {
        path: "database.storageEncrypted",
        got: "false",
        expected: "true",
        fix: "remove the field: a replica in another region needs an encrypted source",
      },
    ],
    [
      "a public address",
      { publiclyAccessible: true },
      {
        path: "database.publiclyAccessible",
        got: "true",
        expected: "false",
        fix: "remove the field: clients come from the private subnets of both regions",
      },
    ],
    [
      "less storage than gp3 has",
      { storage: { allocatedGiB: 19, maxAllocatedGiB: 100 } },
      {
        path: "database.storage.allocatedGiB",
        got: "19",
        expected: "a whole number from 20 to 59578",
        fix: "RDS makes no smaller volume of gp3",
      },
    ],
    [
      "an unknown field",
      { size: "large" },
      {
        ...unknownField,
        path: "database.size",
        expected:
          "one of history, name, username, instances, parameters, storage, backups, maintenanceWindow, passwordVersion, storageEncrypted, publiclyAccessible",
      },
    ],
    [
      "an unknown field of an instance",
      {
        instances: { primary: { instanceClass: "db.r7g.large", size: 1 }, failover: { instanceClass: "db.r7g.large" } },
      },
      {
        ...unknownField,
        path: "database.instances.primary.size",
        expected: "one of instanceClass, multiAz",
      },
    ],
    [
      "an unknown field of the backups",
      { backups: { days: 3 } },
      { ...unknownField, path: "database.backups.days", expected: "one of retentionDays, window, crossRegion" },
    ],
    [
      "a version with its minor part",
      { history: [{ step: "created", writer: "eu-west-1", engineVersion: "17.6" }] },
      {
        path: "database.history[0].engineVersion",
        got: '"17.6"',
        expected: 'a major version of PostgreSQL, such as "17"',
        fix: "leave the minor out: RDS chooses it, and docs/runbooks/database-upgrade.md changes it",
      },
    ],
    [
      "a name that PostgreSQL would have to quote",
      { name: "App" },
      {
        path: "database.name",
        got: '"App"',
        expected: "a PostgreSQL name: lower-case letters, digits and underscores",
        fix: "rename it",
      },
    ],
    [
      "a user that RDS keeps for itself",
      { username: "rdsadmin" },
      {
        path: "database.username",
        got: '"rdsadmin"',
        expected: "a name that neither RDS nor PostgreSQL keeps for itself",
        fix: "rename it: RDS has a role of this name itself, or refuses it",
      },
    ],
    [
      "a password version of 0",
      { passwordVersion: 0 },
      {
        path: "database.passwordVersion",
        got: "0",
        expected: "a whole number from 1 to 1000000",
        fix: "count up from 1",
      },
    ],
  ] satisfies [string, object, object][])("refuses %s", (_, change, problem) => {
    expect(problemsWith(change)).toEqual([problem]);
  });

  it.each(["db.x2g.large", "db.r4.large", "db.r7g.huge", "r7g.large", "db.r7g", "db.r7g.2large"])(
    "refuses the instance class %s",
    (instanceClass) => {
      expect(problemsWith(instances(instanceClass))).toEqual([
        { path: "database.instances.primary.instanceClass", got: JSON.stringify(instanceClass), ...families },
      ]);
    },
  );

  // Alarms would be computed from 0 GiB, or AWS would know no such class.
  describe.each(["db.r7g.0xlarge", "db.r7g.micro", "db.m7g.small"])(
    "with the class %s, which does not exist",
    (name) => {
      it("is refused", () => {
        expect(problemsWith(instances(name))).toMatchObject([{ path: "database.instances.primary.instanceClass" }]);
      });
    },
  );

  describe.each([
    ["backups.crossRegion", { backups: { crossRegion: { retentionDays: 7, x: 1 } } }, "one of retentionDays"],
  ])("with an unknown field of %s", (path, change, expected) => {
    it("is refused", () => {
      expect(problemsWith(change)).toMatchObject([{ path: `database.${path}.x`, got: "an unknown field" }]);
    });

    it("hears which fields there are", () => {
      expect(problemsWith(change)).toMatchObject([{ expected }]);
    });
  });
});
