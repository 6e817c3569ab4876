import { type HttpContext, http, stream, text } from "onefn";
import { expect, test } from "vitest";
import { adapt } from "../src/index.js";
import { gate } from "./support/running.js";

/** What Deno gives beside a request; its `completed` tells nothing of clients that leave a stream. */
const info = { completed: new Promise<void>(() => {}) };

/** Sends a request as Deno does, and gives the answer with what the handler's signal and Deno's say. */
async function ask(answer: (context: HttpContext) => Response | Promise<Response>, method = "GET") {
  const denos = new AbortController();
  let signal: AbortSignal | undefined;
  const { fetch } = adapt(
    http((_, context) => {
      ({ signal } = context);
      return answer(context);
    }),
    { log: () => {} },
  );
  const answered = fetch(new Request("http://h/", { method, signal: denos.signal }), info);
  return { answered, denos, left: () => signal?.aborted };
}

const pieces = () => stream(["one", "two"]);

test("on Deno the signal fires for a client that leaves before its answer", async () => {
  const { opened, open } = gate();
  const { answered, denos, left } = await ask(() => opened.then(() => text("late")));
  denos.abort();
  expect(left()).toBe(true);
  open();
  await answered;
});

test("on Deno the signal fires for a client that leaves in the middle of a stream, which waits for that", async () => {
  const { answered, left } = await ask(({ signal }) =>
    stream(async function* () {
      yield "first";
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
    }),
  );
  const reader = ((await answered).body as ReadableStream<Uint8Array>).getReader();
  await reader.read();
  const rest = reader.read();
  await reader.cancel();
  expect((await rest).done).toBe(true);
  expect(left()).toBe(true);
});

test.each([
  ["a text", () => text("whole")],
  ["a stream", pieces],
])("on Deno the signal stays as it is when %s has arrived, which Deno's does not", async (_, answer) => {
  const { answered, denos, left } = await ask(answer);
  await (await answered).text();
  denos.abort();
  expect(left()).toBe(false);
});

test("on Deno the signal does not fire for HEAD, whose stream is cancelled", async () => {
  const { answered, left } = await ask(pieces, "HEAD");
  await (await answered).body?.cancel();
  expect(left()).toBe(false);
});
