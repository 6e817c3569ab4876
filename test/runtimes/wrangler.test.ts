import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { Miniflare } from "miniflare";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Child } from "./harness/child.js";
import { buildExample } from "./harness/example.js";
import { nodeOf, packageOf, versionOf } from "./harness/nodes.js";

const COMPATIBILITY_DATE = "2026-07-01";

describe(`wrangler@${versionOf("wrangler")}`, () => {
  const folder = mkdtempSync(join(tmpdir(), "onefn-wrangler-"));
  let script: string;
  let lines: readonly string[];

  beforeAll(async () => {
    const main = await buildExample("hello", "cloudflare");
    const config = join(folder, "wrangler.json");
    writeFileSync(config, JSON.stringify({ name: "hello", main, compatibility_date: COMPATIBILITY_DATE }));
    // Wrangler asks for a newer Node than the oldest that onefn runs on.
    const wrangler = new Child(
      nodeOf(22),
      [
        join(packageOf("wrangler"), "bin/wrangler.js"),
        "deploy",
        "--dry-run",
        "--outdir",
        "out",
        "--config",
        config,
      ],
      { cwd: folder, env: { HOME: folder, CI: "1", WRANGLER_SEND_METRICS: "false", NO_COLOR: "1" } },
    );
    const end = await wrangler.ended;
    lines = wrangler.lines;
    expect(end, lines.join("\n")).toBe(0);
    script = readFileSync(join(folder, "out/cloudflare.js"), "utf8");
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("bundles the hello example without a warning", () => {
    expect(lines.filter((line) => /warning|error/i.test(line))).toEqual([]);
  });

  it("makes a bundle that imports nothing, neither of Node nor of a package", async () => {
    const { metafile } = await build({
      stdin: { contents: script, loader: "js" },
      bundle: true,
      external: ["*"],
      write: false,
      metafile: true,
      format: "esm",
      tsconfigRaw: {},
    });
    expect(Object.values(metafile.inputs).flatMap(({ imports }) => imports)).toEqual([]);
  });

  it("makes a bundle that workerd runs without nodejs_compat", async () => {
    const worker = new Miniflare({
      modules: true,
      script,
      cf: false,
      host: "127.0.0.1",
      compatibilityDate: COMPATIBILITY_DATE,
    });
    try {
      const response = await fetch(new URL("/hello/ada", await worker.ready));
      expect([response.status, await response.json()]).toEqual([200, { hello: "ada" }]);
    } finally {
      await worker.dispose();
    }
  });
});
