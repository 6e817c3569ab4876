import { mkdir, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { lambdaContext, wires } from "../lambda/events.mjs";
import { eventOf as sqsEvent } from "../messages/sqs/events.mjs";

const output = new URL("../.bundles/", import.meta.url);

// Some peers are CommonJS and ask for Node's modules by `require`, which a bundle of ES modules lacks.
const requireBanner = 'import{createRequire}from"node:module";const require=createRequire(import.meta.url);';

/**
 * Bundles an entry as people deploy it: one minified ES module.
 *
 * @param {string} name an entry of `entries/`
 * @returns {Promise<{ name: string, gzip: number, main: string, probe: string }>} gzip: bytes of the bundle;
 *   main: imports it and makes one invocation; probe: the same, then tells on standard output what was loaded
 */
export async function bundle(name) {
  const folder = new URL(`${name}/`, output);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });

  const code = await bundled(name);
  await writeFile(new URL("handler.mjs", folder), code);
  await writeFile(new URL("main.mjs", folder), mainOf(name));
  await writeFile(new URL("probe.mjs", folder), probe);
  return {
    name,
    gzip: gzipSync(code, { level: 9 }).byteLength,
    main: fileURLToPath(new URL("main.mjs", folder)),
    probe: fileURLToPath(new URL("probe.mjs", folder)),
  };
}

/** A program that does nothing: what every start costs before a line of ours. */
export async function emptyProgram() {
  const file = new URL("empty.mjs", output);
  await mkdir(output, { recursive: true });
  await writeFile(file, "");
  return fileURLToPath(file);
}

async function bundled(name) {
  const options = {
    entryPoints: [fileURLToPath(new URL(`entries/${name}.mjs`, import.meta.url))],
    absWorkingDir: fileURLToPath(new URL("..", import.meta.url)),
    bundle: true,
    minify: true,
    write: false,
    platform: "node",
    target: "node20",
    format: "esm",
    metafile: true,
    logLevel: "silent",
  };
  const { outputFiles, metafile } = await build(options);
  const needsRequire = Object.values(metafile.inputs).some(({ format }) => format === "cjs");
  return needsRequire ? requireBanner + outputFiles[0].text : outputFiles[0].text;
}

function mainOf(name) {
  const isSqs = /sqs/.test(name);
  const event = isSqs ? sqsEvent(1) : wires["api-gateway-v2"]({ method: "GET", path: "/hello" });
  const { getRemainingTimeInMillis: _, ...context } = lambdaContext();
  const isRight = isSqs
    ? "result.batchItemFailures.length === 0"
    : 'result.statusCode === 200 && JSON.parse(bodyOf(result)).hello === "world"';
  return [
    'import { handler } from "./handler.mjs";',
    `const event = ${JSON.stringify(event)};`,
    `const context = { ...${JSON.stringify(context)}, getRemainingTimeInMillis: () => 3000 };`,
    'const bodyOf = ({ body, isBase64Encoded }) => (isBase64Encoded ? Buffer.from(body, "base64").toString() : body);',
    "const result = await handler(event, context);",
    `if (!(${isRight})) process.exit(1);`,
    "",
  ].join("\n");
}

const probe = [
  'import "./main.mjs";',
  "const undici = process.moduleLoadList.some((name) => /^NativeModule internal\\/deps\\/undici/.test(name));",
  "process.stdout.write(JSON.stringify({ undici }));",
  "",
].join("\n");
