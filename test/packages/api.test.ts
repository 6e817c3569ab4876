import { join } from "node:path";
import { expect, it } from "vitest";
import { apiReport } from "./api-report.js";
import { packages, project } from "./packed.js";

it.each(packages)(
  "the interface of $name is the one in its api.md (`pnpm api` writes it)",
  async (packed) => {
    const page = join(import.meta.dirname, "../../packages", packed.name.replace("@onefn/", ""), "api.md");
    await expect(apiReport(packed, project)).toMatchFileSnapshot(page);
  },
);
