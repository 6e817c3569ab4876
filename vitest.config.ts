import { defineConfig } from "vitest/config";

// Tests run the packages' sources: no build stands between an edit and its test.
const conditions = ["onefn-source", "node", "development|production"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: [
      "packages/*/test/**/*.test.ts",
      "examples/**/*.test.ts",
      "test/{contract,docs,frameworks}/**/*.test.ts",
    ],
    // A check on every provider deploys a function some fifty times: on a busy machine that takes more than 5 s.
    testTimeout: 30_000,
    // By default, Vitest leaves one core unused. Most contract tests wait for deadlines and brokers.
    maxWorkers: "100%",
  },
});
