import { type Native, ofWire } from "./mutant.js";

type Ask = typeof globalThis.fetch;

/** The options of an adapter whose requests to the queue service are made otherwise. */
const asking =
  (change: (ask: Ask, url: string, init: Native) => Native) =>
  ({ fetch: ask, ...options }: Native): Native => ({
    ...options,
    fetch: (url: string, init: Native) => change(ask, url, init),
  });

/** Requests of one method, made otherwise. */
const on = (method: string, change: (ask: Ask, url: string, init: Native) => Native) =>
  asking((ask, url, init) => (init.method === method ? change(ask, url, init) : ask(url, init)));

/** The push with other headers. */
const headers = (change: (headers: Headers) => void) => (request: Request) => {
  const changed = new Headers(request.headers);
  change(changed);
  return new Request(request, { headers: changed });
};

const done = () => new Response(null, { status: 204 });

const seconds = (init: Native, map: (seconds: number) => number): Native => ({
  ...init,
  body: JSON.stringify({ visibilityTimeoutSeconds: map(JSON.parse(init.body).visibilityTimeoutSeconds) }),
});

const ACKNOWLEDGES = "returning nothing acknowledges, and so does ack()";
const DELAYED = "a retry with a delay is delivered again";
const WAITS = "a retry waits as long as it says";
const NEIGHBOURS = "a record that fails is not acknowledged, and its neighbours are neither lost nor dead";
const ATTEMPTS = "a failed record is delivered again until it is dead, with the number of each delivery";

/** Adapters that settle messages of Vercel Queues wrongly. */
export const vercelQueueMutants = ofWire("vercel/queues", [
  {
    name: "the answer is taken for the acknowledgement, and the lease is left",
    options: on("DELETE", done),
    caughtBy: [ACKNOWLEDGES],
  },
  {
    name: "the lease is extended once more behind the acknowledgement",
    options: on("DELETE", async (ask, url, init) => {
      const answer = await ask(url, init);
      const body = JSON.stringify({ visibilityTimeoutSeconds: 300 });
      await ask(url, { ...init, method: "PATCH", body });
      return answer;
    }),
    caughtBy: [ACKNOWLEDGES],
  },
  {
    name: "the lease is deleted twice",
    options: on("DELETE", async (ask, url, init) => {
      await ask(url, init);
      await ask(url, init);
      return done();
    }),
    caughtBy: [ACKNOWLEDGES],
  },
  {
    name: "a retry with a delay is acknowledged",
    options: on("PATCH", (ask, url, { body: _, ...init }) => ask(url, { ...init, method: "DELETE" })),
    caughtBy: [DELAYED, WAITS],
  },
  {
    name: "the delay of a retry is ignored",
    options: on("PATCH", () => new Response("{}")),
    caughtBy: [WAITS],
  },
  {
    name: "an extension overtakes the delay of a retry",
    options: on("PATCH", async (ask, url, init) => {
      const answer = await ask(url, init);
      await ask(
        url,
        seconds(init, () => 300),
      );
      return answer;
    }),
    caughtBy: [WAITS],
  },
  {
    name: "the delay of a retry is in milliseconds, more than a queue can wait",
    options: on("PATCH", (ask, url, init) =>
      ask(
        url,
        seconds(init, (each) => each * 1_000),
      ),
    ),
    caughtBy: [DELAYED, WAITS],
  },
  {
    name: "the delay of a retry is a fraction",
    options: on("PATCH", (ask, url, init) =>
      ask(
        url,
        seconds(init, (each) => each - 0.5),
      ),
    ),
    caughtBy: [DELAYED],
  },
  {
    name: "the failure of a handler is swallowed",
    function: (fn) => ({
      ...fn,
      handler: async (...args: Native[]) => {
        try {
          return await fn.handler(...args);
        } catch {
          return undefined;
        }
      },
    }),
    caughtBy: [NEIGHBOURS, ATTEMPTS],
  },
  {
    name: "the token is not sent",
    options: asking((ask, url, { headers: { authorization: _, ...others }, ...init }) =>
      ask(url, { ...init, headers: others }),
    ),
    caughtBy: [ACKNOWLEDGES],
  },
  {
    name: "the handle is not encoded in the path",
    options: asking((ask, url, init) => ask(decodeURIComponent(url), init)),
    caughtBy: [ACKNOWLEDGES],
  },
  {
    name: "deliveries are counted from 0",
    event: headers((all) => all.set("ce-vqsdeliverycount", `${Number(all.get("ce-vqsdeliverycount")) - 1}`)),
    caughtBy: [ATTEMPTS],
  },
  {
    name: "a large message is handled without its body",
    options: on("POST", () => {
      const body = "--b\r\nVqs-Receipt-Handle: 1\r\n\r\n\r\n--b--\r\n";
      return new Response(body, { headers: { "content-type": "multipart/mixed; boundary=b" } });
    }),
    caughtBy: ["a body of 50 KB arrives whole"],
  },
  {
    name: "the trace of the push hides that of the sender",
    event: headers((all) => all.delete("x-vercel-queue-traceparent")),
    caughtBy: ["a message carries the trace of its sender"],
  },
  {
    name: "the topic is not told",
    event: headers((all) => all.set("ce-vqsqueuename", "queues")),
    caughtBy: ["a single function handles the place that it claims, and refuses another one with an error"],
  },
  {
    name: "a message is taken from everybody",
    options: (options) => ({ ...options, events: options.events ?? { verify: "platform" } }),
    caughtBy: ["without the option events, an event is answered 401, and one log line says how to verify it"],
  },
]);
