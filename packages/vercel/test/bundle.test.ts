import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";

const KB = 1024;

/** What a build for one of Vercel's runtimes makes of a program. */
async function bundle(program: string, runtime: "edge-light" | "node") {
  const { outputFiles, metafile } = await build({
    stdin: { contents: program, resolveDir: import.meta.dirname, loader: "ts" },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    conditions: ["onefn-source", runtime],
    external: ["node:*"],
    metafile: true,
    write: false,
  });
  const outputs = Object.values(metafile.outputs);
  return {
    size: gzipSync(outputFiles[0]?.contents ?? "", { level: 9 }).length,
    imports: outputs.flatMap(({ imports }) => imports.map(({ path }) => path)),
  };
}

const FUNCTION = `import { http, json } from "onefn"; const fn = http({ path: "/a/:b" }, (_, { params }) => json(params));`;

/** What the adapter uses of the portable core. */
const CORE =
  "createAdapter, httpPipeline, adaptRequest, adaptResponse, announcedSize, absoluteUrl, clientBehind, parseTraceparent, toLogJson";

describe.each(["edge-light", "node"] as const)("a bundle for %s", async (runtime) => {
  const whole = await bundle(
    `${FUNCTION} import { adapt } from "../src/http.js"; export default adapt(fn);`,
    runtime,
  );

  it("asks for no module of Node's", () => {
    expect(whole.imports).toEqual([]);
  });

  it("carries at most 2 KB that are Vercel's", async () => {
    const core = await bundle(
      `${FUNCTION} export { ${CORE} } from "onefn/provider"; export { fn };`,
      runtime,
    );
    console.info(`@onefn/vercel for ${runtime}: ${whole.size} bytes, of which ${core.size} are onefn's`);
    expect(whole.size - core.size).toBeLessThanOrEqual(2 * KB);
  });
});
