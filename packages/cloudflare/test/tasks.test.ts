import { isTaskError, TaskError, task } from "onefn";
import { call } from "onefn/call";
import { describe, expect, it } from "vitest";
import { worker } from "../src/call.js";
import { isCloudflare } from "../src/platform.js";
import { adapt } from "../src/task.js";

const lines: string[] = [];
const options = { log: (line: string) => void lines.push(line) };
const ctx = { waitUntil() {} };

const charge = task({ name: "charge" }, (input, context) => {
  const { card } = input as { readonly card: string };
  if (card === "expired") {
    throw new TaskError("CardExpired", "The card has expired.", {
      data: { after: 3 },
      cause: new Error("secret"),
    });
  }
  if (card === "broken") throw new TypeError("secret");
  return {
    card,
    bound: isCloudflare(context) && context.platform.env,
    request: "request" in Object(context.platform),
  };
});

/** The entrypoint's methods, called as by the runtime. */
const tasks = (functions: Parameters<typeof adapt>[0] = charge) =>
  new (adapt(functions, options))(ctx, { KEY: "k" });
const failing = async (input: unknown) =>
  tasks()
    .charge?.(input)
    .catch((error: unknown) => error);

describe("adapt for tasks", () => {
  it("has a method for each task, and gives it the Worker's bindings", async () => {
    const several = tasks({ charge, "pay-back": task(() => "paid") });
    expect(await several.charge?.({ card: "visa" })).toEqual({
      card: "visa",
      bound: { KEY: "k" },
      request: false,
    });
    expect(await several["pay-back"]?.({})).toBe("paid");
  });

  it("throws errors with what the caller may read, because the runtime copies every member", async () => {
    const named = await failing({ card: "expired" });
    expect({ ...(named as object) }).toEqual({ name: "CardExpired", data: { after: 3 } });
    const unexpected = await failing({ card: "broken" });
    expect([`${unexpected}`, { ...(unexpected as object) }]).toEqual([
      "Error: The task failed. Its log says why.",
      {},
    ]);
    expect(lines.at(-1)).toContain("secret");
  });

  it.each([
    ["a Map", new Map()],
    ["a bigint", 1n],
    ["a function of the caller's", { report() {} }],
  ])("refuses an input that JSON lacks: %s", async (_, input) => {
    expect(await failing({ card: "visa", input })).toMatchObject({ name: "ONEFN_TASK_INPUT_INVALID" });
    expect(lines.at(-1)).toContain("ONEFN_TASK_INPUT_INVALID");
  });

  it.each([
    ["no name", task(() => 1)],
    ["the name of a handler", { fetch: task(() => 1) }],
    ["the name of a promise's method", task({ name: "then" }, () => 1)],
    ["the name of every class's member", task({ name: "constructor" }, () => 1)],
  ])("refuses a task with %s", (_, functions) => {
    expect(() => adapt(functions)).toThrow(expect.objectContaining({ code: "ONEFN_INVALID_OPTION" }));
  });
});

describe("worker", () => {
  const failure = (error: object) =>
    call(charge)
      .on(worker({ charge: () => Promise.reject(error) }))({ card: "visa" })
      .catch((error) => error);
  const remote = (name: string, message: string, more = {}) =>
    Object.assign(new Error(message), { name, remote: true, ...more });

  it("calls the task's method, and releases what the runtime keeps of the answer", async () => {
    let disposed = 0;
    const answer = { card: "visa", [Symbol.dispose]: () => void disposed++ };
    const binding = { charge: async (input: unknown) => ({ ...answer, input }) };
    expect(await call(charge).on(worker(binding))({ a: 1 })).toEqual({ card: "visa", input: { a: 1 } });
    expect(disposed).toBe(1);
  });

  it("rejects with a TaskError, whether the runtime copies names or writes them in front of messages", async () => {
    for (const error of [
      remote("CardExpired", "It has expired: ask.", { data: { after: 3 } }),
      remote("Error", "CardExpired: It has expired: ask."),
    ]) {
      const told = await failure(error);
      expect(isTaskError(told)).toBe(true);
      expect(told).toMatchObject({ name: "CardExpired", message: "It has expired: ask." });
    }
  });

  it.each([
    ["ONEFN_TASK_INPUT_INVALID", remote("Error", "ONEFN_TASK_INPUT_INVALID: the input does not match")],
    ["ONEFN_CALL_FAILED", remote("Error", "The task failed. Its log says why.")],
    ["ONEFN_CALL_FAILED", remote("TypeError", "secret")],
    ["ONEFN_TASK_NOT_FOUND", remote("TypeError", 'The RPC receiver does not implement the method "charge".')],
    ["ONEFN_CALL_UNANSWERED", new Error("Network connection lost.")],
  ])("tells %s", async (code, error) => {
    const told = await failure(error);
    expect(told).toMatchObject({ code });
    expect(told.message).not.toContain("secret");
  });

  it("does not take the answer null of a binding that has no methods, such as one of an old compatibility date", async () => {
    for (const binding of [{}, { charge: undefined }, { charge: "text" }])
      await expect(call(charge).on(worker(binding))({ card: "visa" })).rejects.toMatchObject({
        code: "ONEFN_TASK_NOT_FOUND",
      });
  });

  it("refuses a binding that is missing, and a task without a name", async () => {
    const invalid = expect.objectContaining({ code: "ONEFN_INVALID_OPTION" });
    expect(() => worker(undefined as never)).toThrow(invalid);
    await expect(call(task(() => 1)).on(worker({}))({})).rejects.toEqual(invalid);
  });
});
