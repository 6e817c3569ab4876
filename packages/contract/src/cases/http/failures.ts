import assert from "node:assert/strict";
import type { HttpCase } from "../../case.js";
import { FAILURE_NAMES, SECRET } from "../../functions/http/failures.js";
import type { HttpRun } from "../../run/http-run.js";
import { tellsNothing } from "./tells-nothing.js";

/** Checks for a plain 500: no message, stack or secret in the body or the headers. */
async function isPlain500(response: Response): Promise<void> {
  assert.equal(response.status, 500);
  assert.equal(response.headers.get("x-injected"), null);
  assert.equal(await tellsNothing(response, SECRET), "Internal Server Error");
}

async function isLogged(on: HttpRun, code: string): Promise<string> {
  return on.logs.line((line) => line.includes(code));
}

/** Codes by the way in which a handler ended. The default is ONEFN_HANDLER_FAILED. */
const CODES: Readonly<Record<string, string>> = {
  "returns-nothing": "ONEFN_NO_RESPONSE",
  "returns-null": "ONEFN_NO_RESPONSE",
  "returns-text": "ONEFN_NO_RESPONSE",
  "returns-object": "ONEFN_NO_RESPONSE",
  "returned-unreadable-value": "ONEFN_",
  "error-response": "ONEFN_NO_RESPONSE",
  "used-response": "ONEFN_RESPONSE_INVALID",
};

/** Handlers that end without a Response. */
export const failureCases: readonly HttpCase[] = [
  ...FAILURE_NAMES.map(
    (how): HttpCase => ({
      name: `a handler that ends by ${how} is a plain 500 and a log line with a code`,
      ...(how === "header-beyond-latin1" && { needs: "strictHeaders" }),
      async run(on) {
        await isPlain500(await on.send(`/throw/${how}`));
        await isLogged(on, CODES[how] ?? "ONEFN_HANDLER_FAILED");
        assert.equal((await on.send("/answer/text")).status, 200);
      },
    }),
  ),
  {
    name: "a thrown error is in the log with its message and its stack",
    async run(on) {
      await on.send("/throw/error");
      assert.match(await on.logs.line((line) => line.includes(SECRET)), /\bat .+:\d+/);
    },
  },
  {
    name: "a value returned by mistake is not in the log, because it may be secret",
    async run(on) {
      await on.send("/throw/returns-text");
      const line = await isLogged(on, "ONEFN_NO_RESPONSE");
      assert.ok(!line.includes(SECRET));
    },
  },
  {
    name: "HttpError speaks to the client",
    async run(on) {
      const response = await on.send("/http-error/plain");
      assert.deepEqual([response.status, await response.text()], [404, "No such order"]);
      assert.match(response.headers.get("content-type") ?? "", /^text\/plain/);
      const teapot = await on.send("/http-error/teapot");
      assert.deepEqual([teapot.status, await teapot.text()], [418, "\u00dcn\u00efcode"]);
    },
  },
  {
    name: "HttpError's headers reach the client",
    async run(on) {
      const response = await on.send("/http-error/headers");
      assert.deepEqual([response.status, response.headers.get("retry-after")], [429, "30"]);
    },
  },
  {
    name: "HttpError's own content type goes before text/plain, whatever its spelling",
    async run(on) {
      const response = await on.send("/http-error/typed");
      assert.equal(response.headers.get("content-type"), "application/json");
      assert.deepEqual([response.status, await response.json()], [422, { error: 1 }]);
    },
  },
  {
    name: "HttpError's cause reaches the log and not the client",
    async run(on) {
      const response = await on.send("/http-error/cause");
      assert.deepEqual([response.status, await response.text()], [409, "Try again"]);
      await on.logs.line((line) => line.includes(SECRET));
    },
  },
  {
    name: "an HttpError of 5xx is answered and logged",
    async run(on) {
      const response = await on.send("/http-error/server");
      assert.deepEqual([response.status, await response.text()], [503, "Back soon"]);
      await isLogged(on, "Back soon");
    },
  },
  {
    name: "an HttpError with a header that HTTP does not allow is a plain 500",
    async run(on) {
      await isPlain500(await on.send("/http-error/broken-header"));
    },
  },
  {
    name: "onError that returns no Response is a plain 500",
    async run(on) {
      await isPlain500(await on.send("/on-error/text"));
    },
  },
  {
    name: "onError answers in place of onefn",
    async run(on) {
      const response = await on.send("/on-error/answers");
      assert.deepEqual([response.status, await response.json()], [422, { handled: true }]);
    },
  },
  {
    name: "onError that returns nothing leaves the answer to onefn",
    async run(on) {
      await isPlain500(await on.send("/on-error/nothing"));
      await isLogged(on, SECRET);
    },
  },
  {
    name: "onError speaks to the client by an HttpError, too",
    async run(on) {
      const response = await on.send("/on-error/translates");
      assert.deepEqual([response.status, await response.text()], [402, "Pay first"]);
    },
  },
  {
    name: "onError that throws leaves both errors in the log",
    async run(on) {
      await isPlain500(await on.send("/on-error/throws"));
      await isLogged(on, `${SECRET}-again`);
      await on.logs.line((line) => line.includes(SECRET) && !line.includes(`${SECRET}-again`));
    },
  },
  {
    name: "a body over the function's limit is a 413, one of its size passes",
    needs: "binaryRequests",
    async run(on) {
      const body = new Uint8Array(1000);
      assert.deepEqual(await on.json("/limited", { method: "POST", body }), { size: 1000 });
      const response = await on.send("/limited", { method: "POST", body: new Uint8Array(1001) });
      assert.deepEqual([response.status, await response.text()], [413, "Content Too Large"]);
      const far = await on.send("/limited", { method: "POST", body: new Uint8Array(100_000) });
      assert.equal(far.status, 413);
    },
  },
  {
    name: "a body of unannounced length over the limit is a 413",
    needs: "chunkedRequests",
    async run(on) {
      const pieces = Array.from({ length: 5 }, () => new Uint8Array(1000));
      const body = ReadableStream.from(pieces) as ReadableStream<Uint8Array>;
      assert.equal((await on.send("/limited", { method: "POST", body })).status, 413);
    },
  },
];
