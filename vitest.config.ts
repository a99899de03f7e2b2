module.exports = {
  test: {
    include: ["__tests__/**/*.test.ts"],
    exclude: ["__tests__/lab/**"],
    pool: "threads",
    // One module graph for all files of a worker: CDKTF loads once, and synthesized platforms are shared. So no test may change global state.
    isolate: false,
    maxWorkers: "100%",
  },
} satisfies import("vitest/config").ViteUserConfig;
