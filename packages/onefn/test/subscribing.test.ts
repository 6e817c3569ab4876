import { http, json, message } from "onefn";
import {
  type AdaptOptions,
  type AnyFunction,
  createAdapter,
  createResponse,
  defineProvider,
  EVENTS,
  type EventOptions,
  type FunctionRecord,
  formatLogLine,
  type HttpCodec,
  messageKind,
  type RequestCodec,
  requestPipeline,
  type Wanted,
} from "onefn/provider";
import { expect, test } from "vitest";
import { codec as records } from "./support/records.js";

/** A platform that hands over Requests. */
const requests: HttpCodec<Request, Response, unknown> = {
  kind: "http",
  trigger: "web",
  matches: (native) => native instanceof Request,
  decode: (request) => request,
  encode: (response) => response,
};

/** Events of a source that asks what it has to send. */
const boxes: RequestCodec<never> = {
  trigger: "boxes",
  matches: () => false,
  records: () => [],
  readings: [records.readings[1] as never],
  settle: () => createResponse(null, { status: 204 }),
  subscribing: { path: "/ask", answer: (wanted: Wanted) => wanted },
};
const tins: RequestCodec<never> = { ...boxes, trigger: "tins", subscribing: undefined };

const provider = defineProvider<unknown>({
  name: "test",
  runtime: "node",
  context: {},
  platform: () => ({}),
  formatLog: formatLogLine,
  writeLog: () => {},
  options: { events: EVENTS },
});

/** What the source is answered. */
async function ask(
  functions: AnyFunction | FunctionRecord,
  options: AdaptOptions & EventOptions,
  headers: Record<string, string> = {},
): Promise<Response> {
  const pipeline = requestPipeline([requests], [messageKind], [tins, boxes]);
  const handle = createAdapter("test", provider, [pipeline], functions, { log: () => {}, ...options });
  return (await handle(new Request("https://shop.example/ask", { headers }), undefined)) as Response;
}

const orders = message({ from: "orders" }, () => {});
const rest = message(() => {});
const hello = http({ path: "/hello" }, () => json({ hello: "you" }));
const PLATFORM = { events: { verify: "platform" } } as const;

test("a source that asks is told the claims, and where events are taken", async () => {
  const everywhere = await ask({ orders, rest }, PLATFORM);
  expect(await everywhere.json()).toMatchObject({ places: ["orders", null], path: "/" });
  const besideHttp = await ask({ orders, hello }, PLATFORM);
  expect(await besideHttp.json()).toMatchObject({ places: ["orders"], path: "/_events" });
  const events = ["tins", "boxes"].map((trigger) => ({
    path: `/${trigger}`,
    triggers: [trigger],
    verify: "platform" as const,
  }));
  expect(await (await ask(orders, { events })).json()).toMatchObject({ path: "/boxes" });
});

test("a source is told the names that a deployment's own are mapped from", async () => {
  const names = { "shop-prod-orders": "orders", "shop-test-orders": "orders", other: "parcels" };
  const asked = await ask(orders, { ...PLATFORM, names });
  expect(await asked.json()).toMatchObject({ places: ["shop-prod-orders", "shop-test-orders"] });
});

test("a source whose events are taken nowhere is told nothing", async () => {
  const events = { path: "/tins", triggers: ["tins"], verify: "platform" } as const;
  expect((await ask(orders, { events })).status).toBe(404);
});

test("a source that asks is verified as its events are", async () => {
  const events = { verify: (request: Request) => request.headers.get("x-secret") === "s" };
  expect((await ask(orders, { events })).status).toBe(401);
  expect((await ask(orders, { events }, { "x-secret": "s" })).status).toBe(200);
  expect((await ask({ orders, hello }, {})).status).toBe(401);
});
