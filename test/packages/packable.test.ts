import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";

const check = join(import.meta.dirname, "../../scripts/check-packable.mjs");

/** What the check before packing says of a package that has these files. */
function checked(...files: readonly string[]): { readonly status: number | null; readonly stderr: string } {
  const folder = mkdtempSync(join(tmpdir(), "onefn-packable-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const exports = { ".": { import: "./dist/index.js", require: "./dist/index.cjs" } };
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "built", exports }));
  mkdirSync(join(folder, "dist"));
  for (const file of files) writeFileSync(join(folder, "dist", file), "");
  return spawnSync(process.execPath, [check], { cwd: folder, encoding: "utf8" });
}

it("a package without declarations is not packed, and the error says what builds them", () => {
  const { status, stderr } = checked("index.js", "index.cjs", "index.d.ts");
  expect(status).toBe(1);
  expect(stderr).toContain("built cannot be packed: 1 of its files are missing, such as ./dist/index.d.cts.");
  expect(stderr).toContain("npx -y pnpm@10 pack:all");
});

it("a whole package is packed", () => {
  expect(checked("index.js", "index.cjs", "index.d.ts", "index.d.cts").status).toBe(0);
});
