import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createQueues, type SimulatedQueues } from "@onefn/vercel/simulator";
import { BufferTransport, QueueClient } from "@vercel/queue";
import { createMessage, message, retry } from "onefn";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { adapt } from "../src/message/queues.js";

// Vercel's own client and the adapter, in front of one server: what is asked of the queue has to be the same.
let queues: SimulatedQueues;
let server: Server;
let origin: string;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = "", url, headers } = request;
    const answer = await queues.fetch(`https://fra1.vercel-queue.com${url}`, {
      method,
      headers: headers as Record<string, string>,
      ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
    });
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    response.end(Buffer.from(await answer.arrayBuffer()));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (const level of ["error", "warn", "debug", "info"] as const)
    vi.spyOn(console, level).mockImplementation(() => {});
});

beforeEach(() => {
  queues = createQueues();
});

afterAll(() => void server.close());

/** Handles the body of a message, and says after how many seconds it is to come again. */
type Work = (body: Buffer, attempt: number) => number | undefined;

class Later extends Error {
  readonly afterSeconds: number;

  constructor(afterSeconds: number) {
    super("later");
    this.afterSeconds = afterSeconds;
  }
}

const consumers = {
  "@vercel/queue": (work: Work) => {
    const client = new QueueClient({
      region: "fra1",
      token: queues.context.headers?.["x-vercel-oidc-token"] as string,
      resolveBaseUrl: () => new URL(origin),
      deploymentId: "dpl_1",
      transport: new BufferTransport(),
    });
    const handle = client.handleCallback<Buffer>(
      async (body, { deliveryCount }) => {
        const after = work(body, deliveryCount);
        if (after !== undefined) throw new Later(after);
      },
      {
        retry: (error) => (error instanceof Later ? { afterSeconds: error.afterSeconds } : undefined),
      },
    );
    return (push: Request) => handle(push);
  },
  onefn: (work: Work) => {
    const fn = message({ as: "bytes" }, ({ data, attempt }) => {
      const after = work(Buffer.from(data), attempt as number);
      return after === undefined ? undefined : retry({ after });
    });
    const { fetch } = adapt(fn, {
      events: { verify: "platform" },
      fetch: (url, init) => globalThis.fetch(String(url).replace(/^https:\/\/[^/]+/, origin), init),
    });
    return (push: Request) => fetch(push, queues.context);
  },
};

/** What one delivery comes to: the answer, what the queue was asked, and what the handler saw. */
async function deliver(name: keyof typeof consumers, work: Work, body: Uint8Array, attempt = 1) {
  const seen: [bytes: number, attempt: number][] = [];
  const consume = consumers[name]((bytes, count) => {
    seen.push([bytes.length, count]);
    return work(bytes, count);
  });
  const { status } = await consume(queues.push(createMessage({ id: "m1", data: body, attempt })));
  return { status, seen, calls: queues.callsOf("m1"), isDone: queues.isDone("m1") };
}

const small = Uint8Array.of(0, 1, 2, 255);
const large = new Uint8Array(200_000).fill(13);

const CASES: readonly (readonly [what: string, work: Work, body: Uint8Array, attempt: number])[] = [
  ["a message that is handled", () => undefined, small, 1],
  ["a message that comes again for the third time", () => undefined, small, 3],
  [
    "a message whose handler throws",
    () => {
      throw new Error("no");
    },
    small,
    1,
  ],
  ["a message that has to wait", () => 30, small, 1],
  ["a message that need not wait", () => 0, small, 1],
  ["a large message", () => undefined, large, 2],
  ["a large message that has to wait", () => 30, large, 1],
];

describe.each(CASES)("%s", (_, work, body, attempt) => {
  it("is settled by the adapter as by Vercel's client", async () => {
    const theirs = await deliver("@vercel/queue", work, body, attempt);
    queues = createQueues();
    const ours = await deliver("onefn", work, body, attempt);
    expect(ours).toEqual(theirs);
    expect(ours.seen).toEqual([[body.length, attempt]]);
  });
});

// Vercel's client takes a message that is gone for a failure of the function.
// See https://github.com/vercel/vercel/issues/17406
it.each([
  ["@vercel/queue", 500],
  ["onefn", 200],
] as const)("a handled message whose lease is gone is answered by %s with %d", async (name, status) => {
  const consume = consumers[name](() => undefined);
  const first = queues.push(createMessage({ id: "m1", data: small }));
  // The message is delivered again, whereupon the first handle is no longer known.
  queues.push(createMessage({ id: "m1", data: small }));
  expect([(await consume(first)).status, queues.isDone("m1")]).toEqual([status, false]);
});

it.each(["@vercel/queue", "onefn"] as const)(
  "a region that could be another host is refused: %s",
  async (name) => {
    const seen: unknown[] = [];
    const consume = consumers[name]((body) => void seen.push(body));
    const push = queues.push({ body: "x", native: { "ce-vqsregion": "evil.example/" } });
    expect((await consume(push)).status).toBeGreaterThanOrEqual(400);
    expect(seen).toEqual([]);
  },
);
