import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { compile } from "./compile.js";
import { project } from "./packed.js";

const folder = join(project, "compile-errors");

const FUNCTIONS = `
import { http, json, message } from "onefn";
export const LIMIT = 3;
export const Order = { kind: "schema" };
export function price() { return LIMIT; }
export const hello = http(() => json({ price: price() }));
export const orders = message(() => {});
export default hello;
`;

/** A line of TypeScript, and what the first line of its error says; nothing where it compiles. */
const LINES: readonly (readonly [code: string, error: string])[] = [
  ["aws(functions);", ""],
  ["aws({ hello, orders });", ""],
  ["cloudflare(functions.default);", ""],
  ["cloudflare(http);", "There is no function of onefn in what is given here"],
  ["cloudflare(orders);", "@onefn/cloudflare carries no message function, http alone"],
  ["azure({ hello, orders });", "@onefn/azure carries no message function, http alone: leave out orders"],
  ["gcp(functions);", "@onefn/gcp carries no message function, http alone: leave out orders"],
  ["vercel(orders);", "@onefn/vercel carries no message function, http alone"],
  ["netlify(orders);", "@onefn/netlify carries no message function, http alone"],
  ["server(orders);", "@onefn/server carries no message function, http alone"],
  ["register('orders', orders);", "@onefn/azure carries no message function, http alone"],
  ["queue(hello);", "This entry of @onefn/aws carries no http function, message alone"],
  ["aws({ hello, limit: 3 });", "'limit' does not exist in type"],
  ["aws({ hello, raw: () => new Response() });", "'raw' does not exist in type"],
  ["http(() => {});", "A Response is missing"],
  ["http(async () => {});", "A Response is missing"],
  ['http({ path: "/" }, async (request) => { if (request.body) return json(1); });', "A Response is missing"],
  ['http({ path: "/" }, () => "hello");', "A Response is missing"],
];

const IMPORTS = `
import { adapt as aws } from "@onefn/aws";
import { adapt as queue } from "@onefn/aws/message/sqs";
import { adapt as azure } from "@onefn/azure";
import { register } from "@onefn/azure/register";
import { adapt as cloudflare } from "@onefn/cloudflare";
import { adapt as gcp } from "@onefn/gcp";
import { adapt as netlify } from "@onefn/netlify";
import { adapt as server } from "@onefn/server";
import { adapt as vercel } from "@onefn/vercel";
import { http, json } from "onefn";
import * as functions from "./functions.js";
import { hello, orders } from "./functions.js";
`;

const first = IMPORTS.split("\n").length;
let errors: readonly string[] = [];

beforeAll(() => {
  mkdirSync(folder, { recursive: true });
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  write("functions.ts", FUNCTIONS);
  write("wrong.ts", `${IMPORTS}${LINES.map(([code]) => code).join("\n")}\n`);
  const compilerOptions = {
    ...{ strict: true, noEmit: true, target: "es2022", module: "nodenext", types: ["node"] },
    typeRoots: [join(import.meta.dirname, "../../node_modules/@types")],
  };
  write("package.json", JSON.stringify({ type: "module" }));
  write("tsconfig.json", JSON.stringify({ compilerOptions, files: ["functions.ts", "wrong.ts"] }));
  errors = compile(join(folder, "tsconfig.json"))
    .split("\n")
    .filter((line) => /^\S/.test(line));
});

describe("the first line that the compiler writes of", () => {
  it.each(LINES.map(([code, error], index) => ({ code, error, line: first + index })))(
    "$code says: $error",
    ({ error, line }) => {
      const own = errors.filter((each) => each.includes(`wrong.ts(${line},`));
      expect(own).toHaveLength(error === "" ? 0 : 1);
      expect(own[0] ?? "").toContain(error);
    },
  );

  it("what is right is nothing", () => {
    expect(errors.filter((each) => !each.includes("wrong.ts("))).toEqual([]);
  });
});
