import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build, transform } from "esbuild";
import { rollup } from "rollup";
import { beforeAll, describe, expect, it } from "vitest";
import webpack from "webpack";
import { project } from "./packed.js";

const folder = join(project, "modules");

/** What people write: functions beside a schema, a constant, a helper and a class, and one function twice. */
const FUNCTIONS = `
import { http, json, message } from "onefn";
export const Order = { "~standard": { version: 1, vendor: "test", validate: (value: unknown) => ({ value }) } };
export const LIMIT = 3;
export class Shop {}
export function price() { return LIMIT; }
export const hello = http({ path: "/hello" }, () => json({ price: price() }));
export const orders = message({ from: "orders" }, () => {});
export default hello;
`;

/** Names whatever list of exports a lexer cannot see. */
const HIDDEN = `
const { http, json } = require("onefn");
module.exports = Object.fromEntries([
  ["hello", http({ path: "/hello" }, () => json({ price: 3 }))],
  ["LIMIT", 3],
]);
`;

const EVENT = JSON.stringify({
  version: "2.0",
  rawPath: "/hello",
  rawQueryString: "",
  headers: {},
  requestContext: { http: { method: "GET" } },
  isBase64Encoded: false,
});

const entry = (functions: string) => `
import { adapt } from "@onefn/aws";
import * as functions from "${functions}";
const { statusCode, body } = await adapt(functions)(${EVENT});
console.log(statusCode, body);
`;

const ANSWER = '200 {"price":3}';

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  const compiled = async (format: "esm" | "cjs") =>
    (await transform(FUNCTIONS, { loader: "ts", format })).code;
  write("package.json", JSON.stringify({ type: "module" }));
  write("functions.mjs", await compiled("esm"));
  write("functions.cjs", await compiled("cjs"));
  write("hidden.cjs", HIDDEN);
  for (const name of FILES) write(`${name}.entry.mjs`, entry(`./${name}`));
});

const FILES = ["functions.mjs", "functions.cjs", "hidden.cjs"];

function write(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

function run(name: string): string {
  return execFileSync(process.execPath, [name], { cwd: folder, encoding: "utf8" }).trim();
}

describe.each(FILES)("import * as functions of %s", (name) => {
  it("gives its functions to adapt", () => {
    expect(run(`${name}.entry.mjs`)).toBe(ANSWER);
  });

  it.each([true, false])("does so in a bundle of esbuild, minified: %s", async (minify) => {
    const outfile = join(folder, `${name}.esbuild.mjs`);
    const entryPoints = [join(folder, `${name}.entry.mjs`)];
    await build({ entryPoints, outfile, bundle: true, minify, platform: "node", format: "esm" });
    expect(run(outfile)).toBe(ANSWER);
  });

  it.each(["production", "development"] as const)("does so in a bundle of webpack, for %s", async (mode) => {
    await webpacked(name, mode);
    expect(run(`${name}.webpack.mjs`)).toBe(ANSWER);
  });
});

it("a bundle of Rollup gives a module's functions to adapt", async () => {
  const bundle = await rollup({
    input: join(folder, "functions.mjs.entry.mjs"),
    external: [/^[^./]/],
    onwarn: () => {},
  });
  await bundle.write({ file: join(folder, "rollup.mjs"), format: "esm" });
  expect(run("rollup.mjs")).toBe(ANSWER);
});

it("require gives a module's functions to adapt", () => {
  const program = `require("@onefn/aws").adapt(require("./functions.cjs"))(${EVENT}).then((r) => console.log(r.statusCode, r.body))`;
  write("require.cjs", program);
  expect(run("require.cjs")).toBe(ANSWER);
});

describe("adapt refuses", () => {
  const error = (argument: string) => {
    write(
      "refused.mjs",
      `import { adapt } from "@onefn/aws";
       import { hello } from "./functions.mjs";
       import * as path from "node:path";
       try { adapt(${argument}); console.log("accepted"); } catch (error) { console.log(error.code, error.message); }`,
    );
    return run("refused.mjs");
  };

  it("a record written by hand that holds anything else, and names it", () => {
    expect(error("{ hello, limit: 3 }")).toMatch(/^ONEFN_NOT_A_FUNCTION .*"limit" is not a onefn function/);
  });

  it("a module that exports no function", () => {
    expect(error("path")).toMatch(/^ONEFN_NOT_A_FUNCTION/);
  });

  it("what is nothing at all", () => {
    for (const nothing of ["{}", "undefined", "null", "3", '"hello"', "() => {}"]) {
      expect(error(nothing)).toMatch(/^ONEFN_NOT_A_FUNCTION/);
    }
  });
});

function webpacked(name: string, mode: "production" | "development"): Promise<void> {
  const compiler = webpack({
    mode,
    target: "node20",
    context: folder,
    entry: `./${name}.entry.mjs`,
    experiments: { outputModule: true },
    output: { path: folder, filename: `${name}.webpack.mjs`, library: { type: "module" } },
  });
  return new Promise((resolve, reject) => {
    compiler?.run((error, stats) => {
      if (error || stats?.hasErrors()) reject(error ?? new Error(stats?.toString("errors-only")));
      else resolve();
    });
  });
}
