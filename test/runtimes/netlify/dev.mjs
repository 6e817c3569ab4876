// Netlify's own dev server in a process of its own: `node dev.mjs <project>`. It needs no login, no network and no Deno.
import { cp, mkdtemp } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { NetlifyDev } from "@netlify/dev";

const off = { enabled: false };
const project = process.argv[2];

async function start() {
  // A server builds in its project's folder, where two would build over each other.
  const projectRoot = await mkdtemp(join(project, "server-"));
  for (const part of ["netlify", "package.json"]) {
    await cp(join(project, part), join(projectRoot, part), { recursive: true });
  }
  const dev = new NetlifyDev({
    projectRoot,
    serverAddress: "http://127.0.0.1:1",
    aiGateway: off,
    blobs: off,
    database: off,
    edgeFunctions: off,
    environmentVariables: off,
    geolocation: off,
    images: off,
    staticFiles: off,
  });
  await dev.start();
  return dev;
}

// Calls at the same time share the bundle that the server has made for the first of them, and it removes the bundle
// once that one is answered, before the others have loaded it. So each has one call at a time, as instances in
// production have, and calls wait for one that is free. Most deployments never have two: the others start when they are
// wanted.
const MOST = 4;
const free = [await start()];
const waiting = [];
let started = free.length;

async function take() {
  if (free.length > 0) return free.pop();
  if (started === MOST) return new Promise((resolve) => waiting.push(resolve));
  started++;
  return start();
}

async function handle(request) {
  const dev = await take();
  try {
    return await dev.handle(request);
  } finally {
    const next = waiting.shift();
    if (next) next(dev);
    else free.push(dev);
  }
}

function toRequest(incoming) {
  const { method, url, headers, headersDistinct } = incoming;
  const origin = `${headers["x-forwarded-proto"] ?? "http"}://${headers["x-forwarded-host"] ?? headers.host}`;
  const lines = Object.entries(headersDistinct).flatMap(([name, values]) =>
    values.map((value) => [name, value]),
  );
  const body = method === "GET" || method === "HEAD" ? null : Readable.toWeb(incoming);
  return new Request(origin + url, { method, headers: lines, body, duplex: "half" });
}

// Node's Response closes the stream of a cancelled body once more, where nobody can catch that: a client that leaves in
// the middle of a stream would end the server. https://github.com/nodejs/undici/issues/5715
process.on("uncaughtException", (error) => {
  console.error(error);
  if (!/\bReadableByteStreamController\.close\b/.test(error.stack)) process.exit(1);
});

const server = createServer(async (incoming, outgoing) => {
  try {
    const response = await handle(toRequest(incoming));
    if (!response) throw new Error("no function took the request");
    const headers = new Headers(response.headers);
    // Where there is a body, whoever sends it counts it by itself, as Netlify's network does.
    if (response.body && incoming.method !== "HEAD") headers.delete("content-length");
    outgoing.writeHead(response.status, [...headers].flat());
    await pipeline(response.body ? Readable.fromWeb(response.body) : Readable.from([]), outgoing);
  } catch (error) {
    console.error(error);
    outgoing.destroy();
  }
});
server.listen(0, "127.0.0.1", () => {
  console.log(`listening on http://127.0.0.1:${server.address().port}/`);
});
