/** Two copies of this package in one process, as a CommonJS and an ESM dependency bring them. */
import { createRequire } from "node:module";
import { argv } from "node:process";
import { sourceOf } from "./source.js";

const [, , mode, esm, cjs] = argv;
const first = createRequire(import.meta.url)(`${cjs}`) as typeof import("./copy.js");
first.installGlobals();
if (mode === "fast") first.installFast();
const { Request: global, fetch: wrapped } = globalThis;
const second = (await import(`${esm}`)) as typeof import("./copy.js");
second.installGlobals();
if (mode === "fast") second.installFast();

const request = second.createRequest(sourceOf({ headers: [["x-a", "1"]], body: "text" }));
const response = first.createResponse("from the other", { headers: { "x-b": "2" } });
const headers: string[] = [];
second.headerEntries(response, (name, value) => headers.push(name, value));
const { moduleLoadList } = process as unknown as { moduleLoadList: readonly string[] };
const loaded = moduleLoadList.some((name) => name.includes("undici"));
const result = {
  once: global === globalThis.Request && wrapped === globalThis.fetch,
  headers,
  body: second.takeBuffered(response),
  plain: mode === "fast" && second.takeBuffered(new Response("plain")),
  loaded,
  copied: await new Request(request).text(),
};
console.log(JSON.stringify(result));
