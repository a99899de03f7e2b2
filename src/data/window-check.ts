import { type Check, defineCheck } from "../config/check";
import type { Problem } from "../config/problem";

const minutesOfDay = 24 * 60;
const days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

export const windowCheck: Check = defineCheck(["database"], ({ database }) => {
  if (database === undefined) return [];
  const { window } = database.backups;
  const daily = minutesOf(window);
  const weekly = minutesOf(database.maintenanceWindow);
  const problems: Problem[] = [];
  for (const [path, text, { length }] of [
    ["database.backups.window", window, daily],
    ["database.maintenanceWindow", database.maintenanceWindow, weekly],
  ] as const) {
    if (length >= 30) continue;
    problems.push({
      path,
      got: `${text} (${length} minutes)`,
      expected: "at least 30 minutes",
      fix: "make the window longer",
    });
  }
  const clash = days.some((_, day) => {
    const start = day * minutesOfDay + daily.start;
    return [-1, 0, 1].some((week) => {
      const shifted = start + week * 7 * minutesOfDay;
      return shifted < weekly.start + weekly.length && weekly.start < shifted + daily.length;
    });
  });
  if (clash) {
    problems.push({
      path: "database.maintenanceWindow",
      got: `${database.maintenanceWindow}, while backups are taken ${window}`,
      expected: "a window that does not overlap the backup window",
      fix: "move one of the two: RDS refuses both at once",
    });
  }
  return problems;
});

/** Start and length in minutes, since Monday 00:00 where a day is named. */
function minutesOf(window: string): { readonly start: number; readonly length: number } {
  const weekly = window.length > "HH:MM-HH:MM".length;
  const period = weekly ? 7 * minutesOfDay : minutesOfDay;
  const [start = 0, end = 0] = window.split("-").map((moment) => {
    const [minute = "0", hour = "0", day = "mon"] = moment.split(":").toReversed();
    return days.indexOf(day) * minutesOfDay + Number(hour) * 60 + Number(minute);
  });
  return { start, length: (end - start + period) % period };
}
