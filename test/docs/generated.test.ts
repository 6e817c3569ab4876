import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "./documents.js";
import { buildersPage } from "./generated/builders-page.js";
import { capabilitiesPage } from "./generated/capabilities-page.js";
import { deliveryPage } from "./generated/delivery-page.js";
import { codesInSources, explainedCodes } from "./generated/error-codes.js";
import { errorsPage } from "./generated/errors-page.js";

it.each([
  ["docs/builders.md", buildersPage],
  ["docs/capabilities.md", capabilitiesPage],
  ["docs/delivery.md", deliveryPage],
  ["docs/errors.md", errorsPage],
])("%s says what the code says (`npx -y pnpm@10 docs:write` writes it)", async (path, page) => {
  await expect(page()).toMatchFileSnapshot(join(root, path));
});

describe("ErrorCode", () => {
  const explained = explainedCodes();
  const inSources = [...codesInSources().keys()];

  it.each(explained)("explains $code: when, what it means, what to do", ({ when, meaning, wayOut }) => {
    expect(when).toMatch(/^(?:At start|At a call|In the log)$/);
    expect(meaning).toMatch(/\.$/);
    expect(wayOut).toMatch(/\.$/);
  });

  it("has every code that the packages throw or log, and no other", () => {
    expect(explained.map(({ code }) => code).sort()).toEqual(inSources.sort());
  });
});
