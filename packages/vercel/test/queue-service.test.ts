import { createQueues } from "@onefn/vercel/simulator";
import { createMessage, type Message, message, retry } from "onefn";
import { describe, expect, it } from "vitest";
import { adapt } from "../src/index.js";
import { ManualTimers } from "./manual-timers.js";
import { type Fetch, first, type Handler, one, PLATFORM, settled, setUp, status } from "./queue-set-up.js";

describe("a queue service that fails", () => {
  const quick = () => {
    const timers = new ManualTimers();
    return {
      timers,
      through:
        (ask: Fetch): Fetch =>
        async (url, init) =>
          ask(url, init),
    };
  };

  /** Pushes one message while time passes. */
  async function during(ms: number, handler: Handler, through: (ask: Fetch) => Fetch) {
    const { timers } = quick();
    const running = settled(handler, { timers }, through);
    await timers.pass(ms);
    return { ...(await running), timers };
  }

  it("is asked again, and the message is done", async () => {
    const result = await during(5_000, () => {}, first("DELETE", 2, status(503)));
    expect(result).toMatchObject({ status: 200, isDone: true });
  });

  it("is asked again after the time that it names", async () => {
    const busy = () => new Response(null, { status: 429, headers: { "retry-after": "4" } });
    const { timers } = quick();
    const running = settled(() => {}, { timers }, first("DELETE", 1, busy));
    await timers.pass(3_900);
    expect(timers.waiting).toEqual([100]);
    await timers.pass(100);
    expect(await running).toMatchObject({ status: 200, isDone: true });
  });

  it.each([
    ["answers 500", status(500)],
    [
      "does not answer",
      () => Promise.reject(new TypeError("fetch failed", { cause: { code: "ECONNRESET" } })),
    ],
    ["refuses the token", status(403)],
  ])("has a message that was handled delivered again: it %s", async (_, answer) => {
    const result = await during(5_000, () => {}, first("DELETE", 9, answer));
    expect(result).toMatchObject({ status: 500, isDone: false });
    expect(result.lines.join()).toContain("ONEFN_QUEUE_UNREACHABLE");
  });

  it("is not waited for without end: a connection that goes quiet counts as failed", async () => {
    const quiet = (ask: Fetch): Fetch => {
      let left = 1;
      return (url, init) =>
        left-- > 0
          ? new Promise((_, fail) =>
              init?.signal?.addEventListener("abort", () => fail(new Error("aborted"))),
            )
          : ask(url, init);
    };
    expect(await during(20_000, () => {}, quiet)).toMatchObject({ status: 200, isDone: true });
  });

  it("does not have a delayed retry count as done", async () => {
    const result = await during(5_000, () => retry({ after: 30 }), first("PATCH", 9, status(500)));
    expect(result).toMatchObject({ status: 500, isDone: false });
  });

  it("that has lost the lease ends the delivery, and the log warns", async () => {
    const result = await settled(() => {}, {}, first("DELETE", 1, status(409)));
    expect(result.status).toBe(200);
    expect(result.lines.join()).toContain("ONEFN_LEASE_LOST");
  });

  it("that knows the message no more ends the delivery without a warning", async () => {
    const result = await settled(() => {}, {}, first("DELETE", 1, status(404)));
    expect(result.status).toBe(200);
    expect(result.lines.filter((line) => !line.includes('"debug"'))).toEqual([]);
  });

  it("is not asked without a token", async () => {
    const { push, queues, asked, lines } = setUp(() => {});
    expect((await push(queues.push(one("m1")), {})).status).toBe(500);
    expect(asked).toEqual([]);
    expect(lines.join()).toContain("OIDC");
  });

  it.each(["evil.example/", "fra1.evil.example", "FRA1", "f", "../fra1"])(
    "is not looked for in the region %s, which could be another host",
    async (region) => {
      const { push, queues, asked } = setUp(() => {});
      const pushed = queues.push({ body: "x", native: { "ce-vqsregion": region } });
      expect((await push(pushed)).status).toBe(500);
      expect(asked).toEqual([]);
    },
  );

  it("leaves neither its token nor a handle in the log, whatever happens", async () => {
    const told: string[] = [];
    for (const answer of [status(500), status(409), status(401), status(404)]) {
      const result = await during(9_000, () => Promise.reject(new Error("no")), first("DELETE", 9, answer));
      const done = await during(9_000, () => {}, first("DELETE", 9, answer));
      const late = await during(9_000, () => retry({ after: 9 }), first("PATCH", 9, answer));
      told.push(...result.lines, ...done.lines, ...late.lines);
    }
    expect(told.length).toBeGreaterThan(8);
    expect(told.join()).not.toMatch(/simulated\.[0-9a-f]{32}|rh\/|rh%2F|Bearer/);
  });
});

describe("a large message", () => {
  const large = new Uint8Array(100_000).map((_, index) => index * 7);

  function setUpLarge(handler: Handler, through?: (ask: Fetch) => Fetch) {
    const queues = createQueues();
    const lines: string[] = [];
    const { fetch } = adapt(message({ as: "bytes" }, handler as () => void), {
      ...PLATFORM,
      log: (line) => void lines.push(line),
      fetch: through?.(queues.fetch) ?? queues.fetch,
    });
    const push = () =>
      fetch(queues.push(createMessage({ id: "m1", data: large, attempt: 4 })), queues.context);
    return { queues, lines, push };
  }

  it("is fetched, with its count and the handle that settles it", async () => {
    const seen: Message[] = [];
    const { queues, push } = setUpLarge((each) => void seen.push(each));
    expect((await push()).status).toBe(200);
    expect(seen.map(({ attempt, data }) => [attempt, data])).toEqual([[4, large]]);
    expect(queues.callsOf("m1").map(({ method }) => method)).toEqual(["POST", "DELETE"]);
    expect(queues.isDone("m1")).toBe(true);
  });

  it.each([404, 409, 410])(
    "that is settled or taken (%d) reaches no handler, and needs no retry",
    async (code) => {
      const seen: Message[] = [];
      const { push } = setUpLarge((each) => void seen.push(each), first("POST", 1, status(code)));
      expect([(await push()).status, seen]).toEqual([200, []]);
    },
  );

  it.each([
    ["is none", () => new Response("{}")],
    ["ends too soon", () => new Response("--b\r\nVqs-Receipt-Handle: 1\r\n\r\nabc", multipart())],
    ["has no handle", () => new Response("--b\r\n\r\nabc\r\n--b--", multipart())],
    ["is refused", status(400)],
  ])("whose body cannot be had is delivered again: the answer %s", async (_, answer) => {
    const seen: Message[] = [];
    const { push, lines } = setUpLarge((each) => void seen.push(each), first("POST", 1, answer));
    expect([(await push()).status, seen]).toEqual([500, []]);
    expect(lines.join()).toMatch(/ONEFN_PAYLOAD_MISSING|ONEFN_QUEUE_UNREACHABLE/);
  });

  const multipart = () => ({ headers: { "content-type": "multipart/mixed; boundary=b" } });

  it("may be empty, or hold what looks like a boundary", async () => {
    const part = (body: string) => () =>
      new Response(`preamble\r\n--b\r\nVqs-Receipt-Handle: 1\r\n\r\n${body}\r\n--b--\r\n`, multipart());
    for (const body of ["", "--b", "a\r\n\r\nb", "\r\n--"]) {
      const seen: unknown[] = [];
      const { push } = setUpLarge(
        ({ data }) => void seen.push(Buffer.from(data as Uint8Array).toString()),
        first("POST", 1, part(body)),
      );
      await push();
      expect(seen).toEqual([body]);
    }
  });
});
