/**
 * What the standard promises, where it matters what came first: `loaded` touches Node's classes before ours come,
 * `replaced` puts others in their place, `cold` does neither. Prints the checks that fail.
 */

import "./before.js"; // first: it stands for what ran before us
import { strict as assert } from "node:assert";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { installFast } from "../../../src/fetch/fast.js";
import { createRequest, createResponse, installGlobals } from "../../../src/fetch/node.js";
import { seen } from "./before.js";
import { sourceOf } from "./source.js";

const [order, mode] = process.argv.slice(2);
installGlobals();
if (mode === "fast") installFast();

const failures: string[] = [];
async function check(name: string, body: () => unknown): Promise<void> {
  try {
    await body();
  } catch (error) {
    failures.push(`${name}: ${(error as Error).stack}`);
  }
}

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { "content-length": length, "content-type": type, "x-a": a } = request.headers;
  response.end(JSON.stringify({ method: request.method, body: `${Buffer.concat(chunks)}`, length, type, a }));
});
await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
const received = async (answer: Promise<Response>) => (await (await answer).json()) as Record<string, string>;

const text = {
  headers: [
    ["content-type", "text/x"],
    ["x-a", "1"],
  ] as const,
  body: "héllo",
  url,
};

await check("instances of the global classes", () => {
  const [request, response] = [createRequest(sourceOf()), createResponse("")];
  assert(request instanceof Request);
  assert(request.headers instanceof Headers);
  assert(response instanceof Response);
  assert(response.headers instanceof Headers);
  assert(new Request(url) instanceof Request);
  assert(new Response() instanceof Response);
  assert(!((request as unknown) instanceof Response));
  assert(!((response as unknown) instanceof Promise));
});

await check("instances of the classes that were there before", () => {
  if (!seen) return;
  assert(createRequest(sourceOf()) instanceof seen.Request);
  assert(createResponse("") instanceof seen.Response);
  assert(createResponse("").headers instanceof seen.Headers);
  assert(new Response("") instanceof seen.Response);
  assert(new seen.Request(url) instanceof Request);
  assert(new seen.Response("") instanceof Response);
  assert(new seen.Headers() instanceof Headers);
});

await check("subclasses", () => {
  class Mine extends Request {}
  const mine = new Mine(url, { method: "POST", body: "x" });
  assert(mine instanceof Mine && mine instanceof Request);
  assert(!(new Request(url) instanceof Mine));
});

await check("new Request(request) takes everything over, once", async () => {
  const request = createRequest(sourceOf(text));
  const other = new Request(request);
  assert.equal(other.method, "POST");
  assert.equal(other.url, url);
  assert.deepEqual(
    [...other.headers],
    [
      ["content-type", "text/x"],
      ["x-a", "1"],
    ],
  );
  assert.equal(request.bodyUsed, true);
  assert.equal(await other.text(), "héllo");
  assert.throws(() => new Request(request), TypeError);
});

await check("new Request(request, init) and new Request(url, request)", async () => {
  const changed = new Request(createRequest(sourceOf(text)), { headers: { "x-a": "2" }, method: "PUT" });
  assert.deepEqual([changed.method, [...changed.headers]], ["PUT", [["x-a", "2"]]]);
  assert.equal(await changed.text(), "héllo");
  const moved = new Request("http://example.com/moved", createRequest(sourceOf(text)));
  assert.deepEqual(
    [moved.method, moved.url, moved.headers.get("x-a")],
    ["POST", "http://example.com/moved", "1"],
  );
  assert.equal(await moved.text(), "héllo");
});

await check("a GET that came with a body can be read, and goes on without it", async () => {
  const request = createRequest(sourceOf({ ...text, method: "GET" }));
  assert.equal(new Request(request).body, null);
  assert.equal(await request.text(), "héllo");
});

await check("fetch(request) sends whole bodies with their length", async () => {
  const sent = { method: "POST", body: "héllo", length: "6", type: "text/x", a: "1" };
  assert.deepEqual(await received(fetch(createRequest(sourceOf(text)))), sent);
  assert.deepEqual(await received(fetch(new Request(createRequest(sourceOf(text))))), sent);
  assert.deepEqual(await received(fetch(createRequest(sourceOf(text)), { headers: { "x-a": "2" } })), {
    method: "POST",
    body: "héllo",
    length: "6",
    a: "2",
  });
  const bytes = async () => Buffer.from("late");
  const arriving = { bytes, stream: () => new Blob(["late"]).stream() as ReadableStream<Uint8Array> };
  assert.equal((await received(fetch(createRequest(sourceOf({ ...text, body: arriving }))))).length, "4");
  const form = new FormData();
  form.append("a", new File(["content"], "a.txt"));
  const {
    type = "",
    body = "",
    length,
  } = await received(fetch(new Request(url, { method: "POST", body: form })));
  assert.match(type, /^multipart\/form-data; ?boundary=/);
  assert.match(body, /filename="a.txt"/);
  assert.equal(length, `${body.length}`);
});

await check("fetch of a stream, of a URL, and of nothing", async () => {
  const body = new Blob(["streamed"]).stream() as ReadableStream<Uint8Array>;
  const sent = await received(fetch(new Request(createRequest(sourceOf({ ...text, body })))));
  assert.deepEqual([sent.body, sent.length], ["streamed", undefined]);
  assert.equal((await received(fetch(url))).method, "GET");
  assert.equal((await received(fetch(new URL(url), { method: "PUT" }))).method, "PUT");
  await assert.rejects(fetch("no url"), TypeError);
  // A polyfill answers with whatever it likes.
  if (order !== "replaced") assert((await fetch(url)) instanceof Response);
});

await check("fetch(request) marks the body as used, and rejects a used one", async () => {
  const request = createRequest(sourceOf(text));
  await fetch(request);
  assert.equal(request.bodyUsed, true);
  await assert.rejects(fetch(request), TypeError);
});

await check("signals are followed", async () => {
  const controller = new AbortController();
  const request = createRequest(sourceOf({ ...text, signal: controller.signal }));
  const [clone, other] = [request.clone(), new Request(request.clone())];
  const fetched = fetch(request.clone());
  controller.abort(new RangeError("gone"));
  assert.deepEqual(
    [request, clone, other].map(({ signal }) => signal.aborted),
    [true, true, true],
  );
  assert.equal(request.signal.reason.message, "gone");
  await assert.rejects(fetched, RangeError);
  assert.equal(new Request(url).signal.aborted, false);
});

await check("forms and blobs", async () => {
  const type = ["content-type", "application/x-www-form-urlencoded"] as const;
  const form = await createRequest(sourceOf({ headers: [type], body: "a=1&b=%C3%A9" })).formData();
  assert.deepEqual(
    [...form],
    [
      ["a", "1"],
      ["b", "é"],
    ],
  );
  const blob = await createResponse("x", { headers: { "content-type": "Text/HTML" } }).blob();
  assert.deepEqual([blob.type, await blob.text()], ["text/html", "x"]);
  const sent = new FormData();
  sent.append("file", new File(["content"], "a.txt", { type: "text/x" }));
  const parsed = (await new Response(sent).formData()).get("file") as File;
  assert.deepEqual([parsed.name, parsed.type, await parsed.text()], ["a.txt", "text/x", "content"]);
});

await check("clones are read apart, as long as nobody has read before", async () => {
  for (const message of [createRequest(sourceOf(text)), createResponse("héllo"), new Response("héllo")]) {
    const clone = message.clone();
    assert.equal(await clone.text(), "héllo");
    assert.equal(message.bodyUsed, false);
    assert.equal(await message.text(), "héllo");
    assert.throws(() => message.clone(), TypeError);
  }
});

await check("only what the standard says is immutable", () => {
  createRequest(sourceOf()).headers.set("x-b", "1");
  createResponse("").headers.set("x-b", "1");
  assert.throws(() => Response.error().headers.set("a", "b"), TypeError);
  assert.throws(() => Response.redirect("http://example.com", 302).headers.delete("location"), TypeError);
});

await check("by default, Response and Headers stay what they were", () => {
  if (!seen || mode === "fast") return;
  assert.equal(Response, seen.Response);
  assert.equal(Headers, seen.Headers);
});

server.close();
server.closeAllConnections();
console.log(JSON.stringify(failures));
process.exit();
