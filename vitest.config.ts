import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: [
            "{lib,sandbox,server,scripts,components}/**/*.test.ts",
            "tests/architecture/**/*.test.ts",
            "bench/harness/**/*.test.ts",
          ],
          env: {
            SECRET_KEYS: `test:${Buffer.alloc(32, 7).toString("base64")}`,
            LOG_LEVEL: "silent",
          },
        },
      },
      {
        test: {
          name: "integration",
          include: ["tests/integration/**/*.test.ts"],
          globalSetup: ["tests/harness/global-setup.ts"],
          env: {
            // The same as the consoles', so that a test can open what they seal.
            SECRET_KEYS: `test:${Buffer.alloc(32, 7).toString("base64")}`,
            LOG_LEVEL: "silent",
          },
          // A machine at work may be several times slower; what hangs is found all the same.
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // One more than the two cores of CI: much of their time they wait, for a lease or for WeChat.
          maxWorkers: 3,
        },
      },
      {
        test: {
          name: "endurance",
          include: ["tests/endurance/**/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // Each of them measures, or kills what it measures.
          maxWorkers: 1,
          fileParallelism: false,
        },
      },
    ],
  },
});
