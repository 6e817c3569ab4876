import assert from "node:assert/strict";
import type { HttpCase } from "../../case.js";

/** Bodies are bytes, in both directions. */
export const byteCases: readonly HttpCase[] = [
  ...["text-chunks", "text-chunk-later"].map(
    (what): HttpCase => ({
      name: `a stream of unencoded text is not sent, and the log says what to do: ${what}`,
      needs: "byteStreams",
      async run(on) {
        const body = await on
          .send(`/stream/${what}`)
          .then((response) => response.text())
          .catch(() => "");
        assert.doesNotMatch(body, /not-encoded/);
        await on.logs.line((line) => /ONEFN_STREAM_FAILED/.test(line) && /TextEncoderStream/.test(line));
        assert.equal((await on.send("/answer/text")).status, 200);
      },
    }),
  ),
  {
    name: "a request's body is read into the handler's own buffers",
    needs: "byobRequests",
    async run(on) {
      assert.equal(await on.json("/byob", { method: "POST", body: "abcdefghij" }), "abcdefghij");
    },
  },
  {
    name: "a request's body of unannounced length is read into the handler's own buffers",
    needs: ["chunkedRequests", "byobPieces"],
    async run(on) {
      const body = inPieces("abc", "defg", "hij");
      assert.equal(await on.json("/byob", { method: "POST", body }), "abcdefghij");
    },
  },
  {
    name: "a request's body that is read into the handler's own buffers is held to its limit",
    needs: "chunkedRequests",
    async run(on) {
      const body = inPieces("x".repeat(600), "x".repeat(600));
      assert.equal((await on.send("/byob-limited", { method: "POST", body })).status, 413);
    },
  },
];

function inPieces(...pieces: readonly string[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
      controller.close();
    },
  });
}
