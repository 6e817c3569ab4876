import { HttpError, http, json, message } from "onefn";
import {
  type AdaptOptions,
  type AnyFunction,
  createAdapter,
  createResponse,
  defineProvider,
  EVENTS,
  type EventOptions,
  EventRequest,
  type FunctionRecord,
  formatLogLine,
  type HttpCodec,
  messageKind,
  type RequestCodec,
  requestPipeline,
} from "onefn/provider";
import { describe, expect, test } from "vitest";
import { type Rec, codec as records } from "./support/records.js";

/** A platform that hands over Requests. */
const requests: HttpCodec<Request, Response, unknown> = {
  kind: "http",
  trigger: "web",
  matches: (native) => native instanceof Request,
  decode: (request) => request,
  method: ({ method }) => method,
  encode: (response) => response,
};

const made = (status: number, headers: Record<string, string> = {}) =>
  createResponse(null, { status, headers });

/** Events whose body is a list of records under a word of their own. A handshake is a `challenge`. */
function eventsOf(trigger: string, word: string): RequestCodec<Rec> {
  const bodyOf = (event: EventRequest) => Object(event.json) as Record<string, never>;
  return {
    trigger,
    matches: (event) =>
      event instanceof EventRequest && (word in bodyOf(event) || "challenge" in bodyOf(event)),
    preflight(event) {
      const { challenge } = bodyOf(event) as { readonly challenge?: string };
      return challenge === undefined ? undefined : made(200, { "x-challenge": challenge });
    },
    records: (event) => bodyOf(event)[word] as unknown as readonly Rec[],
    readings: [records.readings[1] as never],
    settle: (settled) => made(settled.every(({ type }) => type === "ack") ? 204 : 500),
  };
}

const provider = defineProvider<unknown>({
  name: "test",
  runtime: "node",
  context: {},
  platform: (native, _, record) => ({ native, record }),
  formatLog: formatLogLine,
  writeLog: () => {},
  options: { events: EVENTS },
});

/** Deploys functions, and gives a way to send to them, what they handled, and what was logged. */
function deploy(functions: AnyFunction | FunctionRecord, options: AdaptOptions & EventOptions = {}) {
  const lines: string[] = [];
  const pipeline = requestPipeline(
    [requests],
    [messageKind],
    [eventsOf("boxes", "boxes"), eventsOf("tins", "tins")],
  );
  const handle = createAdapter("test", provider, [pipeline], functions, {
    log: (line) => void lines.push(line),
    ...options,
  });
  const send = async (path: string, body?: unknown, headers: Record<string, string> = {}) =>
    (await handle(
      new Request(`https://shop.example${path}`, {
        method: "POST",
        headers,
        ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
      }),
      undefined,
    )) as Response;
  return { send, lines };
}

/** A function that remembers what it has handled. */
function remembering() {
  const seen: unknown[] = [];
  return { seen, orders: message({ from: "orders" }, ({ data }) => void seen.push(data)) };
}

const hello = http({ path: "/hello" }, () => json({ hello: "you" }));
const BOXES = { boxes: [{ id: "a", from: "orders" }] };
const PLATFORM = { events: { verify: "platform" } } as const;

describe("the path of events", () => {
  test("is every path where there is no http function", async () => {
    const { seen, orders } = remembering();
    const { send } = deploy(orders, PLATFORM);
    expect([(await send("/", BOXES)).status, (await send("/any/where", BOXES)).status]).toEqual([204, 204]);
    expect(seen).toEqual(["a", "a"]);
  });

  test("is /_events beside http functions, which keep all others", async () => {
    const { seen, orders } = remembering();
    const everything = http((request) => json(new URL(request.url).pathname));
    const { send } = deploy({ orders, everything }, PLATFORM);
    expect(await (await send("/", BOXES)).json()).toBe("/");
    expect(await (await send("/_events/more", BOXES)).json()).toBe("/_events/more");
    expect(seen).toEqual([]);
    expect((await send("/_events", BOXES)).status).toBe(204);
    expect(seen).toEqual(["a"]);
  });

  test("is http's where there are neither functions of events nor the option", async () => {
    const { send } = deploy(http((request) => json(new URL(request.url).pathname)));
    expect(await (await send("/_events", BOXES)).json()).toBe("/_events");
  });

  test("is refused where two sources share one", () => {
    const { orders } = remembering();
    const events = [{ verify: "platform" }, { verify: () => true }] as const;
    expect(() => deploy(orders, { events })).toThrow(
      expect.objectContaining({ code: "ONEFN_DUPLICATE_TRIGGER" }),
    );
  });

  test("is refused where an http function has it", () => {
    const { orders } = remembering();
    const own = http({ path: "/_events" }, () => json({}));
    expect(() => deploy({ own, orders }, PLATFORM)).toThrow(
      expect.objectContaining({ code: "ONEFN_DUPLICATE_TRIGGER" }),
    );
  });
});

describe("several sources", () => {
  const events = [
    { path: "/boxes", triggers: ["boxes"], verify: "platform" },
    {
      path: "/tins",
      triggers: ["tins"],
      verify: (request: Request) => request.headers.get("x-key") === "tin",
    },
  ] as const;
  const TINS = { tins: [{ id: "t", from: "orders" }] };

  test("each verify their own path, and take their own triggers", async () => {
    const { seen, orders } = remembering();
    const { send, lines } = deploy(orders, { events });
    expect((await send("/boxes", BOXES)).status).toBe(204);
    expect((await send("/tins", TINS, { "x-key": "tin" })).status).toBe(204);
    expect(seen).toEqual(["a", "t"]);
    expect((await send("/tins", TINS)).status).toBe(401);
    // What one source has checked says nothing about the events of another.
    expect((await send("/boxes", TINS)).status).toBe(500);
    expect((await send("/", BOXES)).status).toBe(404);
    expect(seen).toEqual(["a", "t"]);
    expect(lines.join("\n")).toMatch(/ONEFN_UNKNOWN_EVENT/);
  });

  test("name triggers that the adapter knows", () => {
    const { orders } = remembering();
    expect(() => deploy(orders, { events: { triggers: ["crates"], verify: "platform" } })).toThrow(
      expect.objectContaining({
        code: "ONEFN_INVALID_OPTION",
        message: expect.stringMatching(/"crates".*boxes, tins/),
      }),
    );
  });
});

describe("verify", () => {
  test("may read headers, URL and a clone of the body", async () => {
    const { seen, orders } = remembering();
    const verify = async (request: Request) =>
      new URL(request.url).searchParams.get("n") === String((await request.clone().text()).length);
    const { send } = deploy(orders, { events: { verify } });
    const length = JSON.stringify(BOXES).length;
    expect((await send(`/?n=${length}`, BOXES)).status).toBe(204);
    expect((await send("/?n=1", BOXES)).status).toBe(401);
    expect(seen).toEqual(["a"]);
  });

  test("is asked before a handshake is answered", async () => {
    const { orders } = remembering();
    const verify = (request: Request) => request.headers.get("x-key") === "k";
    const { send } = deploy(orders, { events: { verify } });
    const refused = await send("/", { challenge: "c" });
    expect([refused.status, refused.headers.get("x-challenge")]).toEqual([401, null]);
    const answered = await send("/", { challenge: "c" }, { "x-key": "k" });
    expect([answered.status, answered.headers.get("x-challenge")]).toEqual([200, "c"]);
  });

  test.each([
    ["its status", new HttpError(404, "Not Found")],
    ["its text", new HttpError(400, "secret of the verifier")],
    ["a Response", createResponse("ok")],
  ])("does not answer by what it throws: %s", async (_, thrown) => {
    const { seen, orders } = remembering();
    const verify = () => {
      throw thrown;
    };
    const { send } = deploy(orders, { events: { verify } });
    const answer = await send("/", BOXES);
    expect([answer.status, await answer.text(), seen]).toEqual([401, "Unauthorized", []]);
  });
});

describe("the option events", () => {
  test.each([
    [],
    {},
    "platform",
    true,
    { verify: true },
    { verify: "Platform" },
    { verify: "platform", path: 1 },
    { verify: "platform", triggers: "boxes" },
    { verify: "platform", paths: ["/a"] },
    [{ verify: "platform" }, {}],
  ])("refuses %j at start", (events) => {
    const { orders } = remembering();
    expect(() => deploy(orders, { events: events as never })).toThrow(
      expect.objectContaining({ code: "ONEFN_INVALID_OPTION" }),
    );
  });
});

describe("what arrives", () => {
  test("runs no function where its place is claimed by none, and fails", async () => {
    const { seen, orders } = remembering();
    const { send, lines } = deploy(orders, PLATFORM);
    expect((await send("/", { boxes: [{ id: "a", from: "elsewhere" }] })).status).toBe(500);
    expect(seen).toEqual([]);
    expect(lines.join("\n")).toMatch(/ONEFN_NO_FUNCTION.*elsewhere/);
  });

  test("is of the wrong kind where the deployable has http functions alone", async () => {
    const { send, lines } = deploy(hello, PLATFORM);
    expect((await send("/_events", BOXES)).status).toBe(500);
    expect(lines.join("\n")).toMatch(/ONEFN_WRONG_KIND.*boxes event of kind message/);
    expect(await (await send("/hello")).json()).toEqual({ hello: "you" });
  });

  test("is the platform's request, and the record, in a handler's context", async () => {
    const platforms: unknown[] = [];
    const orders = message((_, { platform }) => void platforms.push(platform));
    const { send } = deploy(orders, PLATFORM);
    await send("/", BOXES);
    expect(platforms).toEqual([{ native: expect.any(Request), record: BOXES.boxes[0] }]);
  });

  test("keeps its call open until the work given to waitUntil is done", async () => {
    const done: string[] = [];
    const orders = message((_, { waitUntil }) =>
      waitUntil(new Promise<void>((resolve) => setTimeout(resolve, 5)).then(() => void done.push("work"))),
    );
    const { send } = deploy(orders, PLATFORM);
    await send("/", BOXES);
    expect(done).toEqual(["work"]);
  });
});
