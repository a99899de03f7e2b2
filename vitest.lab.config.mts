import { defineConfig } from "vitest/config";

/** The lab: real Terraform against emulators, minutes instead of seconds. */
export default defineConfig({
  test: {
    include: ["__tests__/lab/**/*.lab.ts"],
    // The scan applies all of prod once more, for what changes seldom: `npm run scan` runs it, `npm run lab` where everything is wanted.
    exclude:
      process.env["npm_lifecycle_event"] === "scan" || process.env["TANDEM_LAB_FULL"] === "1" ? [] : ["**/scan.lab.ts"],
    globalSetup: ["__tests__/lab/install-emulators.ts"],
    reporters: ["verbose"],
    // An emulator on a busy machine may drop a request that it has carried out. Like in AWS, Terraform goes on when it is run again.
    retry: 1,
    // Terraform spends most of its time waiting; each part has emulators of its own.
    maxWorkers: 3,
    testTimeout: 900_000,
    hookTimeout: 300_000,
  },
});
