import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";

const KB = 1024;

/** Bundles a program as a Worker, with wrangler's conditions. */
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
    /** The sources that contribute bytes to the output. */
    used: outputs.flatMap(({ inputs }) =>
      Object.keys(inputs).filter((path) => (inputs[path]?.bytesInOutput ?? 0) > 0),
    ),
    imports: outputs.flatMap(({ imports }) => imports.map(({ path }) => path)),
  };
}

const FUNCTIONS = {
  http: `import { http, json } from "onefn"; const fn = http({ path: "/a/:b" }, (_, { params }) => json(params));`,
  message: `import { message } from "onefn"; const fn = message({ from: "orders" }, () => {});`,
  storage: `import { storage } from "onefn"; const fn = storage({ bucket: "uploads" }, () => {});`,
  schedule: `import { schedule } from "onefn"; const fn = schedule({ every: "hour" }, () => {});`,
};

/** The parts of onefn's core that an entry uses. */
const PARTS = {
  http: "httpPipeline, adaptRequest, adaptResponse, announcedSize, clientBehind, parseTraceparent",
  message: "recordPipeline, messageKind, OnefnError",
  storage: "recordPipeline, storageKind, OnefnError",
  schedule: "recordPipeline, scheduleKind, lateness, OnefnError",
};

describe("a bundled Worker", async () => {
  const worker = await bundle(
    `${FUNCTIONS.http} import { adapt } from "../src/index.js"; export default adapt(fn);`,
  );

  it("imports none of Node's modules", () => {
    expect(worker.imports).toEqual([]);
  });

  it("has the runtime's own Fetch classes", () => {
    expect(worker.inputs.some((path) => path.endsWith("onefn/src/fetch/native.ts"))).toBe(true);
    expect(
      worker.inputs.filter((path) => /fetch\/(?:node|request|response|globals)\.ts$/.test(path)),
    ).toEqual([]);
  });

  it.each([
    ["index", 3, FUNCTIONS.http, `${PARTS.http}, messageKind, storageKind, ${PARTS.schedule}`],
    ["http", 2, FUNCTIONS.http, PARTS.http],
    ["message", 2, FUNCTIONS.message, PARTS.message],
    ["message/queues", 2, FUNCTIONS.message, PARTS.message],
    ["storage", 2, FUNCTIONS.storage, PARTS.storage],
    ["storage/r2", 2, FUNCTIONS.storage, PARTS.storage],
    ["schedule", 2, FUNCTIONS.schedule, PARTS.schedule],
  ])("of %s has at most %d KB of Cloudflare's own code", async (entry, limit, fn, own) => {
    const parts = `createAdapter, toLogJson, ${own}`;
    const [whole, core] = await Promise.all([
      bundle(`${fn} import { adapt } from "../src/${entry}.js"; export default adapt(fn);`),
      bundle(`${fn} import { ${parts} } from "onefn/provider"; export default [fn, ${parts}];`),
    ]);
    console.info(`a Worker of ${entry}: ${whole.size} bytes, of which onefn's own are ${core.size}`);
    expect(whole.size - core.size).toBeLessThanOrEqual(limit * KB);
  });

  it.each([
    ["http", FUNCTIONS.http, /records\/|schedule|queue|settlement/],
    ["message", FUNCTIONS.message, /onefn\/src\/http\/pipeline|codecs\/(?:fetch|scheduled|r2)/],
    ["storage", FUNCTIONS.storage, /onefn\/src\/http\/pipeline|codecs\/(?:fetch|scheduled)/],
    ["schedule", FUNCTIONS.schedule, /onefn\/src\/http\/pipeline|codecs\/fetch|queue|settlement/],
  ])("of %s has no code of the other kinds", async (entry, fn, others) => {
    const { used } = await bundle(
      `${fn} import { adapt } from "../src/${entry}.js"; export default adapt(fn);`,
    );
    expect(used.filter((path) => others.test(path))).toEqual([]);
  });
});
