import { setTimeout as sleep } from "node:timers/promises";
import { adapt, serve } from "@onefn/server";
import { http, json, stream } from "onefn";

/** How many requests of each way have begun, have had their signal fired, and have come to their end. */
const seen = {};

/** What a handler may be doing when its client goes away; each calls `ended` once nothing of it is left. */
const ways = {
  /** The answer has not begun. */
  silent: async (_, { signal }, ended) => {
    await aborted(signal);
    ended();
    return json("too late");
  },
  /** A stream that has more to say than its client takes. */
  flooding: (_, __, ended) =>
    new Response(
      new ReadableStream({
        pull: (controller) => controller.enqueue(new Uint8Array(65_536)),
        cancel: ended,
      }),
    ),
  /** A stream that is read as it is made. */
  flowing: (_, __, ended) =>
    stream(async function* () {
      try {
        for (;;) {
          yield new Uint8Array(1_024);
          await sleep(1);
        }
      } finally {
        ended();
      }
    }),
  /** A stream that has nothing to say, and does not look at the signal. */
  waiting: (_, __, ended) =>
    new Response(
      new ReadableStream({
        start: (controller) => controller.enqueue(new Uint8Array(1)),
        pull: () => new Promise(() => {}),
        cancel: ended,
      }),
    ),
  /** A stream that waits for something, and for its signal. */
  listening: (_, { signal }, ended) =>
    stream(async function* () {
      try {
        yield "first";
        await aborted(signal);
      } finally {
        ended();
      }
    }),
  upload: (request, _, ended) => request.text().finally(ended),
  "upload-in-pieces": async (request, _, ended) => {
    try {
      for await (const _ of request.body);
    } finally {
      ended();
    }
  },
  /** The upload is the answer: both break off. */
  echo: (request, { signal }, ended) => {
    signal.addEventListener("abort", ended);
    return new Response(request.body);
  },
  /** The upload is not looked at. */
  unread: (_, __, ended) => new Response(new ReadableStream({ cancel: ended })),
};

function aborted(signal) {
  return new Promise((resolve) => signal.addEventListener("abort", resolve));
}

const leave = http({ path: "/leave/:way" }, (request, context) => {
  const { way } = context.params;
  seen[way] ??= { begun: 0, aborted: 0, ended: 0 };
  seen[way].begun++;
  context.signal.addEventListener("abort", () => seen[way].aborted++);
  return ways[way](request, context, () => seen[way].ended++);
});

const look = http({ path: "/seen" }, () => json(seen));

const { url } = await serve(adapt({ leave, look }), { port: 0, hostname: "127.0.0.1" });
console.log(`listening on ${url}`);
