import { http, stream, text } from "onefn";
import { report } from "../report.js";
import { wait } from "../wait.js";
import { patienceOf } from "./patience.js";

/** Milliseconds between the first and the last chunk of `/stream/two`. */
const PAUSE = 80;

/** The most that `/stream/flood` sends. */
export const FLOOD = { pieces: 256, bytes: 64 * 1024 } as const;

/** The number of chunks after which `/endless` ends after all. */
export const ENDLESS = 100;

/** Sends far more than all buffers in between can hold. Every chunk begins with the time at which it was requested. */
async function* flood(): AsyncGenerator<Uint8Array> {
  for (let index = 0; index < FLOOD.pieces; index++) {
    const piece = new Uint8Array(FLOOD.bytes);
    new DataView(piece.buffer).setFloat64(0, Date.now());
    yield piece;
  }
}

/** A Response whose stream fails after one chunk. */
function failingHalfWay(init?: ResponseInit): Response {
  return stream(async function* () {
    yield "begun";
    await wait(10);
    throw new Error("secret-of-the-stream");
  }, init);
}

/** A stream of unencoded text, which a handler may mistake for a body. */
function textChunks(...chunks: readonly unknown[]): ReadableStream<Uint8Array> {
  const given = [...chunks];
  return new ReadableStream({
    async pull(controller) {
      await wait(1);
      if (given.length > 0) controller.enqueue(given.shift() as Uint8Array);
      else controller.close();
    },
  });
}

const TEXT = { headers: { "content-type": "text/plain" } };

const STREAMS: Readonly<Record<string, () => Response>> = {
  two: () =>
    stream(async function* () {
      yield "first ";
      await wait(PAUSE);
      yield "last";
    }, TEXT),
  text: () => stream("whole", TEXT),
  empty: () => stream([], TEXT),
  "empty-pieces": () => stream(["", "a", "", "b", ""], TEXT),
  many: () =>
    stream(
      Array.from({ length: 500 }, (_, index) => `${index},`),
      TEXT,
    ),
  bytes: () => stream([Uint8Array.of(0xff), Uint8Array.of(0xfe, 0x00)], { status: 201 }),
  "split-character": () => stream([Uint8Array.of(0xc3), Uint8Array.of(0xa9)], TEXT),
  native: () =>
    new Response(
      new ReadableStream({
        start(controller) {
          controller.enqueue(new TextEncoder().encode("native"));
          controller.close();
        },
      }),
      TEXT,
    ),
  "text-chunks": () => new Response(textChunks("not-encoded"), TEXT),
  "text-chunk-later": () => new Response(textChunks(new Uint8Array(100), "not-encoded"), TEXT),
  transformed: () => {
    const body = new Response("through").body?.pipeThrough(new TransformStream());
    return new Response(body ?? null, TEXT);
  },
  flood: () => stream(flood()),
  "fails-half-way": () => failingHalfWay(TEXT),
  "fails-without-type": () => failingHalfWay(),
  "fails-at-once": () =>
    stream(async function* () {
      if (Date.now() > 0) throw new Error("secret-of-the-stream");
      yield "never";
    }, TEXT),
};

/** Functions that stream a body. */
export const streamFunctions = {
  stream: http(
    { path: "/stream/:what" },
    (_, { params }) => STREAMS[params.what]?.() ?? text("no such stream", { status: 404 }),
  ),
  streamAndWait: http({ path: "/stream-and-wait/:id" }, (_, context) =>
    stream(async function* () {
      yield "one ";
      context.waitUntil(wait(20).then(() => report(context, { later: context.params.id })));
      await wait(5);
      yield "two";
    }, TEXT),
  ),
  /** Streams until its signal fires, and fails with its reason. */
  watching: http({ path: "/watching/:id" }, (request, context) => {
    const { signal, requestId, params } = context;
    const patience = patienceOf(request);
    return stream(async function* () {
      yield "first ";
      report(context, { watching: params.id });
      await wait(patience, signal);
      report(context, { watched: params.id, aborted: signal.aborted, requestId });
      signal.throwIfAborted();
      yield "last";
    }, TEXT);
  }),
  /** The same with a native stream of the runtime. */
  watchingNatively: http({ path: "/watching-natively/:id" }, (request, context) => {
    const { signal, requestId, params } = context;
    const patience = patienceOf(request);
    const body = new ReadableStream<Uint8Array>({
      async start(controller) {
        controller.enqueue(new TextEncoder().encode("first "));
        report(context, { watching: params.id });
        await wait(patience, signal);
        report(context, { watched: params.id, aborted: signal.aborted, requestId });
        if (signal.aborted) controller.error(signal.reason);
        else controller.close();
      },
    });
    return new Response(body, TEXT);
  }),
  /** Streams until it is stopped, and reports that. */
  endless: http({ path: "/endless/:id" }, (_, context) =>
    stream(async function* () {
      let pieces = 0;
      try {
        for (; pieces < ENDLESS; pieces++) {
          yield `${pieces} `;
          await wait(2);
        }
      } finally {
        report(context, { stopped: context.params.id, pieces });
      }
    }, TEXT),
  ),
};
