/** What `console.log` prints of Requests, Responses and Headers: those of the mode, or Node's own. */
import { type InspectOptions, inspect } from "node:util";
import { installFast } from "../../../src/fetch/fast.js";
import { native } from "../../../src/fetch/native.js";
import * as light from "../../../src/fetch/node.js";
import { sourceOf } from "./source.js";

const mode = process.argv[2];
if (mode !== "native") light.installGlobals();
if (mode === "fast") installFast();
const { createRequest, createResponse } = mode === "native" ? native : light;

// In lower case, and copied alone: light Headers keep names in lower case, and a copy has them in the order of the
// alphabet, where Node's print them as they were given.
const headers = [
  ["x-b", "2"],
  ["accept", "*/*"],
  ["x-b", "3"],
  ["cookie", "a=1"],
] as const;
const url = "https://example.com/a?b=1";

const read = new Response("text");
await read.text();
const changed = createRequest(sourceOf({ headers })).headers;
changed.append("x-c", "1");
const cookies = new Headers([
  ["set-cookie", "a=1"],
  ["x-b", "2"],
  ["set-cookie", "b=1"],
]);

const printed: Readonly<Record<string, unknown>> = {
  "an event's Request": createRequest(sourceOf({ url, headers, body: "text" })),
  "a GET": createRequest(sourceOf({ method: "GET" })),
  "its headers": createRequest(sourceOf({ headers })).headers,
  "its headers once changed": changed,
  "a clone": createRequest(sourceOf({ headers, body: "text" })).clone(),
  "a Request": new Request(url, { method: "PUT", body: "text", headers: { "x-b": "2" }, redirect: "manual" }),
  "a Request of a Request": new Request(createRequest(sourceOf({ headers: [["x-b", "2"]] })), {
    signal: AbortSignal.abort("gone"),
  }),
  "a helper's Response": createResponse("text", { status: 201, headers: { "x-b": "2" } }, "text/x"),
  "an empty Response": createResponse(null, { status: 204 }),
  "a Response": new Response("text", { status: 404, statusText: "gone", headers: { "x-b": "2" } }),
  "a Response of bytes": new Response(new Uint8Array(3)),
  "a Response that was read": read,
  "an error": Response.error(),
  "a redirect": Response.redirect(url, 307),
  "no Headers": new Headers(),
  cookies,
  nested: {
    request: createRequest(sourceOf({ headers })),
    list: [cookies],
    deep: { deep: { deep: cookies } },
  },
};

const options: readonly InspectOptions[] = [
  {},
  { depth: 0 },
  { depth: null, compact: false },
  { colors: true, breakLength: 200 },
];

console.log(
  JSON.stringify(
    Object.fromEntries(
      Object.entries(printed).map(([name, value]) => [name, options.map((each) => inspect(value, each))]),
    ),
  ),
);
