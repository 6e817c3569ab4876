import {
  ack,
  createContext,
  createMessage,
  type EventMiddleware,
  type HttpMiddleware,
  http,
  json,
  type Message,
  message,
  type Outcome,
  provide,
  type Retry,
  reject,
  retry,
} from "onefn";
import { expect, expectTypeOf, test } from "vitest";
import { order } from "./support/order.js";

test("a unit test calls a message handler with a message of its data, without a cast", async () => {
  const seen: unknown[] = [];
  const orders = message({ schema: order }, ({ data, attempt, key }) => {
    seen.push(data.sku, attempt, key);
    if (attempt !== undefined && attempt > 1) return reject();
  });
  await orders.handler(createMessage({ data: { sku: "tea" } }), createContext());
  const again = createMessage({ data: { sku: "tea" }, attempt: 2, key: "customer-7", id: undefined });
  expect(await orders.handler(again, createContext())).toEqual(reject());
  expect(seen).toEqual(["tea", 1, undefined, "tea", 2, "customer-7"]);

  const batch = message.batch({ schema: order }, (all) => new Map(all.map((each) => [each, retry()])));
  expect(await batch.handler([again], createContext())).toEqual(new Map([[again, retry()]]));
  const bytes = message({ as: "bytes" }, ({ data }) => void data.byteLength);
  await bytes.handler(createMessage({ data: new Uint8Array() }), createContext());
  const plain = message(({ data }) => void expectTypeOf(data).toBeUnknown());
  await plain.handler(createMessage({ data: 1 }), createContext());

  const refused = () => [
    // @ts-expect-error the schema's data has another member.
    orders.handler(createMessage({ data: { sk: "tea" } }), createContext()),
    // @ts-expect-error a message has data.
    createMessage({ id: "1" }),
  ];
  expectTypeOf(refused).toBeFunction();
});

test("a unit test calls an http handler with the parameters of its path", async () => {
  const hello = http({ path: "/hello/:name" }, (_, { params }) => json(params.name));
  const request = new Request("https://example.com/hello/ada");
  const response = await hello.handler(request, createContext({ params: { name: "ada" } }));
  expect(await response.json()).toBe("ada");
  http({ path: "/docs/:page?" }, () => json(1)).handler(request, createContext());
  http(() => json(1)).handler(request, createContext());

  const refused = () => [
    // @ts-expect-error the path has another parameter.
    hello.handler(request, createContext({ params: { nam: "ada" } })),
    // @ts-expect-error the path has a parameter.
    hello.handler(request, createContext()),
  ];
  expectTypeOf(refused).toBeFunction();
});

test("middleware of every form fits, and what it adds is known", () => {
  const bare: EventMiddleware = (event, _context, next) => next().then(() => event.id);
  const around: EventMiddleware<readonly Message[]> = (events, _context, next) =>
    next().then(() => events.length);
  const timed: HttpMiddleware = (_request, _context, next) => next();
  const withId = provide((event: Message) => ({ eventId: event.id }));
  const withSku = provide((event: Message<{ sku: string }>) => ({ sku: event.data.sku }));
  const withZero = provide(() => ({ zero: 0 }));
  const withIp = provide((_request: Request, context) => ({ ip: context.client.ip }));

  message({ schema: order, use: [bare, withId, withSku, withZero] }, (_event, context) => {
    expectTypeOf(context.eventId).toBeString();
    expectTypeOf(context.sku).toBeString();
    expectTypeOf(context.zero).toBeNumber();
  });
  message({ schema: order, use: [(event, _context, next) => next().then(() => event.data.sku)] }, () => {});
  message.batch({ use: [around, withZero] }, (_events, context) => void context.zero);
  http({ use: [timed, withIp, withZero] }, (_request, context) => {
    expectTypeOf(context.ip).toEqualTypeOf<string | undefined>();
    return json(context.zero);
  });
});

test("an outcome is what its maker gives, and nothing that looks like one", () => {
  const outcome: Outcome = retry();
  const again: Retry = retry({ after: undefined });
  expectTypeOf(retry()).toEqualTypeOf<Retry>();
  new Map<Message, Outcome>().set(createMessage<unknown>({ data: 1 }), ack());
  message(({ attempt = 1 }) => (attempt > 3 ? reject({ reason: undefined }) : undefined));
  expect([outcome, again]).toEqual([retry(), retry()]);

  const refused = () => [
    // @ts-expect-error made by hand.
    message(() => ({ type: "ack" })),
    // @ts-expect-error made by hand.
    message(async () => ({ type: "retry" as const })),
    // @ts-expect-error no outcome at all.
    message(() => "retry"),
  ];
  expectTypeOf(refused).toBeFunction();
});

test("an option may be undefined", () => {
  const given = undefined as string | undefined;
  message({ name: given, from: given, schema: undefined, as: undefined, use: undefined }, () => {});
  http({ name: given, methods: undefined, bodyLimit: undefined, onError: undefined }, () => json(1));
  createContext({ region: given, params: undefined });
});
