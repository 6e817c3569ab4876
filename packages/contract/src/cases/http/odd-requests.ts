import assert from "node:assert/strict";
import type { HttpCase } from "../../case.js";

const MANY = 1_001;

/** Requests that few clients send, and that libraries in front of a function refuse. */
export const oddRequestCases: readonly HttpCase[] = [
  {
    name: "a form of 1,001 fields arrives",
    needs: "manyFields",
    async run(on) {
      const fields = Array.from({ length: MANY }, (_, index): [string, string] => [`f${index}`, `${index}`]);
      const body = new URLSearchParams(fields).toString();
      const headers = { "content-type": "application/x-www-form-urlencoded" };
      assert.deepEqual(await on.json("/form", { method: "POST", headers, body }), fields);
    },
  },
  ...["text/plain", "application/json", "application/x-www-form-urlencoded"].map(
    (type): HttpCase => ({
      name: `a body in an unknown charset arrives unchanged, sent as ${type}`,
      needs: "anyCharset",
      async run(on) {
        const headers = { "content-type": `${type};charset=x-nobody` };
        const seen = await on.see("/echo", { method: "POST", headers, body: '{"a":1}' });
        assert.equal(seen.body.toString(), '{"a":1}');
      },
    }),
  ),
  {
    name: "a body in an unusual encoding arrives unchanged",
    needs: ["binaryRequests", "anyEncoding"],
    async run(on) {
      const body = new Uint8Array([0x28, 0xb5, 0x2f, 0xfd, 0x20, 0x00, 0x01, 0x00, 0x00]);
      const headers = { "content-type": "text/plain", "content-encoding": "zstd" };
      const seen = await on.see("/echo", { method: "POST", headers, body });
      assert.deepEqual(new Uint8Array(seen.body), body);
      assert.equal(seen.header("content-encoding"), "zstd");
    },
  },
  {
    name: "a path with percent-encoded bytes that are not UTF-8 does not break a request",
    needs: "invalidUtf8Path",
    async run(on) {
      assert.equal((await on.send("/echo/%C0")).status, 200);
    },
  },
];
