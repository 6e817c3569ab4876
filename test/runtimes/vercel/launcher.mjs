// node launcher.mjs: serves the function of the current folder, which `vercel build` has put out. What calls the
// function's `fetch` is Vercel's own handler.
import { AsyncLocalStorage } from "node:async_hooks";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import handle from "@vercel/node/dist/bundling-handler.js";

const { handler, environment } = JSON.parse(readFileSync(".vc-config.json", "utf8"));
Object.assign(process.env, environment);
// The path by which Vercel's router finds the function.
const path = `/${handler.slice(0, -extname(handler).length)}`;
// A function is loaded before its first request.
await import(pathToFileURL(resolve(handler)));

const current = new AsyncLocalStorage();
globalThis[Symbol.for("@vercel/request-context")] = { get: () => current.getStore() };

const server = createServer(async (request, response) => {
  const { "x-launcher-deadline": deadline } = request.headers;
  delete request.headers["x-launcher-deadline"];
  request.headers["x-matched-path"] = path;
  try {
    await current.run({ deadline, waitUntil() {} }, handle, request, response);
  } catch {
    response.destroy();
  }
});
server.listen(0, "127.0.0.1", () => console.log(`listening on http://127.0.0.1:${server.address().port}`));
