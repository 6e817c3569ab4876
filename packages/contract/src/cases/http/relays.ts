import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import type { HttpCase } from "../../case.js";
import { GZIPPED } from "../../functions/http/answers.js";

/** Responses that fetch has decoded, passed through a middleware. */
export const relayCases: readonly HttpCase[] = [
  {
    name: "a response from fetch is sent in the encoding that its headers name, through a middleware that copies it",
    async run(on) {
      const upstream = createServer((_, response) => {
        const { length } = GZIPPED;
        const headers = {
          "content-type": "text/plain",
          "content-encoding": "gzip",
          "content-length": length,
        };
        response.writeHead(200, headers).end(GZIPPED);
      });
      await once(upstream.listen(0, "127.0.0.1"), "listening");
      try {
        const from = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}/`;
        const headers = { "accept-encoding": "gzip" };
        const response = await on.send(`/relay-marked?from=${encodeURIComponent(from)}`, { headers });
        assert.deepEqual([response.status, response.headers.get("x-marked")], [200, "yes"]);
        const bytes = Buffer.from(await response.arrayBuffer());
        const isPacked = response.headers.has("content-encoding");
        assert.equal((isPacked ? gunzipSync(bytes) : bytes).toString(), "compressed");
      } finally {
        upstream.closeAllConnections();
        upstream.close();
      }
    },
  },
];
