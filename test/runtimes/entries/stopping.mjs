import { adapt, serve } from "@onefn/server";
import { http, stream } from "onefn";

const EVENTS = { headers: { "content-type": "text/event-stream" } };
const bytes = (text) => new TextEncoder().encode(text);

/** Streams that say why they end. */
const functions = {
  ours: http({ path: "/ours" }, (_, { signal }) =>
    stream(async function* () {
      yield "first ";
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
      yield `told ${signal.reason.code}`;
    }),
  ),
  native: http(
    { path: "/native" },
    (_, { signal }) =>
      new Response(
        new ReadableStream({
          start(controller) {
            controller.enqueue(bytes("first "));
            signal.addEventListener("abort", () => {
              controller.enqueue(bytes(`told ${signal.reason.code}`));
              controller.close();
            });
          },
        }),
        EVENTS,
      ),
  ),
  /** Ended by the server. */
  deaf: http(
    { path: "/deaf" },
    () =>
      new Response(
        new ReadableStream({ start: (controller) => controller.enqueue(bytes("first ")) }),
        EVENTS,
      ),
  ),
};

const { url } = await serve(adapt(functions), { port: 0, hostname: "127.0.0.1", shutdownTimeout: 4_000 });
console.log(`listening on ${url}`);
