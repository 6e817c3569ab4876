import {
  createContext,
  HttpError,
  http,
  isOnefnFunction,
  json,
  type Message,
  message,
  provide,
  reject,
  retry,
} from "onefn";
import { describe, expect, expectTypeOf, it } from "vitest";
import { order } from "./support/order.js";

describe("http", () => {
  it("is plain data and a handler that a test can call", async () => {
    const hello = http({ name: "hello", path: "/hello/:name", methods: ["get"] }, (_request, context) =>
      json({ hello: context.params.name }),
    );
    expect(hello).toMatchObject({
      kind: "http",
      name: "hello",
      trigger: { path: "/hello/:name", methods: ["GET"] },
    });
    const context = createContext({ params: { name: "ada" } });
    const response = await hello.handler(new Request("http://localhost/hello/ada"), context);
    expect(await response.json()).toEqual({ hello: "ada" });
  });

  it("types the parameters by the path", () => {
    http({ path: "/orders/:id/items/:item?" }, (_request, context) => {
      expectTypeOf(context.params.id).toEqualTypeOf<string>();
      expectTypeOf(context.params.item).toEqualTypeOf<string | undefined>();
      // @ts-expect-error the path has no such parameter
      return json(context.params.name);
    });
    http({ path: "/files/*" }, (_request, context) => json(context.params["*"]));
    http((_request, context) => {
      expectTypeOf(context.params).toEqualTypeOf<Readonly<Record<string, string>>>();
      return json(null);
    });
  });

  it("takes a Fetch handler unchanged", () => {
    const app = { fetch: (request: Request) => new Response(request.url) };
    expect(isOnefnFunction(http(app.fetch))).toBe(true);
  });

  it("runs middleware from the outside in, and types what it adds", async () => {
    const steps: string[] = [];
    const withUser = provide(async (request: Request) => ({
      user: request.headers.get("x-user") ?? "nobody",
    }));
    const me = http(
      {
        use: [
          async (_request, _context, next) => {
            steps.push("before");
            const response = await next();
            steps.push("after");
            return response;
          },
          withUser,
        ],
      },
      (_request, context) => {
        expectTypeOf(context.user).toEqualTypeOf<string>();
        steps.push(context.user);
        return json(context.user);
      },
    );
    const request = new Request("http://localhost/", { headers: { "x-user": "ada" } });
    const response = await me.handler(request, createContext());
    expect(await response.json()).toBe("ada");
    expect(steps).toEqual(["before", "ada", "after"]);
  });

  it("refuses a handler that returns no Response", () => {
    // @ts-expect-error a string is no Response
    http(() => "hello");
  });
});

describe("message", () => {
  it("is plain data and a handler that a test can call", async () => {
    const orders = message({ from: "orders", schema: order }, (each) => {
      expectTypeOf(each).toEqualTypeOf<Message<{ sku: string }>>();
      return each.data.sku === "none" ? retry({ after: 30 }) : undefined;
    });
    expect(orders).toMatchObject({
      kind: "message",
      batch: false,
      trigger: { from: "orders" },
      concurrency: 10,
    });
    const outcome = await orders.handler({ data: { sku: "none" } } as never, createContext());
    expect(outcome).toMatchObject({ type: "retry", after: 30 });
  });

  it("types the data by the format", () => {
    message({ as: "bytes" }, (each) => expectTypeOf(each.data).toEqualTypeOf<Uint8Array>() as never);
    message({ as: "text" }, (each) => expectTypeOf(each.data).toEqualTypeOf<string>() as never);
    message((each) => expectTypeOf(each.data).toEqualTypeOf<unknown>() as never);
  });

  it("refuses a handler that returns something else than an outcome", () => {
    // @ts-expect-error a provider's own answer is no outcome
    message(() => ({ batchItemFailures: [] }));
  });

  it("handles a whole delivery with message.batch", () => {
    const audit = message.batch({ from: "audit", schema: order }, (messages) => {
      expectTypeOf(messages).toEqualTypeOf<readonly Message<{ sku: string }>[]>();
      return new Map(messages.map((each) => [each, reject({ reason: each.data.sku })]));
    });
    expect(audit.batch).toBe(true);
  });
});

describe("what cannot be meant", () => {
  const define = (options: object) => http(options as never, () => json(null));
  const receive = (options: object) => message(options as never, () => {});

  it.each([
    ["a `bodyLimit` that limits nothing", () => define({ bodyLimit: Number.NaN })],
    ["a `bodyLimit` below zero", () => define({ bodyLimit: -1 })],
    ["a `bodyLimit` in words", () => define({ bodyLimit: "1mb" })],
    ["`methods` that are no list", () => define({ methods: "GET" })],
    ["`methods` of which there is none", () => define({ methods: [] })],
    ["`methods` that are none", () => define({ methods: ["GET", "P UT"] })],
    ["an `onError` that is no function", () => define({ onError: {} })],
    ["a `use` that is no list", () => define({ use: () => {} })],
    ["a `use` with a hole", () => define({ use: [undefined] })],
    ["a handler that was forgotten", () => http({ path: "/" } as never)],
    ["a handler that is not there", () => http(undefined as never)],
    ["a message handler that is not there", () => message(undefined as never)],
    ["a batch handler that is not there", () => message.batch({}, undefined as never)],
    ["a `concurrency` of none", () => receive({ concurrency: 0 })],
    ["a `concurrency` without bound", () => receive({ concurrency: Number.POSITIVE_INFINITY })],
    ["an `as` that is no format", () => receive({ as: "xml" })],
    ["a `schema` that is none", () => receive({ schema: {} })],
    ["a `name` that is no text", () => define({ name: 1 })],
    ["an option by a name of Object's", () => define({ constructor: undefined })],
    ["an option by the name __proto__", () => define(JSON.parse('{"__proto__":1}'))],
    ["a path in place of the options", () => http("/a" as never, () => json(null))],
    ["options behind the handler", () => http((() => json(null)) as never, {} as never)],
    ["null in place of the options", () => message(null as never, () => {})],
    ["a `json` that is no schema", () => define({ json: {} })],
    ["a `query` that is a schema's name", () => define({ query: "Page" })],
    ["a body that is JSON and a form", () => define({ json: order, form: order })],
    ["an `onInvalid` that is no function", () => define({ onInvalid: 422 })],
  ])("%s is refused where it is defined", (_, run) => {
    expect(run).toThrow(expect.objectContaining({ code: "ONEFN_INVALID_OPTION" }));
  });
});

describe("an option that nobody reads", () => {
  it.each([
    ["http", { method: ["GET"] }, "methods"],
    ["http", { limit: 1 }, "bodyLimit"],
    ["http", { middleware: [] }, "use"],
    ["http", { onerror: () => {} }, "onError"],
    ["message", { queue: "orders" }, "from"],
    ["message", { topic: "orders" }, "from"],
    ["message", { concurency: 1 }, "concurrency"],
    ["message.batch", { Schema: {} }, "schema"],
    [
      "http",
      { zzz: 1 },
      "name, path, methods, bodyLimit, use, onError, json, form, query, params, onInvalid",
    ],
  ])("%s(%j) is told with what was meant", (definer, options, meant) => {
    const define = { http, message, "message.batch": message.batch }[definer] as typeof http;
    const [name = ""] = Object.keys(options);
    expect(() => define(options as never, (() => {}) as never)).toThrow(
      `[onefn] ${definer}: there is no option "${name}". Did you mean ${meant}?`,
    );
  });

  it("is one of the options' own, and not one that an object has inherited", () => {
    const options = Object.assign(Object.create({ method: ["GET"] }), { path: "/a" });
    expect(http(options, () => json(null)).trigger.path).toBe("/a");
  });
});

describe("json", () => {
  it.each([
    ["a promise", () => json(Promise.resolve(1) as never)],
    // biome-ignore lint/suspicious/noThenProperty: what a query builder is.
    ["a thenable", () => json({ then: () => {} })],
    ["undefined", () => json(undefined)],
    ["a function", () => json(() => 1)],
    ["a symbol", () => json(Symbol("a"))],
    ["a bigint", () => json(1n)],
  ])("throws for %s, which has no JSON", (_, run) => {
    expect(run).toThrow(TypeError);
  });

  it("does not compile for a promise where a Response is wanted", () => {
    // @ts-expect-error it has to be awaited first
    http(() => json(Promise.resolve(1)));
    // @ts-expect-error it may be a promise
    http(() => json((1 as number) > 0 ? Promise.resolve(1) : 1));
    http(async () => json(await Promise.resolve(1)));
  });

  it("takes what may be anything, and what is not known yet", () => {
    const any = JSON.parse("[1]");
    expectTypeOf(json(any)).toEqualTypeOf<Response>();
    expectTypeOf(json(any as unknown)).toEqualTypeOf<Response>();
    const wrapped = <T>(data: T): Response => json(data);
    expect(wrapped({ a: 1 }).status).toBe(200);
  });
});

describe("provide", () => {
  it.each(["log", "params", "requestId"])("cannot replace the context's own %s", async (name) => {
    const fn = http({ use: [provide(() => ({ [name]: "mine" }))] }, () => json(null));
    await expect(async () => fn.handler(new Request("http://localhost/"), createContext())).rejects.toThrow(
      `the context already has a member "${name}"`,
    );
  });
});

describe("a context for a test", () => {
  it("settles as the work given to waitUntil does, and leaves no rejection to the process", async () => {
    const context = createContext();
    const lost: unknown[] = [];
    const note = (error: unknown) => lost.push(error);
    process.on("unhandledRejection", note);
    try {
      context.waitUntil(new Promise((resolve) => setTimeout(resolve, 20)));
      context.waitUntil(Promise.reject(new Error("failed meanwhile")));
      await expect(context.settled()).rejects.toThrow("failed meanwhile");
      await context.settled();
    } finally {
      process.off("unhandledRejection", note);
    }
    expect(lost).toEqual([]);
  });
});

describe("HttpError", () => {
  it("carries a status of an error only", () => {
    expect(new HttpError(404, "No such order")).toMatchObject({ status: 404, message: "No such order" });
    expect(() => new HttpError(200, "fine")).toThrow(RangeError);
  });
});
