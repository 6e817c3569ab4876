import type { Lambda } from "@aws-sdk/client-lambda";
import { isTaskError, type Schema, TaskError, task } from "onefn";
import { call } from "onefn/call";
import { afterAll, beforeAll, beforeEach, describe, expect, expectTypeOf, it } from "vitest";
import { type LambdaClient, lambda } from "../src/call.js";
import { adapt } from "../src/task/invoke.js";
import { type Fate, failFunction, type LambdaApi, refuse, startLambdaApi, succeed } from "./lambda-api.js";

/** A schema of an object whose member must have a type. */
const withMember = <Input, Output>(
  member: string,
  type: string,
  read: (value: Input) => Output,
): Schema<Input, Output> => ({
  "~standard": {
    version: 1,
    vendor: "test",
    validate: (value) =>
      typeof Object(value)[member] === type
        ? { value: read(value as Input) }
        : { issues: [{ message: `secret ${value}`, path: [member] }] },
  },
});

interface Payment {
  readonly card: string;
  readonly amount: number;
}
interface Receipt {
  readonly receipt: string;
  readonly currency: string;
}
const Payment = withMember("amount", "number", (value: Payment) => value);
const Receipt = withMember(
  "receipt",
  "string",
  (value: Partial<Receipt>) => ({ currency: "EUR", ...value }) as Receipt,
);

const charge = task({ name: "charge", input: Payment, output: Receipt }, ({ card, amount }) => {
  if (card === "expired")
    throw new TaskError("CardExpired", "The card has expired.", { cause: new Error("no") });
  if (card === "broken") throw new TypeError("secret-of-the-task");
  if (card === "strange") throw Object.assign(new Error("no stock"), { name: "OutOfStock" });
  if (card === "wrong") return { receipt: 1 as never };
  return { receipt: `${card} paid ${amount}` };
});

let api: LambdaApi;
beforeAll(async () => {
  api = await startLambdaApi();
  const handler = adapt(charge, { log: () => {} });
  api.functions.set("shop-charge", handler).set("shop-charge:live", handler);
});
beforeEach(() => {
  api.fates.length = 0;
  api.calls.length = 0;
});
afterAll(() => api.close());

const charging = (name = "shop-charge", client = api.client()) => call(charge).on(lambda(name, { client }));

describe("a task on Lambda, called with the real SDK", () => {
  it("gets the input and gives the output, by the function's name or a qualified one", async () => {
    expect(await charging()({ card: "visa", amount: 3 })).toEqual({
      receipt: "visa paid 3",
      currency: "EUR",
    });
    await charging("shop-charge:live")({ card: "visa", amount: 3 });
    expect(api.calls).toEqual([
      { name: "shop-charge", type: "RequestResponse", payload: '{"card":"visa","amount":3}' },
      { name: "shop-charge:live", type: "RequestResponse", payload: '{"card":"visa","amount":3}' },
    ]);
  });

  it("rejects with a TaskError of the name that the task threw, although Lambda answers 200", async () => {
    const error = await charging()({ card: "expired", amount: 3 }).catch((error) => error);
    expect(isTaskError(error)).toBe(true);
    expect(error).toMatchObject({ name: "CardExpired", message: "The card has expired." });
    await expect(charging()({ card: "strange", amount: 3 })).rejects.toMatchObject({ name: "OutOfStock" });
  });

  it("rejects by a code for an error that nobody expected, whose details are only in the cause", async () => {
    const error = await charging()({ card: "broken", amount: 3 }).catch((error) => error);
    expect(error).toMatchObject({
      code: "ONEFN_CALL_FAILED",
      cause: { name: "TypeError", message: "secret-of-the-task" },
    });
    expect(error.cause.stack).toContain("call.test.ts");
    expect(error.message).not.toContain("secret");
  });

  it("rejects by onefn's own codes for a wrong output, without a TaskError that would be the caller's own", async () => {
    const error = await charging()({ card: "wrong", amount: 3 }).catch((error) => error);
    expect(error).toMatchObject({ code: "ONEFN_TASK_OUTPUT_INVALID" });
    expect(isTaskError(error)).toBe(false);
  });

  it.each<[string, string, Fate]>([
    [
      "its timeout",
      "ONEFN_DEADLINE",
      failFunction({
        errorType: "Sandbox.Timedout",
        errorMessage: "RequestId: 1 Error: Task timed out after 3.00 seconds",
      }),
    ],
    [
      "its timeout, without a type",
      "ONEFN_DEADLINE",
      failFunction({ errorMessage: "2026-01-01T00:00:00Z 1 Task timed out after 3.00 seconds" }),
    ],
    [
      "a process that ended",
      "ONEFN_CALL_FAILED",
      failFunction({ errorType: "Runtime.ExitError", errorMessage: "RequestId: 1 Error: Runtime exited" }),
    ],
    [
      "too little memory",
      "ONEFN_CALL_FAILED",
      failFunction({
        errorType: "Runtime.OutOfMemory",
        errorMessage: "Runtime exited with error: signal: killed",
      }),
    ],
    ["an error without anything", "ONEFN_CALL_FAILED", failFunction({})],
    [
      "a name that nobody can catch",
      "ONEFN_CALL_FAILED",
      failFunction({ errorType: "OnefnError [ONEFN_UNKNOWN_EVENT]", errorMessage: "secret" }),
    ],
    ["a thrown text", "ONEFN_CALL_FAILED", failFunction({ errorType: "string", errorMessage: "secret" })],
    [
      "throttling",
      "ONEFN_CALL_THROTTLED",
      refuse(429, "TooManyRequestsException", {
        Reason: "ReservedFunctionConcurrentInvocationLimitExceeded",
        message: "Rate Exceeded.",
      }),
    ],
    ["throttling behind a VPC", "ONEFN_CALL_THROTTLED", refuse(502, "EC2ThrottledException")],
    ["a snapshot that is not ready", "ONEFN_CALL_THROTTLED", refuse(409, "SnapStartNotReadyException")],
    ["no permission", "ONEFN_CALL_REFUSED", refuse(403, "AccessDeniedException")],
    ["an input that is too large", "ONEFN_CALL_REFUSED", refuse(413, "RequestTooLargeException")],
    ["an image that cannot start", "ONEFN_CALL_REFUSED", refuse(502, "InvalidZipFileException")],
    ["a function that is not there", "ONEFN_TASK_NOT_FOUND", refuse(404, "ResourceNotFoundException")],
    ["an error of the service", "ONEFN_CALL_UNANSWERED", refuse(500, "ServiceException")],
    ["a connection that breaks", "ONEFN_CALL_UNANSWERED", (response) => response.destroy()],
    [
      "an answer that is cut off",
      "ONEFN_CALL_UNANSWERED",
      (response) => {
        response.writeHead(200, { "content-length": "99" });
        response.write("{");
        setTimeout(() => response.destroy(), 5);
      },
    ],
    ["an answer that is not JSON", "ONEFN_CALL_FAILED", succeed("secret <html>")],
    ["an empty answer", "ONEFN_CALL_FAILED", succeed("")],
    ["an output of another version", "ONEFN_TASK_OUTPUT_INVALID", succeed('{"receipt":["secret"]}')],
  ])("tells %s by its code, and quotes nothing", async (_, code, fate) => {
    api.fates.push(fate);
    const error = await charging()({ card: "visa", amount: 3 }).catch((error) => error);
    expect(error).toMatchObject({ code });
    expect(error.message).toContain('the task "charge"');
    expect(error.message).not.toContain("secret");
    expect(api.calls).toHaveLength(1);
  });

  it("does not call a task again whose answer was lost, unless its client has more attempts", async () => {
    api.fates.push((response) => void response.destroy());
    await expect(charging()({ card: "visa", amount: 3 })).rejects.toThrow("It may have run");
    expect(api.calls).toHaveLength(1);
    api.fates.push((response) => void response.destroy());
    await charging("shop-charge", api.client({ maxAttempts: 2 }))({ card: "visa", amount: 3 });
    expect(api.calls).toHaveLength(3);
  });

  it("tells a timeout of the client's own by its code", async () => {
    api.fates.push(() => {});
    // Long enough for the request to arrive on a busy machine: a late one would take the fate of the next test's.
    const client = api.client({ requestHandler: { requestTimeout: 300, throwOnRequestTimeout: true } });
    const error = await charging("shop-charge", client)({ card: "visa", amount: 3 }).catch((error) => error);
    expect(error).toMatchObject({ code: "ONEFN_CALL_UNANSWERED", cause: { name: "TimeoutError" } });
  });

  it("tells missing credentials by its code", async () => {
    const client = api.client({
      credentials: () =>
        Promise.reject(Object.assign(new Error("none"), { name: "CredentialsProviderError" })),
    });
    const failing = charging("shop-charge", client)({ card: "visa", amount: 3 });
    await expect(failing).rejects.toMatchObject({ code: "ONEFN_CALL_REFUSED" });
    expect(api.calls).toHaveLength(0);
  });

  it("stops waiting with the signal's own reason", async () => {
    api.fates.push(() => {});
    const caller = new AbortController();
    const failing = charging()({ card: "visa", amount: 3 }, { signal: caller.signal });
    const reason = new Error("enough");
    setTimeout(() => caller.abort(reason), 20);
    await expect(failing).rejects.toBe(reason);
  });

  it("does not send an input that does not match", async () => {
    const failing = charging()({ card: "visa", amount: "secret" as never });
    await expect(failing).rejects.toThrow(/ONEFN_TASK_INPUT_INVALID|does not match its schema at amount/);
    expect(api.calls).toHaveLength(0);
  });

  it("carries 1 MB and text beyond ASCII", async () => {
    const echo = task({ name: "echo" }, (input) => input as { readonly text: string });
    api.functions.set("echo", adapt(echo));
    const text = "日本 👍".repeat(100_000);
    const { text: back } = await call(echo).on(lambda("echo", { client: api.client() }))({ text });
    expect(back === text).toBe(true);
  });
});

describe("lambda", () => {
  it("takes the SDK's own client by its type", () => {
    expectTypeOf<Lambda>().toExtend<LambdaClient>();
    // @ts-expect-error: a client is missing.
    expect(() => lambda("shop-charge", {})).toThrow(
      expect.objectContaining({ code: "ONEFN_INVALID_OPTION" }),
    );
  });

  it.each([
    ["a client without methods", () => lambda("a", { client: { send() {} } as never })],
    ["no name", () => lambda("", { client: api.client() })],
    ["an unknown option", () => lambda("a", { client: api.client(), retries: 1 } as never)],
  ])("refuses %s", (_, make) => {
    expect(make).toThrow(expect.objectContaining({ code: "ONEFN_INVALID_OPTION" }));
  });
});
