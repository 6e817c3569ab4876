import { createQueues } from "@onefn/vercel/simulator";
import { createMessage, type Message, message } from "onefn";
import { adapt, type VercelOptions } from "../src/index.js";

export type Fetch = typeof globalThis.fetch;
export type Handler = (each: Message) => unknown;

export const PLATFORM = { events: { verify: "platform" } } as const;

/** A queue, and a function that takes its messages. `through` stands between the function and the queue. */
export function setUp(handler: Handler, options: VercelOptions = {}, through?: (ask: Fetch) => Fetch) {
  const queues = createQueues();
  const lines: string[] = [];
  const asked: string[] = [];
  const ask: Fetch = (url, init) => {
    asked.push(`${init?.method} ${url}`);
    return queues.fetch(url, init);
  };
  const { fetch } = adapt(message({ from: "orders" }, handler as () => void), {
    ...PLATFORM,
    log: (line) => void lines.push(line),
    fetch: through?.(ask) ?? ask,
    ...options,
  });
  return {
    queues,
    lines,
    asked,
    push: (request: Request, context = queues.context) => fetch(request, context),
    calls: (id: string) =>
      queues.callsOf(id).map(({ method, status, seconds }) => [method, status, seconds].join(" ").trim()),
  };
}

export const words = { body: "hello", id: "m1" };
export const one = (id: string, body: string | Uint8Array = "hello") =>
  createMessage({ id, data: body as string, attempt: 1 });

/** Pushes one message, and returns the status of the answer, and what was asked about the message. */
export async function settled(handler: Handler, options?: VercelOptions, through?: (ask: Fetch) => Fetch) {
  const made = setUp(handler, options, through);
  const { status } = await made.push(made.queues.push(one("m1")));
  return { ...made, status, calls: made.calls("m1"), isDone: made.queues.isDone("m1") };
}

/** Answers the first requests of a method in another way. */
export const first =
  (method: string, count: number, answer: () => Response | Promise<Response>) =>
  (ask: Fetch): Fetch => {
    let left = count;
    return async (url, init) => (init?.method === method && left-- > 0 ? answer() : ask(url, init));
  };

export const status = (code: number) => () => new Response(null, { status: code });
