import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import type { HttpCase } from "../../case.js";
import { GZIPPED, NOT_UTF8, PLAIN_COOKIES, pattern, UNICODE } from "../../functions/http/answers.js";

async function bytesOf(response: Response): Promise<Buffer> {
  return Buffer.from(await response.arrayBuffer());
}

/**
 * The text of a response, decompressed if its header says that it is compressed; it may have been decompressed
 * already.
 */
async function unpacked(response: Response): Promise<string> {
  const bytes = await bytesOf(response);
  return (response.headers.has("content-encoding") ? gunzipSync(bytes) : bytes).toString();
}

/** Response bodies and headers. */
export const answerCases: readonly HttpCase[] = [
  ...(
    [
      ["json()", "json", "application/json", JSON.stringify({ text: UNICODE, list: [1, null, true] })],
      ["text()", "text", "text/plain;charset=UTF-8", UNICODE],
      ["html()", "html", "text/html;charset=UTF-8", "<p>hello</p>"],
      ["bytes()", "bytes-helper-as-text", "text/plain", UNICODE],
      ["new Response(text)", "native", "text/plain;charset=UTF-8", UNICODE],
      ["URLSearchParams", "form", "application/x-www-form-urlencoded;charset=UTF-8", "a=1+2"],
      ["text of another type", "text-as-image", "image/svg+xml", "<svg/>"],
    ] as const
  ).map(
    ([name, what, type, body]): HttpCase => ({
      name: `${name} leaves with its type`,
      async run(on) {
        const response = await on.send(`/answer/${what}`);
        assert.equal(response.status, 200);
        assert.equal(normal(response.headers.get("content-type")), normal(type));
        assert.equal(await response.text(), body);
      },
    }),
  ),
  {
    name: "a Blob leaves with its type",
    needs: "mediaTypes",
    async run(on) {
      const response = await on.send("/answer/blob");
      assert.deepEqual([response.headers.get("content-type"), await response.text()], ["text/css", "blob"]);
    },
  },
  {
    name: "Response.json() leaves with its status",
    async run(on) {
      const response = await on.send("/answer/native-json");
      assert.deepEqual([response.status, await response.json()], [201, { a: 1 }]);
    },
  },
  {
    name: "Response.redirect(), whose headers nobody may change, leaves as it is",
    async run(on) {
      const response = await on.send("/answer/native-redirect");
      assert.deepEqual(
        [response.status, response.headers.get("location")],
        [307, "https://other.example/there"],
      );
    },
  },
  ...["own-length", "hop-by-hop"].map(
    (what): HttpCase => ({
      name: `headers that belong to the connection do not harm an answer: ${what}`,
      async run(on) {
        assert.equal(await (await on.send(`/answer/${what}`)).text(), "hello world");
      },
    }),
  ),
  {
    name: "a content-length that is wrong does not cut an answer off",
    async run(on) {
      const response = await on.send("/answer/wrong-length");
      const body = await response.text();
      if (response.status < 500) assert.equal(body, "hello world");
      assert.equal((await on.send("/answer/text")).status, 200);
    },
  },
  {
    name: "201 leaves with its location",
    async run(on) {
      const response = await on.send("/answer/created");
      assert.deepEqual([response.status, response.headers.get("location")], [201, "/orders/7"]);
    },
  },
  ...["empty-text", "no-body"].map(
    (what): HttpCase => ({
      name: `an empty answer leaves as empty: ${what}`,
      async run(on) {
        const response = await on.send(`/answer/${what}`);
        assert.deepEqual([response.status, (await bytesOf(response)).length], [200, 0]);
      },
    }),
  ),
  ...["bytes", "bytes-helper", "bytes-as-text", "bytes-without-type"].map(
    (what): HttpCase => ({
      name: `bytes that are not UTF-8 leave as they are: ${what}`,
      needs: "binaryAnswers",
      async run(on) {
        assert.deepEqual(await bytesOf(await on.send(`/answer/${what}`)), Buffer.from(NOT_UTF8));
      },
    }),
  ),
  {
    name: "a byte order mark is kept",
    needs: "binaryAnswers",
    async run(on) {
      const bytes = await bytesOf(await on.send("/answer/byte-order-mark"));
      assert.deepEqual([...bytes], [0xef, 0xbb, 0xbf, 0x68, 0x69]);
    },
  },
  {
    name: "text in Latin-1 leaves as the bytes it is",
    needs: "binaryAnswers",
    async run(on) {
      assert.deepEqual([...(await bytesOf(await on.send("/answer/latin1")))], [0x63, 0xe9]);
    },
  },
  ...["gzip", "gzip-as-json"].map(
    (what): HttpCase => ({
      name: `a compressed answer leaves as it is: ${what}`,
      needs: ["binaryAnswers", "compressedAnswers"],
      async run(on) {
        const response = await on.send(`/answer/${what}`, { headers: { "accept-encoding": "gzip" } });
        assert.equal(await unpacked(response), "compressed");
      },
    }),
  ),
  {
    name: "a response from fetch is sent in the encoding that its headers name",
    async run(on) {
      const upstream = createServer((_, response) => {
        response.writeHead(200, { "content-type": "text/plain", "content-encoding": "gzip" }).end(GZIPPED);
      });
      await once(upstream.listen(0, "127.0.0.1"), "listening");
      try {
        const from = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}/`;
        const headers = { "accept-encoding": "gzip" };
        const response = await on.send(`/relay?from=${encodeURIComponent(from)}`, { headers });
        assert.equal(response.status, 200);
        assert.equal(await unpacked(response), "compressed");
      } finally {
        upstream.closeAllConnections();
        upstream.close();
      }
    },
  },
  {
    name: "a ponyfill's Response leaves with its status, its type and its headers",
    async run(on) {
      const response = await on.send("/ponyfill/text");
      assert.deepEqual([response.status, await response.text()], [201, UNICODE]);
      assert.equal(normal(response.headers.get("content-type")), "text/plain;charset=utf-8");
      assert.equal(response.headers.get("x-mixed-case"), "Kept As-Is");
    },
  },
  {
    name: "a ponyfill's Response leaves without a body",
    async run(on) {
      const response = await on.send("/ponyfill/no-body");
      assert.deepEqual([response.status, (await bytesOf(response)).length], [204, 0]);
    },
  },
  {
    name: "bytes of a ponyfill's Response leave as they are",
    needs: "binaryAnswers",
    async run(on) {
      assert.deepEqual(await bytesOf(await on.send("/ponyfill/bytes")), Buffer.from(NOT_UTF8));
    },
  },
  {
    name: "cookies of a ponyfill's Response are sent separately",
    needs: "setCookies",
    async run(on) {
      const { headers } = await on.send("/ponyfill/cookies");
      assert.equal(headers.getSetCookie().length, PLAIN_COOKIES.length);
    },
  },
  {
    name: "joined cookies of a ponyfill's Response are not sent, and the log says why",
    async run(on) {
      const response = await on.send("/ponyfill/joined-cookies");
      assert.deepEqual([response.status, response.headers.getSetCookie()], [500, []]);
      await on.logs.line((line) => line.includes("ONEFN_RESPONSE_INVALID") && line.includes("getSetCookie"));
    },
  },
  {
    name: "the gzip data of these cases is valid",
    async run() {
      assert.equal(gunzipSync(GZIPPED).toString(), "compressed");
    },
  },
  {
    name: "1 MB of bytes leaves",
    needs: ["binaryAnswers", "megabyteAnswers"],
    async run(on) {
      const bytes = await bytesOf(await on.send(`/download/${1 << 20}`));
      assert.ok(bytes.equals(pattern(1 << 20)), `${bytes.length} bytes came, and not those that were sent`);
    },
  },
  {
    name: "8 MB of bytes leave",
    needs: ["binaryAnswers", "largeAnswers"],
    async run(on) {
      const bytes = await bytesOf(await on.send(`/download/${8 << 20}`));
      assert.ok(bytes.equals(pattern(8 << 20)), `${bytes.length} bytes came, and not those that were sent`);
    },
  },
  ...[1 << 20, 8 << 20].map(
    (size): HttpCase => ({
      name: `an answer of ${size >> 20} MB leaves whole, or is a plain 5xx and a log line with a code`,
      async run(on) {
        const response = await on.send(`/download/${size}`);
        const { length } = await bytesOf(response);
        if (response.status === 200) return assert.equal(length, size);
        assert.ok(response.status >= 500 && length < 200, `answered ${response.status} with ${length} bytes`);
        await on.logs.line((line) => line.includes("ONEFN_RESULT_TOO_LARGE"));
      },
    }),
  ),
  {
    name: "HEAD is answered with the headers of GET and without a body",
    needs: "headRequests",
    async run(on) {
      const response = await on.send("/answer/json", { method: "HEAD" });
      assert.equal(response.status, 200);
      const length = response.headers.get("content-length");
      const expected = (await (await on.send("/answer/json")).arrayBuffer()).byteLength;
      assert.ok(length === null || length === String(expected), `the length is said to be ${length}`);
      assert.equal(response.headers.get("content-type"), "application/json");
      assert.equal((await bytesOf(response)).length, 0);
      assert.equal((await on.send("/stream/many", { method: "HEAD" })).status, 200);
    },
  },
  {
    name: "HEAD of an answer over the provider's limit is answered, since its body does not leave",
    needs: "headRequests",
    async run(on) {
      assert.equal((await on.send(`/download/${8 << 20}`, { method: "HEAD" })).status, 200);
    },
  },
  ...[200, 201, 202, 206, 300, 400, 401, 403, 404, 409, 418, 422, 429, 500, 502, 503].map(
    (status): HttpCase => ({
      name: `status ${status} leaves with its body`,
      async run(on) {
        const response = await on.send(`/status/${status}`);
        assert.deepEqual([response.status, await response.text()], [status, `status ${status}`]);
      },
    }),
  ),
  ...[451, 511, 599].map(
    (status): HttpCase => ({
      name: `status ${status} leaves`,
      needs: "anyStatus",
      async run(on) {
        assert.equal((await on.send(`/status/${status}`)).status, status);
      },
    }),
  ),
  ...[204, 205, 304].map(
    (status): HttpCase => ({
      name: `status ${status} leaves without a body`,
      async run(on) {
        const response = await on.send(`/status/${status}`);
        assert.deepEqual([response.status, (await bytesOf(response)).length], [status, 0]);
      },
    }),
  ),
  ...[301, 302, 303, 307, 308].map(
    (status): HttpCase => ({
      name: `redirect ${status} leaves with its location`,
      async run(on) {
        const to = "/elsewhere?a=1&b=%20#part";
        const response = await on.send(`/redirect/${status}?to=${encodeURIComponent(to)}`);
        assert.deepEqual([response.status, response.headers.get("location")], [status, to]);
      },
    }),
  ),
  {
    name: "a redirect to another origin leaves as it is",
    async run(on) {
      const to = "https://other.example/p\u00e4th";
      const response = await on.send(`/redirect/302?to=${encodeURIComponent(to)}`);
      assert.equal(response.headers.get("location"), "https://other.example/p%C3%A4th");
    },
  },
];

/** Some gateways write `text/plain; charset=utf-8` for `text/plain;charset=UTF-8`, which means the same. */
function normal(type: string | null): string | undefined {
  return type?.replaceAll(" ", "").toLowerCase();
}
