import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import type { HttpCase } from "../../case.js";
import { ENDLESS, FLOOD } from "../../functions/http/streams.js";

function readerOf(response: Response): ReadableStreamDefaultReader<Uint8Array> {
  assert.ok(response.body, "the answer has no body");
  return response.body.getReader();
}

/** The next chunk of a body that is not empty; empty at its end. */
async function textOf(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<string> {
  for (;;) {
    const { done, value } = await reader.read();
    if (done || value.length > 0) return new TextDecoder().decode(value);
  }
}

/** Streamed bodies. */
export const streamCases: readonly HttpCase[] = [
  {
    name: "the first piece of a stream leaves before the last is made",
    needs: "streaming",
    async run(on) {
      const reader = readerOf(await on.send("/stream/two"));
      const first = await textOf(reader);
      assert.equal(first, "first ");
      assert.equal(first + (await textOf(reader)), "first last");
      assert.equal(await textOf(reader), "");
    },
  },
  ...(
    [
      ["empty", ""],
      ["text", "whole"],
      ["empty-pieces", "ab"],
      ["many", Array.from({ length: 500 }, (_, index) => `${index},`).join("")],
      ["native", "native"],
      ["transformed", "through"],
      ["split-character", "\u00e9"],
    ] as const
  ).map(
    ([what, body]): HttpCase => ({
      name: `a stream leaves whole: ${what}`,
      async run(on) {
        const response = await on.send(`/stream/${what}`);
        assert.deepEqual([response.status, await response.text()], [200, body]);
        assert.match(response.headers.get("content-type") ?? "", /^text\/plain/);
      },
    }),
  ),
  {
    name: "a stream of bytes leaves as it is, with its status",
    needs: "binaryAnswers",
    async run(on) {
      const response = await on.send("/stream/bytes");
      assert.equal(response.status, 201);
      assert.deepEqual([...new Uint8Array(await response.arrayBuffer())], [0xff, 0xfe, 0x00]);
    },
  },
  {
    name: "a handler produces no more of a stream than its client reads",
    needs: ["streaming", "backpressure"],
    async run(on) {
      const reader = readerOf(await on.send("/stream/flood"));
      const first = await reader.read();
      await sleep(40);
      const resumed = Date.now();
      const made = await timesOf(reader, first.value ?? new Uint8Array());
      assert.equal(made.length, FLOOD.pieces);
      const early = made.filter((time) => time < resumed).length;
      assert.ok(early < FLOOD.pieces, "all of the stream was made while its client read nothing");
    },
  },
  {
    name: "a stream whose client has gone is stopped",
    needs: ["streaming", "streamCancel"],
    async run(on) {
      const reader = readerOf(await on.send(`/endless/${on.id}`));
      await reader.read();
      await reader.cancel();
      const { pieces } = await on.logs.report((seen) => seen.stopped === on.id);
      assert.ok((pieces as number) < ENDLESS, "it went on to its end");
      assert.equal((await on.send("/answer/text")).status, 200);
      assert.ok(
        !on.logs.lines.some((line) => line.includes("ONEFN_STREAM_FAILED")),
        "it is logged as a failure",
      );
    },
  },
  {
    name: "a stream that fails half-way does not look like one that ended",
    needs: ["streaming", "streamFailure"],
    async run(on) {
      const response = await on.send("/stream/fails-half-way");
      assert.equal(response.status, 200);
      await assert.rejects(response.text());
    },
  },
  ...["fails-half-way", "fails-without-type", "fails-at-once"].map(
    (what): HttpCase => ({
      name: `a stream that fails is logged with its code, and its error does not leave: ${what}`,
      needs: "streamFailureEnd",
      async run(on) {
        const body = await on
          .send(`/stream/${what}`)
          .then((response) => response.text())
          .catch(() => "");
        assert.doesNotMatch(body, /secret/);
        await on.logs.line(
          (line) => line.includes("ONEFN_STREAM_FAILED") && line.includes("secret-of-the-stream"),
        );
        assert.equal((await on.send("/answer/text")).status, 200);
      },
    }),
  ),
];

/** The times at which chunks were produced, from the bytes at their start. */
async function timesOf(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  first: Uint8Array,
): Promise<number[]> {
  const chunks = [first];
  for (let read = await reader.read(); !read.done; read = await reader.read()) chunks.push(read.value);
  const all = Buffer.concat(chunks);
  return Array.from({ length: Math.floor(all.length / FLOOD.bytes) }, (_, index) =>
    all.readDoubleBE(index * FLOOD.bytes),
  );
}
