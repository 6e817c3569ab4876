import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";

const KB = 1024;

/** What a build for one of Netlify's runtimes makes of a program. */
async function bundle(program: string, runtime: "deno" | "node") {
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
    inputs: outputs.flatMap(({ inputs }) => Object.keys(inputs)),
    imports: outputs.flatMap(({ imports }) => imports.map(({ path }) => path)),
  };
}

const FUNCTION = `import { http, json } from "onefn"; const fn = http({ path: "/a/:b" }, (_, { params }) => json(params));`;
const adapted = (entry: string) =>
  `${FUNCTION} import { adapt } from "../src/${entry}.js"; export default adapt(fn);`;

/** What the adapter uses of the portable core. */
const CORE =
  "createAdapter, httpPipeline, adaptRequest, adaptResponse, announcedSize, clientBehind, parseTraceparent, toLogJson";

describe.each(["deno", "node"] as const)("a bundle for %s", async (runtime) => {
  const whole = await bundle(adapted("index"), runtime);

  it("asks for no module of Node's", () => {
    expect(whole.imports).toEqual([]);
  });

  it("carries nothing of Lambda-compatible handlers", () => {
    expect(whole.inputs.filter((path) => /netlify\/src\/(?:v1|globals|codecs\/event)/.test(path))).toEqual(
      [],
    );
  });

  it("carries at most 2 KB that are Netlify's", async () => {
    const core = await bundle(
      `${FUNCTION} export { ${CORE} } from "onefn/provider"; export { fn };`,
      runtime,
    );
    console.info(`@onefn/netlify for ${runtime}: ${whole.size} bytes, of which ${core.size} are onefn's`);
    expect(whole.size - core.size).toBeLessThanOrEqual(2 * KB);
  });
});

it("a bundle of v1 asks for nothing but node:buffer, and adds at most 2 KB", async () => {
  const whole = await bundle(adapted("v1"), "node");
  const parts =
    "createAdapter, httpPipeline, createRecord, createRequest, headerEntries, HttpError, installGlobals, OnefnError, " +
    "clientBehind, parseTraceparent, stripBasePath, takeBody, takeBuffered, toLogJson";
  const core = await bundle(`${FUNCTION} export { ${parts} } from "onefn/provider"; export { fn };`, "node");
  console.info(`@onefn/netlify/v1: ${whole.size} bytes, of which ${core.size} are onefn's`);
  expect(new Set(whole.imports)).toEqual(new Set(["node:buffer"]));
  expect(whole.size - core.size).toBeLessThanOrEqual(2 * KB);
});
