import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { labFolder } from "../../src/local/lab-folder";
import { missPart } from "./left-out";

const project = resolve(__dirname, "../..");
const promtool = join(labFolder(process.env), "bin", "promtool");
const fixtures = join(project, "__tests__/monitoring/rules");

/** What promtool says, and whether it is content. */
function ask(...args: readonly string[]): { readonly status: number | null; readonly said: string } {
  const { status, stdout, stderr } = spawnSync(promtool, [...args], { encoding: "utf8" });
  return { status, said: `${stdout}${stderr}` };
}

if (existsSync(promtool)) {
  describe("the rules of our own", () => {
    it.each(readdirSync(fixtures))("ring when they should, and only then: %s", (file) => {
      const { status, said } = ask("test", "rules", join(fixtures, file));
      expect(said).toContain("SUCCESS");
      expect(status, said).toBe(0);
    });

    it.each(readdirSync(fixtures))("have nothing that a reader would call a mistake: %s", (file) => {
      const rules = join(project, "charts/monitoring-resources/rules", file);
      const { status, said } = ask("check", "rules", "--lint=all", "--lint-fatal", rules);
      expect(status, said).toBe(0);
    });
  });
} else {
  missPart("rules", `${promtool} is missing`);
}
