import { defineConfig } from "vitest/config";

/** The lab: real Terraform against emulators, minutes instead of seconds. */
export default defineConfig({
  test: {
    include: ["__tests__/lab/**/*.lab.ts"],
    reporters: ["verbose"],
    fileParallelism: false,
    testTimeout: 900_000,
    hookTimeout: 300_000,
    bail: 1,
  },
});
