import { defineConfig } from "vitest/config";

// Tests run the packages' sources: no build stands between an edit and its test.
const conditions = ["onefn-source", "module", "node", "development|production"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: [
      "packages/*/test/**/*.test.ts",
      "examples/**/*.test.ts",
      "test/{contract,docs,frameworks}/**/*.test.ts",
    ],
  },
});
