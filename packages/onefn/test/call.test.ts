import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { isTaskError, type Schema, TaskError, task } from "onefn";
import { call, endpoint, inProcess, type Json } from "onefn/call";
import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from "vitest";

/** A schema of a text or number, with what it makes of it. */
const of = <Input, Output>(type: string, read: (value: Input) => Output): Schema<Input, Output> => ({
  "~standard": {
    version: 1,
    vendor: "test",
    validate: (value) =>
      typeof value === type
        ? { value: read(value as Input) }
        : { issues: [{ message: `secret ${value}`, path: [{ key: "amount" }, 0] }] },
  },
});

const textAsNumber = of("string", (value: string) => Number(value));
const trimmed = of("string", (value: string) => value.trim());
const cents = of("number", (value: number) => value / 100);
const day = of("string", (value: string | Date) => new Date(value));

const here = inProcess();

describe("the types of a call", () => {
  it("are the input of the task's first schema and the output of its second", async () => {
    const both = call(task({ input: textAsNumber, output: trimmed }, (amount) => ` ${amount * 2} `)).on(here);
    expectTypeOf(both).parameter(0).toEqualTypeOf<string>();
    expectTypeOf(both).returns.resolves.toEqualTypeOf<string>();
    expect(await both("4")).toBe("8");
    // @ts-expect-error: the input is a text.
    await expect(both(4)).rejects.toMatchObject({ code: "ONEFN_TASK_INPUT_INVALID" });
  });

  it("are what JSON makes of a result without a schema", async () => {
    const listed = call(task(() => ({ at: new Date(0), list: [{ n: 1 }] as const, none: null }))).on(here);
    expectTypeOf(listed).returns.resolves.toEqualTypeOf<{
      readonly at: string;
      readonly list: readonly [{ readonly n: 1 }];
      readonly none: null;
    }>();
    expect(await listed({})).toEqual({ at: "1970-01-01T00:00:00.000Z", list: [{ n: 1 }], none: null });
    const silent = call(task(() => {})).on(here);
    expectTypeOf(silent).returns.resolves.toEqualTypeOf<null>();
    expect(await silent(undefined)).toBeNull();
    expectTypeOf<Json<{ a?: string; b: bigint; c: unknown; d: Map<string, string> }>>().toEqualTypeOf<{
      readonly a?: string;
      readonly b: never;
      readonly c: unknown;
      readonly d: never;
    }>();
  });

  it("refuse a schema that does not accept what it makes", async () => {
    const transforming = task({ output: textAsNumber }, () => "4");
    // @ts-expect-error: the number that arrives is no text.
    const calling = call(transforming).on(here);
    await expect(calling(null)).rejects.toMatchObject({ code: "ONEFN_TASK_OUTPUT_INVALID" });
  });
});

describe("a call", () => {
  it("is checked before it is sent, and quotes no value", async () => {
    const sent: unknown[] = [];
    const target = { send: async ({ body }: { readonly body: string }) => sent.push(body) };
    const doubled = call(task({ name: "double", input: textAsNumber }, (amount) => amount)).on(target);
    const error = await doubled(1 as never).catch((error) => error);
    expect(error).toMatchObject({ code: "ONEFN_TASK_INPUT_INVALID" });
    expect(error.message).toBe(
      '[onefn] call: the input of the task "double" does not match its schema at amount.0. It was not sent.',
    );
    await doubled("4");
    // As it was given: the task's own schema makes a number of it.
    expect(sent).toEqual(['"4"']);
    await expect(call(task((input) => input)).on(target)({ big: 1n })).rejects.toThrow(
      'the member "big" is a bigint',
    );
    expect(sent).toHaveLength(1);
  });

  it("gives what the schema of the output makes of what arrives, such as a date", async () => {
    const dated = call(task({ output: day }, () => "2026-01-02")).on({
      send: async () => "2026-01-02T00:00:00.000Z",
    });
    expectTypeOf(dated).returns.resolves.toEqualTypeOf<Date>();
    expect(await dated(null)).toEqual(new Date("2026-01-02"));
  });

  it("refuses a schema that would change an output twice", async () => {
    const priced = call(task({ name: "price", output: cents }, () => 300)).on(here);
    const error = await priced(null).catch((error) => error);
    expect(error).toMatchObject({ code: "ONEFN_TASK_OUTPUT_INVALID" });
    expect(error.message).toContain("transform in the handler");
    expect(error.message).not.toMatch(/\b3\b|0\.03/);
  });

  it("stops waiting with the signal's reason, whatever the target does", async () => {
    const caller = new AbortController();
    const waiting = call(task(() => new Promise<string>(() => {}))).on(here)(null, { signal: caller.signal });
    const reason = new Error("enough");
    caller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    const sent: unknown[] = [];
    const target = { send: async () => sent.push(1) };
    await expect(call(task(() => 1)).on(target)(null, { signal: caller.signal })).rejects.toBe(reason);
    expect(sent).toEqual([]);
  });

  it.each([
    ["what is no task", () => call({ kind: "http" } as never)],
    ["no target", () => call(task(() => 1)).on({} as never)],
    ["an address that is none", () => endpoint("/charge")],
    ["an option that there is not", () => endpoint("https://a.example", { headers: {} } as never)],
  ])("refuses %s", (_, make) => {
    expect(make).toThrow(expect.objectContaining({ code: "ONEFN_INVALID_OPTION" }));
  });
});

describe("inProcess", () => {
  it("runs schemas, gives the context's members, and copies through JSON", async () => {
    const given = { list: [1] };
    const env = call(
      task({ name: "env" }, (input, { env, functionName, signal }) => ({
        same: input === given,
        input,
        shop: env.SHOP ?? "none",
        functionName,
        waits: !signal.aborted,
      })),
    ).on(inProcess({ env: { SHOP: "tea" } }));
    const seen = { same: false, input: { list: [1] }, shop: "tea", functionName: "env", waits: true };
    expect(await env(given)).toEqual(seen);
  });

  it("rejects with a TaskError, or by a code with the error as its cause", async () => {
    const cause = new Error("no rows");
    const failing = call(
      task({ input: trimmed }, (how) => {
        if (how === "named") throw new TaskError("Busy", "Try again.", { data: { after: 3 }, cause });
        if (how === "bigint") return 1n as never;
        throw cause;
      }),
    ).on(here);
    const named = await failing("named").catch((error) => error);
    expect(isTaskError(named)).toBe(true);
    expect(named).toMatchObject({ name: "Busy", message: "Try again.", data: { after: 3 } });
    await expect(failing("other")).rejects.toMatchObject({ code: "ONEFN_CALL_FAILED", cause });
    await expect(failing("bigint")).rejects.toMatchObject({ code: "ONEFN_TASK_OUTPUT_INVALID" });
  });
});

describe("endpoint", () => {
  const server = createServer((request, response) => {
    const [, status = "200", type = "", body = ""] = (request.url ?? "").split("/").map(decodeURIComponent);
    if (status === "break") return void request.socket.destroy();
    if (status === "cut") {
      response.writeHead(200, { "content-length": 99 }).write("{");
      return void setTimeout(() => response.destroy(), 5);
    }
    response.writeHead(Number(status), { "content-type": type, location: "https://login.example" }).end(body);
  });
  let origin: string;
  beforeAll(async () => {
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const busy = { type: "urn:onefn:task:Busy", title: "Busy", detail: "Try again.", data: { after: 3 } };
  const charge = task({ name: "charge" }, () => "charged");
  const asking = (status: number | string, body = "", type = "application/problem+json") =>
    call(charge).on(endpoint(`${origin}/${status}/${encodeURIComponent(type)}/${encodeURIComponent(body)}`))(
      {},
    );

  it.each<[string, number | string, string, string]>([
    ["no permission", 401, "Unauthorized", "ONEFN_CALL_REFUSED"],
    ["another's permission", 403, "", "ONEFN_CALL_REFUSED"],
    ["too large an input", 413, "", "ONEFN_CALL_REFUSED"],
    ["a page to sign in", 302, "<html>secret", "ONEFN_CALL_REFUSED"],
    ["no task", 404, "secret", "ONEFN_TASK_NOT_FOUND"],
    ["another method", 405, "", "ONEFN_TASK_NOT_FOUND"],
    ["too many calls", 429, "", "ONEFN_CALL_THROTTLED"],
    ["an error without details", 500, '{"type":"about:blank","title":"secret"}', "ONEFN_CALL_FAILED"],
    ["a gateway", 502, "<html>secret", "ONEFN_CALL_UNANSWERED"],
    ["a function in the background", 202, "", "ONEFN_CALL_UNANSWERED"],
    ["a request that came too slowly", 408, "", "ONEFN_CALL_UNANSWERED"],
    ["a gateway's timeout", 504, "", "ONEFN_CALL_UNANSWERED"],
    ["a broken connection", "break", "", "ONEFN_CALL_UNANSWERED"],
    ["an answer that is cut off", "cut", "", "ONEFN_CALL_UNANSWERED"],
    ["a web page", 200, "<html>secret", "ONEFN_CALL_FAILED"],
    ["an empty answer", 200, "", "ONEFN_CALL_FAILED"],
    ["no content", 204, "", "ONEFN_CALL_FAILED"],
    ["another's problem", 422, '{"type":"https://a.example/busy","title":"secret"}', "ONEFN_CALL_REFUSED"],
    ["a problem of two names", 422, '{"type":"urn:onefn:task:A","title":"secret"}', "ONEFN_CALL_REFUSED"],
    [
      "a task that failed by an engine's name, as an older one may",
      422,
      '{"type":"urn:onefn:task:States.Timeout","title":"States.Timeout","detail":"secret"}',
      "ONEFN_CALL_FAILED",
    ],
    ["a problem that is no object", 422, "null", "ONEFN_CALL_REFUSED"],
    [
      "the deadline",
      504,
      '{"type":"urn:onefn:task:ONEFN_DEADLINE","title":"ONEFN_DEADLINE"}',
      "ONEFN_DEADLINE",
    ],
  ])("tells %s by its code, and quotes nothing", async (_, status, body, code) => {
    const error = await asking(status, body).catch((error) => error);
    expect(error).toMatchObject({ code });
    expect(error.message).toContain('the task "charge"');
    expect(error.message).not.toContain("secret");
    expect(isTaskError(error)).toBe(false);
  });

  it("rejects with the TaskError of a problem document", async () => {
    for (const type of ["application/problem+json", "application/json"]) {
      const error = await asking(422, JSON.stringify(busy), type).catch((error) => error);
      expect(isTaskError(error)).toBe(true);
      expect(error).toMatchObject({ name: "Busy", message: "Try again.", data: { after: 3 } });
    }
  });

  it("sends by the given fetch, to the task's own address", async () => {
    const seen: string[] = [];
    const target = endpoint("https://tasks.example/v1/:name/now?x=:name", {
      async fetch(request) {
        request.headers.set("authorization", "Bearer token");
        seen.push(
          request.method,
          request.url,
          `${request.headers.get("content-type")}`,
          await request.text(),
        );
        return new Response('"done"');
      },
    });
    await call(task({ name: "a b" }, () => "done")).on(target)({ a: 1 });
    expect(seen).toEqual([
      "POST",
      "https://tasks.example/v1/a%20b/now?x=:name",
      "application/json",
      '{"a":1}',
    ]);
    const nameless = call(task(() => 1)).on(target)({});
    await expect(nameless).rejects.toMatchObject({ code: "ONEFN_INVALID_OPTION" });
  });

  it("stops waiting with the signal's reason", async () => {
    const hanging = endpoint("https://tasks.example", {
      fetch: ({ signal }) =>
        new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("x")))),
    });
    const failing = call(charge).on(hanging)({}, { signal: AbortSignal.timeout(10) });
    await expect(failing).rejects.toMatchObject({ name: "TimeoutError" });
  });
});
