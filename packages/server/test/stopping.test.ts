import { setTimeout as sleep } from "node:timers/promises";
import { type HttpContext, http, stream, text } from "onefn";
import { expect, test } from "vitest";
import { start } from "./support/program.js";
import { gate, rawClient, running } from "./support/running.js";

const EVENTS = { headers: { "content-type": "text/event-stream" } };

const aborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve());
  });

const codeOf = ({ reason }: AbortSignal) => (reason as { readonly code?: unknown } | undefined)?.code;

/** Streams that wait until they are told; what they then say is the reason. */
const WAYS: Readonly<Record<string, (context: HttpContext) => Response>> = {
  "made by stream": (context) =>
    stream(async function* () {
      yield "first ";
      await aborted(context.signal);
      yield `told ${codeOf(context.signal)}`;
    }, EVENTS),
  native: ({ signal }) =>
    new Response(
      new ReadableStream({
        start(controller) {
          const encoder = new TextEncoder();
          controller.enqueue(encoder.encode("first "));
          signal.addEventListener("abort", () => {
            controller.enqueue(encoder.encode(`told ${codeOf(signal)}`));
            controller.close();
          });
        },
      }),
    ),
};

test.each(Object.keys(WAYS))("an open stream is told at once that the server stops: %s", async (way) => {
  const server = await running(
    http((_, context) => WAYS[way]?.(context) as Response),
    { shutdownTimeout: 60_000 },
  );
  const client = rawClient(server.url);
  client.write("GET / HTTP/1.1", "Host: h", "", "");
  await client.until("first");
  expect(await server.close()).toBe(true);
  expect(await client.closed()).toContain("told ONEFN_STOPPING");
});

test("a stream that begins while the server stops is told at once", async () => {
  const { opened, open } = gate();
  const begun = gate();
  const server = await running(
    http(async (_, context) => {
      begun.open();
      await opened;
      return WAYS["made by stream"]?.(context) as Response;
    }),
    { shutdownTimeout: 60_000 },
  );
  const client = rawClient(server.url);
  client.write("GET / HTTP/1.1", "Host: h", "", "");
  await begun.opened;
  const closed = server.close();
  open();
  expect(await closed).toBe(true);
  expect(await client.closed()).toContain("told ONEFN_STOPPING");
});

test("a request that is not answered yet goes on, and so does what it was handed on to", async () => {
  const { opened, open } = gate();
  const begun = gate();
  const seen: unknown[] = [];
  const server = await running(
    http(async (request, { signal }) => {
      begun.open();
      await opened;
      seen.push(signal.aborted, request.signal.aborted);
      return text("finished");
    }),
    { shutdownTimeout: 60_000 },
  );
  const client = rawClient(server.url);
  client.write("GET / HTTP/1.1", "Host: h", "", "");
  await begun.opened;
  const closed = server.close();
  await sleep(20);
  open();
  expect(await closed).toBe(true);
  expect(await client.closed()).toContain("finished");
  expect(seen).toEqual([false, false]);
});

test("a download goes on, whose request was handed on", async () => {
  const { opened, open } = gate();
  const server = await running(
    http((request) =>
      stream(async function* () {
        yield "first ";
        await opened;
        yield request.signal.aborted ? "cut" : "last";
      }),
    ),
    { shutdownTimeout: 60_000 },
  );
  const client = rawClient(server.url);
  client.write("GET / HTTP/1.1", "Host: h", "", "");
  await client.until("first");
  const closed = server.close();
  await sleep(20);
  open();
  expect(await closed).toBe(true);
  expect(await client.closed()).toContain("last");
});

test("a request that is not answered is told when the time is nearly up", async () => {
  const begun = gate();
  const server = await running(
    http(async (_, { signal }) => {
      begun.open();
      await aborted(signal);
      return text(`told ${codeOf(signal)}`);
    }),
    { shutdownTimeout: 400 },
  );
  const client = rawClient(server.url);
  client.write("GET / HTTP/1.1", "Host: h", "", "");
  await begun.opened;
  expect(await server.close()).toBe(true);
  expect(await client.closed()).toContain("told ONEFN_STOPPING");
});

test("an event stream that does not listen is ended in order before the time is up", async () => {
  const server = await running(
    http(() =>
      stream(async function* () {
        yield "data: first\n\n";
        await new Promise(() => {});
      }, EVENTS),
    ),
    { shutdownTimeout: 400 },
  );
  const client = rawClient(server.url);
  client.write("GET / HTTP/1.1", "Host: h", "", "");
  await client.until("first");
  expect(await server.close()).toBe(true);
  // The last chunk of a whole answer.
  expect(await client.closed()).toMatch(/\r\n0\r\n\r\n$/);
});

test.each([
  ["by its reason", (signal: AbortSignal) => signal.throwIfAborted()],
  [
    "by what a library made of it",
    ({ reason }: AbortSignal) => {
      throw new DOMException("aborted", { name: "AbortError", cause: reason });
    },
  ],
])("a stream that ends because the server stops is logged as no failure: %s", async (_, end) => {
  const lines: string[] = [];
  const server = await running(
    http((_, { signal }) =>
      stream(async function* () {
        yield "first ";
        await aborted(signal);
        end(signal);
      }),
    ),
    { shutdownTimeout: 60_000, log: (line) => void lines.push(line) },
  );
  const client = rawClient(server.url);
  client.write("GET / HTTP/1.1", "Host: h", "", "");
  await client.until("first");
  expect(await server.close()).toBe(true);
  expect(lines.map((line) => JSON.parse(line)).map(({ level, code }) => [level, code])).toEqual([
    ["info", "ONEFN_STOPPING"],
  ]);
});

test("a process with an open event stream ends with 0", async () => {
  const program = await start({ shutdownTimeout: 60_000 });
  const response = await fetch(`${await program.event()}events`);
  expect(await program.event()).toBe("begun");
  const exit = program.exit();
  program.signal("SIGTERM");
  expect(await response.text()).toBe("data: first\n\ndata: bye\n\n");
  expect(await exit).toBe(0);
});
