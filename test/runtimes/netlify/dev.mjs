// Netlify's own dev server in a process of its own: `node dev.mjs <project>`. It needs no login, no network and no Deno.
import { createServer } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { NetlifyDev } from "@netlify/dev";

const off = { enabled: false };
const dev = new NetlifyDev({
  projectRoot: process.argv[2],
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

const server = createServer(async ({ method, url }, outgoing) => {
  try {
    const response = await dev.handle(new Request(new URL(url, "http://127.0.0.1"), { method }));
    if (!response) throw new Error("no function took the request");
    outgoing.writeHead(response.status, [...response.headers].flat());
    await pipeline(response.body ? Readable.fromWeb(response.body) : Readable.from([]), outgoing);
  } catch (error) {
    console.error(error);
    outgoing.destroy();
  }
});
server.listen(0, "127.0.0.1", () => {
  console.log(`listening on http://127.0.0.1:${server.address().port}/`);
});
