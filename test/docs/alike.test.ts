import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { documents, root } from "./documents.js";

it.each(documents)("$path: npx does not stop to ask whether it may install pnpm", ({ text }) => {
  expect(text.match(/npx (?!-y |--yes )pnpm.*/g) ?? []).toEqual([]);
});

it("an order is the same order on every page and in the example", () => {
  const example = readFileSync(join(root, "examples/orders/src/warehouse.ts"), "utf8");
  const schemas = [example, ...documents.map(({ text }) => text)].flatMap(
    (text) => text.match(/^const Order = .*$/gm) ?? [],
  );
  expect(schemas.length).toBeGreaterThan(2);
  expect(new Set(schemas).size).toBe(1);
});

it.each(["CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "LICENSE", "docs/stability.md"])(
  "%s is there",
  (path) => {
    expect(existsSync(join(root, path))).toBe(true);
  },
);
