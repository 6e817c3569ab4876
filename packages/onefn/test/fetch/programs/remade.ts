import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { installGlobals, isDecoded } from "../../../src/fetch/node.js";

const [mode] = process.argv.slice(2);
if (mode === "fast") await import("../../../src/fetch/fast.js").then((fast) => fast.installFast());
else installGlobals();

const packed = gzipSync("packed");
const upstream = createServer(({ url }, response) => {
  const encoding = url === "/plain" ? {} : { "content-encoding": url === "/other" ? "x-own" : "gzip" };
  response.writeHead(200, encoding).end(packed);
});
await once(upstream.listen(0, "127.0.0.1"), "listening");
const get = (path: string) => fetch(`http://127.0.0.1:${(upstream.address() as AddressInfo).port}${path}`);
const remade = async (path: string) => {
  const response = await get(path);
  return isDecoded(new Response(response.body, response));
};
const given = await get("/");
const headers = { "content-encoding": "gzip" };

console.log(
  JSON.stringify({
    given: isDecoded(given),
    "of its body": isDecoded(new Response(given.body, { headers: new Headers(given.headers) })),
    "of a Request": isDecoded(
      await fetch(new Request(given.url)).then((each) => new Response(each.body, each)),
    ),
    "of its body, without the header": isDecoded(new Response((await get("/")).body)),
    "of a body that came plain": await remade("/plain"),
    "of a body in an encoding that fetch leaves": await remade("/other"),
    "of bytes that the handler has packed": isDecoded(new Response(packed, { headers })),
    "of a stream that the handler has packed": isDecoded(
      new Response(new Blob([packed]).stream(), { headers }),
    ),
  }),
);
upstream.closeAllConnections();
upstream.close();
