import { describe, expect, it } from "vitest";
import { problemsOf, prod } from "../literals";

const problemsWith = (window: string, maintenanceWindow: string) =>
  problemsOf({ database: { ...prod.database, backups: { window }, maintenanceWindow } });

describe("the windows for backups and maintenance", () => {
  it.each([
    ["inside", "02:00-03:00", "sun:02:15-sun:02:45"],
    ["around", "02:00-03:00", "sun:01:00-sun:04:00"],
    ["at the start", "02:00-03:00", "wed:01:30-wed:02:01"],
    ["at the end", "02:00-03:00", "sat:02:59-sat:03:30"],
    ["behind midnight", "23:30-00:30", "tue:00:00-tue:01:00"],
    ["before midnight", "23:30-00:30", "tue:23:00-tue:23:45"],
    ["behind the week's end", "23:30-00:30", "mon:00:00-mon:01:00"],
    ["over the week's end", "00:10-00:50", "sun:23:30-mon:00:30"],
    ["over the week's end, both", "23:45-00:15", "sun:23:30-mon:00:30"],
    ["for more than a day", "12:00-13:00", "fri:18:00-sun:18:00"],
  ])("must not overlap: %s", (_, window, maintenanceWindow) => {
    expect(problemsWith(window, maintenanceWindow)).toEqual([
      {
        path: "database.maintenanceWindow",
        got: `${maintenanceWindow}, while backups are taken ${window}`,
        expected: "a window that does not overlap the backup window",
        fix: "move one of the two: RDS refuses both at once",
      },
    ]);
  });

  it.each([
    ["before", "02:00-03:00", "sun:01:00-sun:02:00"],
    ["behind", "02:00-03:00", "sun:03:00-sun:04:00"],
    ["between two backups", "23:30-00:30", "mon:00:30-mon:23:30"],
    ["over the week's end", "00:30-01:00", "sun:23:30-mon:00:30"],
    ["around a backup over midnight", "23:30-00:30", "sun:00:30-sun:23:30"],
    ["half an hour long", "02:00-02:30", "sun:02:30-sun:03:00"],
  ])("may touch: %s", (_, window, maintenanceWindow) => {
    expect(problemsWith(window, maintenanceWindow)).toEqual([]);
  });

  it.each([
    ["database.backups.window", "02:00-02:29", "sun:04:00-sun:05:00", "02:00-02:29 (29 minutes)"],
    ["database.backups.window", "23:50-00:10", "sun:04:00-sun:05:00", "23:50-00:10 (20 minutes)"],
    ["database.backups.window", "02:00-02:00", "sun:04:00-sun:05:00", "02:00-02:00 (0 minutes)"],
    ["database.maintenanceWindow", "02:00-03:00", "sun:04:00-sun:04:10", "sun:04:00-sun:04:10 (10 minutes)"],
    ["database.maintenanceWindow", "02:00-03:00", "sun:23:50-mon:00:10", "sun:23:50-mon:00:10 (20 minutes)"],
  ])("must not be shorter than half an hour: %s", (path, window, maintenanceWindow, got) => {
    expect(problemsWith(window, maintenanceWindow)).toEqual([
      { path, got, expected: "at least 30 minutes", fix: "make the window longer" },
    ]);
  });

  it("have all their problems told at once", () => {
    expect(problemsWith("02:00-02:10", "sun:02:00-sun:02:10").map(({ path }) => path)).toEqual([
      "database.backups.window",
      "database.maintenanceWindow",
      "database.maintenanceWindow",
    ]);
  });

  it.each([
    ["database.backups.window", "2:00-3:00", "sun:04:00-sun:05:00", "HH:MM-HH:MM in UTC"],
    ["database.backups.window", "24:00-25:00", "sun:04:00-sun:05:00", "HH:MM-HH:MM in UTC"],
    ["database.maintenanceWindow", "02:00-03:00", "Sun:04:00-Sun:05:00", "ddd:HH:MM-ddd:HH:MM in UTC"],
    ["database.maintenanceWindow", "02:00-03:00", "04:00-05:00", "ddd:HH:MM-ddd:HH:MM in UTC"],
  ])("are written in one way: %s", (path, window, maintenanceWindow, expected) => {
    expect(problemsWith(window, maintenanceWindow)).toMatchObject([{ path, expected }]);
  });
});
