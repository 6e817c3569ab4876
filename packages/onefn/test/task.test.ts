import {
  createContext,
  type EventMiddleware,
  http,
  json,
  provide,
  type Schema,
  TaskError,
  task,
} from "onefn";
import { call as calling, inProcess } from "onefn/call";
import {
  type AdaptOptions,
  callPipeline,
  createAdapter,
  defineProvider,
  EVENTS,
  type EventOptions,
  httpPipeline,
  taskKind,
  withTaskRequests,
} from "onefn/provider";
import { describe, expect, expectTypeOf, it } from "vitest";

/** A schema that reads a text as a number, and writes a number as a text. */
const Amount: Schema<string, number> = {
  "~standard": {
    version: 1,
    vendor: "test",
    validate: (value) =>
      typeof value === "string"
        ? { value: Number(value) }
        : { issues: [{ message: `secret ${value}`, path: [{ key: "amount" }, 0] }] },
  },
};

describe("task", () => {
  it("is plain data with a handler, which a unit test calls", async () => {
    const double = task({ name: "double", input: Amount }, (amount) => amount * 2);
    expect(double).toMatchObject({ kind: "task", name: "double", trigger: {} });
    expect(await double.handler(4, createContext())).toBe(8);
  });

  it("types the input by its schema, and the output by the input of its schema", () => {
    const both = task({ input: Amount, output: Amount }, (amount) => {
      expectTypeOf(amount).toEqualTypeOf<number>();
      return `${amount}`;
    });
    expectTypeOf(both.handler).parameter(0).toEqualTypeOf<number>();
    const neither = task((input) => {
      expectTypeOf(input).toEqualTypeOf<unknown>();
      return { done: true };
    });
    expectTypeOf(neither.handler).returns.toEqualTypeOf<{ done: boolean } | PromiseLike<{ done: boolean }>>();
    // @ts-expect-error: the schema's input is a text.
    task({ output: Amount }, () => 1);
    // @ts-expect-error: there is no such option.
    expect(() => task({ inputs: Amount }, () => 1)).toThrow("Did you mean input");
  });

  it.each([
    ["a handler that is none", () => task("x" as never)],
    ["a schema that is none", () => task({ input: {} as never }, () => 1)],
    ["a name that is no text", () => task({ name: 1 as never }, () => 1)],
  ])("refuses %s", (_, define) => {
    expect(define).toThrow(expect.objectContaining({ code: "ONEFN_INVALID_OPTION" }));
  });
});

describe("the middleware of a task", () => {
  it("runs around the handler, the first outermost, with the checked input, and adds to the context", async () => {
    const seen: unknown[] = [];
    const withShop = provide(async (amount: number) => ({ shop: `shop of ${amount}` }));
    const doubled = task(
      {
        input: Amount,
        output: Amount,
        use: [
          async (input, _, next) => {
            seen.push(input);
            const output = await next();
            seen.push(output);
            return `${output}0`;
          },
          withShop,
        ],
      },
      (amount, { shop }) => {
        expectTypeOf(shop).toEqualTypeOf<string>();
        seen.push(shop);
        return `${amount * 2}`;
      },
    );
    expectTypeOf(doubled.input).toEqualTypeOf<typeof Amount>();
    await doubled.handler(4, createContext());
    expect(seen).toEqual([4, "shop of 4", "8"]);
    expect(await doubled.handler(5, createContext())).toBe("100");
  });

  it("fails the task if one returns nothing and never calls next, and passes on the errors of the handler", async () => {
    const failing = async (use: readonly EventMiddleware<unknown>[]) =>
      calling(task({ use }, () => Promise.reject(new TaskError("Busy", "Later."))))
        .on(inProcess())(null)
        .catch((error) => error);
    expect(await failing([() => {}])).toMatchObject({ code: "ONEFN_CALL_FAILED" });
    expect(await failing([async (_input, _context, next) => void (await next())])).toMatchObject({
      name: "Busy",
    });
  });
});

const lines: string[] = [];
const options = { log: (line: string) => void lines.push(line) };

const provider = defineProvider<unknown>({
  name: "test",
  runtime: "node",
  context: {},
  platform: (native) => native,
  formatLog: ({ level, message, fields }) => JSON.stringify({ level, message, code: fields?.code }),
  writeLog: () => {},
  options: { events: EVENTS },
});

/** Requests as they are, through tasks and http functions. */
const call = (functions: object, given: AdaptOptions & EventOptions) => {
  const requests = httpPipeline([
    {
      kind: "http",
      trigger: "fetch",
      matches: () => true,
      decode: (native: Request) => native,
      encode: (each) => each,
    },
  ]);
  const handle = createAdapter("test", provider, [withTaskRequests(requests)], functions, {
    ...options,
    ...given,
  });
  return async (path: string, body: string | null = "{}", method = "POST") => {
    const request = new Request(`https://tasks.example${path}`, { method, body });
    return (await handle(request, undefined)) as Response;
  };
};

const verify = "platform" as const;

describe("tasks by http", () => {
  const echo = task({ name: "echo" }, (input) => ({ input }));
  const other = task({ name: "other" }, () => "other");
  const hello = http({ path: "/hello", methods: ["GET"] }, () => json("hello"));

  it("take every path alone, and answer JSON", async () => {
    const send = call(echo, { events: { verify } });
    for (const path of ["/", "/a/b"]) {
      const response = await send(path, '{"a":1}');
      expect([response.status, response.headers.get("content-type")]).toEqual([200, "application/json"]);
      expect(await response.json()).toEqual({ input: { a: 1 } });
    }
    expect((await send("/", null, "GET")).status).toBe(405);
  });

  it("take their names as paths, and the beginning /_tasks beside other functions", async () => {
    const several = call({ echo, other }, { events: { verify } });
    expect(await (await several("/other")).json()).toBe("other");
    expect((await several("/third")).status).toBe(404);
    expect((await several("/")).status).toBe(404);
    const beside = call({ echo, hello }, { events: { verify } });
    expect(await (await beside("/_tasks/echo")).json()).toEqual({ input: {} });
    expect(await (await beside("/_tasks")).json()).toEqual({ input: {} });
    expect((await beside("/_tasks/other")).status).toBe(404);
    expect(await (await beside("/hello", null, "GET")).json()).toBe("hello");
  });

  it("take a path of their own with the name in it, verified by its own entry", async () => {
    const events = [{ path: "/jobs/:name", triggers: ["task"], verify: () => true }];
    const send = call({ echo, other }, { events });
    expect(await (await send("/jobs/other")).json()).toBe("other");
    expect((await send("/other")).status).toBe(404);
    const both = [{ path: "/jobs", triggers: ["task", "pubsub"], verify }];
    expect(() => call(echo, { events: both })).toThrow(
      expect.objectContaining({ code: "ONEFN_INVALID_OPTION" }),
    );
  });

  it("are answered 401 without the option", async () => {
    expect((await call(echo, {})("/")).status).toBe(401);
    expect((await call({ echo, hello }, {})("/_tasks/echo")).status).toBe(401);
    expect(lines.at(-1)).toContain("ONEFN_UNVERIFIED_EVENT");
  });

  it("answer errors as problem documents", async () => {
    const failing = task({ input: Amount }, () => {
      throw new TaskError("Busy", "Try again.", { data: { after: 3 } });
    });
    const send = call(failing, { events: { verify } });
    const declined = await send("/", '"1"');
    expect([declined.status, declined.headers.get("content-type")]).toEqual([422, "application/json"]);
    expect(await declined.json()).toEqual({
      type: "urn:onefn:task:Busy",
      title: "Busy",
      status: 422,
      detail: "Try again.",
      data: { after: 3 },
    });
    const wrong = await send("/", "1");
    expect(await wrong.json()).toEqual({
      type: "urn:onefn:task:ONEFN_TASK_INPUT_INVALID",
      title: "ONEFN_TASK_INPUT_INVALID",
      status: 400,
      detail: "the input does not match the schema at amount.0. Correct the caller.",
    });
    expect(lines.some((line) => line.includes("secret 1"))).toBe(false);
  });

  it("answer nothing of the error with which an output cannot be written", async () => {
    const send = call(
      task(() => ({
        toJSON() {
          throw new Error("secret of the database");
        },
      })),
      { events: { verify } },
    );
    const response = await send("/");
    expect(response.status).toBe(500);
    expect(((await response.json()) as { detail: string }).detail).toBe(
      "the output cannot be JSON: it has a cycle, or its toJSON() failed. Correct the task.",
    );
  });

  it("answer the first ten places of a wrong input, however many there are", async () => {
    const picky = (value: unknown) => ({
      issues: (value as unknown[]).map((_, index) => ({ message: "no", path: [index] })),
    });
    const input = { "~standard": { version: 1, vendor: "test", validate: picky } } as const;
    const send = call(
      task({ input }, () => null),
      { events: { verify } },
    );
    const response = await send("/", JSON.stringify(new Array(500).fill(0)));
    expect(((await response.json()) as { detail: string }).detail).toBe(
      "the input does not match the schema at 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, and more. Correct the caller.",
    );
  });

  it("find tasks by the names that `names` maps", async () => {
    const send = call({ echo, other }, { events: { verify }, names: { "shop-other": "other" } });
    expect(await (await send("/shop-other")).json()).toBe("other");
  });
});

describe("a pipeline of calls", () => {
  it("ends the work of a call whose time is up with a name, and clears its timer", async () => {
    const handle = createAdapter(
      "test",
      { ...provider, context: { remainingMs: () => 20 } },
      [
        callPipeline(taskKind, [
          {
            kind: "task",
            trigger: "all",
            matches: () => true,
            inputs: (native: readonly unknown[]) => native.map((input) => ({ input })),
            encode: (outcomes) => outcomes.map(({ output, failure }) => failure?.name ?? output),
          },
        ]),
      ],
      task((input) => (input === "hang" ? new Promise(() => {}) : input)),
      { ...options, margin: 10 },
    );
    expect(await handle(["a", "hang", "b"], undefined)).toEqual(["a", "ONEFN_DEADLINE", "b"]);
  });
});
