/** With ONEFN_GLOBALS=off: are the globals alone, and do requests and responses pass through Node's own classes? */
import { installFast } from "../../../src/fetch/fast.js";
import { createRequest, createResponse, installGlobals } from "../../../src/fetch/node.js";
import { sourceOf } from "./source.js";

const native = { Request, Response, Headers, fetch };
installGlobals();
installFast();
const given = sourceOf({ headers: [["x-a", "☃"]], body: "text" });
const request = new Request(createRequest(given), { headers: { "x-b": "2" } });
const response = createResponse("text", { headers: { "x-a": "1" } });
console.log(
  JSON.stringify({
    alone: Object.entries(native).every(
      ([name, value]) => (globalThis as Record<string, unknown>)[name] === value,
    ),
    request: [request.method, request.url, [...request.headers], await request.text()],
    header: createRequest(given).headers.get("x-a"),
    type: createRequest(sourceOf({ body: "text" })).headers.get("content-type"),
    get: createRequest(sourceOf({ method: "GET", body: "text" })).body,
    response: [response instanceof Response, await new Response(response.body, response).text()],
  }),
);
