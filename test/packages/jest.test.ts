import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { packages, project } from "./packed.js";

const jest = join(dirname(createRequire(import.meta.url).resolve("jest/package.json")), "bin/jest.js");

/** As TypeScript and Babel compile a file that exports a schema beside its functions. */
const FUNCTIONS = `
Object.defineProperty(exports, "__esModule", { value: true });
const { http, json, message } = require("onefn");
const { z } = require("zod");
exports.Order = z.object({ sku: z.string() });
exports.LIMIT = 3;
exports.hello = http({ path: "/hello/:name" }, (_, { params }) => json({ hello: params.name }));
exports.orders = message({ from: "orders", schema: exports.Order }, () => {});
`;

const TEST = `
const { checkFunction } = require("@onefn/contract");
const functions = require("./functions.js");

test("a Response is one", () => {
  expect(require("onefn").json(1)).toBeInstanceOf(Response);
});

test("the functions do alike everywhere", async () => {
  const report = await checkFunction(functions, [
    new Request("http://localhost/hello/ada"),
    { body: '{"sku":"apples"}' },
  ]);
  expect(report.ok).toBe(true);
  const asked = report.answers.flat();
  expect(asked.every(({ parts }) => parts.status === "200" || parts.outcome === "ack")).toBe(true);
  process.stderr.write("REPORT" + JSON.stringify({
    asked: [...new Set(asked.map(({ wire }) => wire.split("/")[0]))],
    unchecked: report.unchecked,
    text: String(report),
  }) + "\\n");
});
`;

const temporary: string[] = [];
afterAll(() => {
  for (const folder of temporary) rmSync(folder, { recursive: true });
});

/** Runs the test by Jest as it is without configuration, in a CommonJS project that has these packages. */
function report(packages: readonly string[]): {
  readonly asked: readonly string[];
  readonly unchecked: readonly { readonly provider: string; readonly reason: string }[];
  readonly text: string;
} {
  const folder = mkdtempSync(join(tmpdir(), "onefn-jest-"));
  temporary.push(folder);
  for (const name of packages) {
    const installed = join(folder, "node_modules", name);
    mkdirSync(dirname(installed), { recursive: true });
    cpSync(join(project, "node_modules", name), installed, { recursive: true });
  }
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "user", private: true }));
  writeFileSync(join(folder, "functions.js"), FUNCTIONS);
  writeFileSync(join(folder, "functions.test.js"), TEST);
  const script = `exec "${process.execPath}" "${jest}" --rootDir "${folder}" 2>&1`;
  // pnpm names the workspace's packages there, which a project of one's own has not installed.
  const env = { ...process.env, NODE_PATH: "" };
  const output = execFileSync("sh", ["-c", script], { cwd: folder, env, encoding: "utf8" });
  return JSON.parse(/REPORT(.*)/.exec(output)?.[1] ?? "null");
}

/** Every package that plays a provider. */
const providers = packages
  .filter(({ name, entries }) => entries.includes(`${name}/simulator`) && name.startsWith("@onefn/"))
  .map(({ name }) => name.replace("@onefn/", ""))
  .sort();

describe("checkFunction in Jest, which runs CommonJS", () => {
  it("asks the providers that are installed, and says which are not", () => {
    const { asked, unchecked, text } = report([
      "onefn",
      "zod",
      "@onefn/contract",
      "@onefn/aws",
      "@onefn/vercel",
    ]);
    expect([...asked].sort()).toEqual(["aws", "vercel"]);
    const others = providers.filter((provider) => !asked.includes(provider));
    expect(unchecked.map(({ provider }) => provider).sort()).toEqual(others);
    expect(text).toContain("not checked: gcp: @onefn/gcp is not installed.");
  });

  it("asks every provider that Jest can load, and says why the others cannot be asked", () => {
    const { asked, unchecked } = report(["."]);
    const cannot = ["azure", "server"];
    expect(asked).toEqual(expect.arrayContaining(providers.filter((provider) => !cannot.includes(provider))));
    // Jest has a registry of modules of its own, and before Node 24.9 no ES modules.
    const reasons = Object.fromEntries(unchecked.map(({ provider, reason }) => [provider, reason]));
    expect(reasons.azure).toContain("In Jest");
    expect(Object.keys(reasons).filter((provider) => !cannot.includes(provider))).toEqual([]);
  });
});
