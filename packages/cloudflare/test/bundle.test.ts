import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";

const KB = 1024;

/** What a Worker's build makes of a program: its conditions are those of wrangler. */
async function bundle(program: string) {
  const { outputFiles, metafile } = await build({
    stdin: { contents: program, resolveDir: import.meta.dirname, loader: "ts" },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "neutral",
    conditions: ["onefn-source", "workerd", "worker", "browser"],
    external: ["node:*"],
    target: "es2022",
    metafile: true,
    write: false,
  });
  const outputs = Object.values(metafile.outputs);
  return {
    size: gzipSync(outputFiles[0]?.contents ?? "", { level: 9 }).length,
    inputs: Object.keys(metafile.inputs),
    imports: outputs.flatMap(({ imports }) => imports.map(({ path }) => path)),
  };
}

const FUNCTION = `import { http, json } from "onefn"; const fn = http({ path: "/a/:b" }, (_, { params }) => json(params));`;

describe("a bundled Worker", async () => {
  const worker = await bundle(
    `${FUNCTION} import { adapt } from "../src/index.js"; export default adapt(fn);`,
  );

  it("asks the runtime for no module of Node's", () => {
    expect(worker.imports).toEqual([]);
  });

  it("has the runtime's own Fetch classes", () => {
    expect(worker.inputs.some((path) => path.endsWith("onefn/src/fetch/native.ts"))).toBe(true);
    expect(
      worker.inputs.filter((path) => /fetch\/(?:node|request|response|globals)\.ts$/.test(path)),
    ).toEqual([]);
  });

  it("carries at most 2 KB that are Cloudflare's", async () => {
    const parts =
      "createAdapter, httpPipeline, passRequest, passResponse, announcedSize, errorResponse, clientBehind, parseTraceparent, toLogJson";
    const core = await bundle(
      `${FUNCTION} import { ${parts} } from "onefn/provider"; export default [fn, ${parts}];`,
    );
    console.info(`a Worker: ${worker.size} bytes, of which onefn's own are ${core.size}`);
    expect(worker.size - core.size).toBeLessThanOrEqual(2 * KB);
  });
});
