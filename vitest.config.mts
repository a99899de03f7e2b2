import { defineConfig } from "vitest/config";

/** Unit tests: no network, no Terraform, seconds. */
export default defineConfig({
  test: {
    include: ["__tests__/**/*.test.ts"],
    pool: "threads",
    // One module graph for all files of a worker: CDKTF loads once, and synthesized platforms are shared. So no test may change global state.
    isolate: false,
    maxWorkers: "100%",
    // Some tests start the program itself, which takes seconds on a busy machine.
    testTimeout: 30_000,
  },
});
