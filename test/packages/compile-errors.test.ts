import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { compile } from "./compile.js";
import { project } from "./packed.js";

const folder = join(project, "compile-errors");

const FUNCTIONS = `
import { change, http, json, message } from "onefn";
export const LIMIT = 3;
export const Order = { kind: "schema" };
export function price() { return LIMIT; }
export const hello = http(() => json({ price: price() }));
export const orders = message(() => {});
export const index = change(() => {});
export default hello;
`;

/** A line of TypeScript, and the first line of its error; empty if it compiles. */
const LINES: readonly (readonly [code: string, error: string])[] = [
  ["aws(functions);", ""],
  ["aws({ hello, orders });", ""],
  ["cloudflare(functions.default);", ""],
  ["cloudflare(http);", "No onefn function was given"],
  ["cloudflare({ hello, orders });", ""],
  ["azure({ hello, orders });", ""],
  ["gcp(functions);", ""],
  ["vercel(orders);", ""],
  ["vercel(index);", "@onefn/vercel does not support change functions"],
  ["vercelHttp(orders);", "@onefn/vercel/http does not support message functions, only http"],
  ["netlify(orders);", "@onefn/netlify does not support message functions, only http"],
  ["server(orders);", ""],
  [
    "register('orders', orders);",
    "@onefn/azure without a trigger does not support message functions, only http",
  ],
  [
    "register('hello', hello, serviceBus({ connection: 'A' }));",
    "This trigger of @onefn/azure does not support http",
  ],
  ["queue(hello);", "This entry of @onefn/aws does not support http functions, only message"],
  ["aws({ hello, limit: 3 });", "'limit' does not exist in type"],
  ["aws({ hello, raw: () => new Response() });", "'raw' does not exist in type"],
  ["aws({ hello, orders, index });", ""],
  ["queue(index);", "This entry of @onefn/aws does not support change functions, only message"],
  ["table(orders);", "This entry of @onefn/aws does not support message functions, only change"],
  ["http(() => {});", "A Response is missing"],
  ["http(async () => {});", "A Response is missing"],
  ['http({ path: "/" }, async (request) => { if (request.body) return json(1); });', "A Response is missing"],
  ['http({ path: "/" }, () => "hello");', "A Response is missing"],
];

const IMPORTS = `
import { adapt as aws } from "@onefn/aws";
import { adapt as table } from "@onefn/aws/change/dynamodb";
import { adapt as queue } from "@onefn/aws/message/sqs";
import { adapt as azure } from "@onefn/azure";
import { register, serviceBus } from "@onefn/azure/register";
import { adapt as cloudflare } from "@onefn/cloudflare";
import { adapt as gcp } from "@onefn/gcp";
import { adapt as netlify } from "@onefn/netlify";
import { adapt as server } from "@onefn/server";
import { adapt as vercel } from "@onefn/vercel";
import { adapt as vercelHttp } from "@onefn/vercel/http";
import { http, json } from "onefn";
import * as functions from "./functions.js";
import { hello, index, orders } from "./functions.js";
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

describe("the first line of the compiler's error for", () => {
  it.each(LINES.map(([code, error], index) => ({ code, error, line: first + index })))(
    "$code says: $error",
    ({ error, line }) => {
      const own = errors.filter((each) => each.includes(`wrong.ts(${line},`));
      expect(own).toHaveLength(error === "" ? 0 : 1);
      expect(own[0] ?? "").toContain(error);
    },
  );

  it("there is none for valid code", () => {
    expect(errors.filter((each) => !each.includes("wrong.ts("))).toEqual([]);
  });
});
