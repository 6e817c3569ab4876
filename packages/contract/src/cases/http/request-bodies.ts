import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";
import type { HttpCase } from "../../case.js";
import { NOT_UTF8, pattern, UNICODE } from "../../functions/http/answers.js";

const BOUNDARY = "contract-boundary";

/** Multipart written by hand: line breaks in a value and bytes in a file, as browsers send them. */
function multipart(): Uint8Array<ArrayBuffer> {
  return new Uint8Array(
    Buffer.concat([
      Buffer.from(
        `--${BOUNDARY}\r\nContent-Disposition: form-data; name="text"\r\n\r\n${UNICODE}\r\n` +
          `--${BOUNDARY}\r\nContent-Disposition: form-data; name="text"\r\n\r\nline\r\nbreak\r\n` +
          `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a b.bin"\r\n` +
          "Content-Type: application/octet-stream\r\n\r\n",
      ),
      NOT_UTF8,
      Buffer.from(`\r\n--${BOUNDARY}--\r\n`),
    ]),
  );
}

const post = (type: string, body: string | Uint8Array<ArrayBuffer>) =>
  ({ method: "POST", headers: { "content-type": type }, body }) as const;

const digestOf = (bytes: Uint8Array) => ({
  size: bytes.byteLength,
  sha256: createHash("sha256").update(bytes).digest("base64"),
});

/** Request bodies. */
export const requestBodyCases: readonly HttpCase[] = [
  {
    name: "a GET has no body",
    async run(on) {
      const { hasBody, body } = await on.see("/echo");
      assert.deepEqual([hasBody, body.length], [false, 0]);
    },
  },
  {
    name: "a POST without a body reads as empty",
    async run(on) {
      assert.equal((await on.see("/echo", { method: "POST" })).body.length, 0);
      assert.equal(await (await on.send("/text", { method: "POST" })).text(), "");
    },
  },
  {
    name: "a POST with an empty body reads as empty",
    needs: "emptyRequests",
    async run(on) {
      assert.equal((await on.see("/echo", post("text/plain", ""))).body.length, 0);
      assert.equal((await on.json<{ size: number }>("/pieces", post("text/plain", ""))).size, 0);
    },
  },
  ...["PUT", "PATCH", "DELETE"].map(
    (method): HttpCase => ({
      name: `the body of a ${method} arrives`,
      async run(on) {
        assert.equal(
          (await on.see("/echo", { method, body: "what it carries" })).body.toString(),
          "what it carries",
        );
      },
    }),
  ),
  {
    name: "text arrives as it was sent",
    async run(on) {
      const response = await on.send("/text", post("text/plain;charset=utf-8", UNICODE));
      assert.equal(await response.text(), UNICODE);
    },
  },
  {
    name: "JSON arrives as it was sent, digits beyond a double included",
    async run(on) {
      const body = '{"n":123456789012345678901234567890,"__proto__":{"x":1},"u":"\u00fc"}';
      const seen = await on.see("/echo", post("application/json", body));
      assert.equal(seen.body.toString("utf8"), body);
      assert.equal(seen.header("content-type"), "application/json");
      assert.deepEqual(await on.json("/json", post("application/json", '{"a":[1,null]}')), { a: [1, null] });
    },
  },
  ...["null", "42", '"text"'].map(
    (body): HttpCase => ({
      name: `the JSON ${body} arrives`,
      needs: "anyJson",
      async run(on) {
        assert.deepEqual(await on.json("/json", post("application/json", body)), JSON.parse(body));
      },
    }),
  ),
  {
    name: "JSON with a __proto__ pollutes nothing",
    async run(on) {
      await on.send("/json", post("application/json", '{"__proto__":{"polluted":"yes"}}'));
      const { env } = await on.json<{ env: string; polluted?: string }>("/context");
      assert.equal(env, "object");
      assert.equal(({} as { polluted?: string }).polluted, undefined);
    },
  },
  {
    name: "broken JSON is a 400, and no stack leaves",
    needs: ["anyJson", "brokenBodies"],
    async run(on) {
      const response = await on.send("/json", post("application/json", '{"broken'));
      assert.equal(response.status, 400);
      assert.doesNotMatch(await response.text(), /broken|JSON|at /);
    },
  },
  ...["application/octet-stream", "text/plain", "application/json", "image/png"].map(
    (type): HttpCase => ({
      name: `bytes that are not UTF-8 arrive as they are, sent as ${type}`,
      needs: type === "application/json" ? ["binaryRequests", "anyJson"] : "binaryRequests",
      async run(on) {
        assert.deepEqual((await on.see("/echo", post(type, NOT_UTF8))).body, Buffer.from(NOT_UTF8));
      },
    }),
  ),
  {
    name: "bytes without a content type arrive as they are",
    needs: "binaryRequests",
    async run(on) {
      const seen = await on.see("/echo", { method: "PUT", body: NOT_UTF8 });
      assert.deepEqual(seen.body, Buffer.from(NOT_UTF8));
    },
  },
  {
    name: "a form arrives",
    async run(on) {
      const body = "a=1&a=2&b=x+y%26&c=%C3%BC&__proto__=p";
      assert.deepEqual(await on.json("/form", post("application/x-www-form-urlencoded", body)), [
        ["a", "1"],
        ["a", "2"],
        ["b", "x y&"],
        ["c", "\u00fc"],
        ["__proto__", "p"],
      ]);
    },
  },
  {
    name: "a multipart form arrives, its file byte by byte",
    needs: "binaryRequests",
    async run(on) {
      const outgoing = post(`multipart/form-data; boundary=${BOUNDARY}`, multipart());
      assert.deepEqual(await on.json("/form", outgoing), [
        ["text", UNICODE],
        ["text", "line\r\nbreak"],
        [
          "file",
          {
            file: "a b.bin",
            type: "application/octet-stream",
            body: Buffer.from(NOT_UTF8).toString("base64"),
          },
        ],
      ]);
    },
  },
  {
    name: "a body reads as a Blob with its type",
    needs: "mediaTypes",
    async run(on) {
      const blob = await on.json("/blob", post("text/css", "a{}"));
      assert.deepEqual(blob, { type: "text/css", body: Buffer.from("a{}").toString("base64") });
    },
  },
  {
    name: "1 MB of bytes arrives",
    needs: ["binaryRequests", "megabyteRequests"],
    async run(on) {
      const bytes = pattern(1 << 20);
      assert.deepEqual(await on.json("/digest", post("application/octet-stream", bytes)), digestOf(bytes));
    },
  },
  {
    name: "1 MB of text arrives",
    needs: "megabyteRequests",
    async run(on) {
      const text = UNICODE.repeat(60_000);
      assert.deepEqual(await on.json("/digest", post("text/plain", text)), digestOf(Buffer.from(text)));
    },
  },
  {
    name: "4 MB of bytes arrive",
    needs: ["binaryRequests", "largeRequests"],
    async run(on) {
      const bytes = pattern(4 << 20);
      assert.deepEqual(await on.json("/digest", post("application/octet-stream", bytes)), digestOf(bytes));
    },
  },
  {
    name: "a body is read piece by piece",
    needs: "binaryRequests",
    async run(on) {
      const body = pattern(30_000);
      assert.deepEqual(await on.json("/pieces", post("application/octet-stream", body)), {
        size: 30_000,
        used: true,
      });
    },
  },
  {
    name: "a body of unannounced length arrives whole",
    needs: ["binaryRequests", "chunkedRequests"],
    async run(on) {
      const chunks = [pattern(20_000), NOT_UTF8, pattern(1)];
      const body = new ReadableStream<Uint8Array>({
        pull(controller) {
          const chunk = chunks.shift();
          if (chunk) controller.enqueue(chunk);
          else controller.close();
        },
      });
      const { size } = await on.json<{ size: number }>("/digest", { method: "POST", body });
      assert.equal(size, 20_009);
    },
  },
  {
    name: "a compressed body arrives as it was sent",
    needs: ["binaryRequests", "compressedRequests"],
    async run(on) {
      const seen = await on.see("/echo", {
        method: "POST",
        headers: { "content-type": "text/plain", "content-encoding": "gzip" },
        body: new Uint8Array(gzipSync("packed")),
      });
      assert.equal(seen.header("content-encoding"), "gzip");
      assert.equal(gunzipSync(seen.body).toString(), "packed");
    },
  },
  {
    name: "invalid base64 in a body is a 400, and a log line with a code",
    needs: "base64Requests",
    async run(on) {
      const outgoing = { ...post("application/octet-stream", NOT_UTF8), brokenBase64: true };
      const response = await on.send("/echo", outgoing);
      assert.deepEqual([response.status, await response.text()], [400, "Bad Request"]);
      await on.logs.line((line) => line.includes("ONEFN_MALFORMED_EVENT"));
      assert.equal((await on.see("/echo", { method: "POST", body: "whole" })).body.toString(), "whole");
    },
  },
  {
    name: "a body that the handler does not read does no harm",
    async run(on) {
      const body = pattern(30_000);
      for (let round = 0; round < 3; round++) {
        const response = await on.send("/unread", post("application/octet-stream", body));
        assert.equal(await response.text(), "did not look");
      }
    },
  },
  {
    name: "a body is echoed byte by byte",
    needs: ["binaryRequests", "binaryAnswers"],
    async run(on) {
      const response = await on.send("/body", post("application/octet-stream", NOT_UTF8));
      assert.deepEqual(new Uint8Array(await response.arrayBuffer()), NOT_UTF8);
    },
  },
];
