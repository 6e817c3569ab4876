import { message, TaskError, task } from "onefn";
import { describe, expect, it } from "vitest";
import { adapt } from "../src/index.js";
import { durableActivity as activity, register } from "../src/register.js";
import { durableActivity, serviceBus } from "../src/simulator/index.js";
import { adapt as pinned } from "../src/task/durable-activity.js";
import { standInForWorker } from "./support/worker.js";

const echo = task({ name: "echo" }, (input) => ({ input }));
const failing = (error: unknown) =>
  task({ name: "failing" }, () => {
    throw error;
  });

/** What the handler makes of an input. */
async function called(fn: typeof echo | ReturnType<typeof failing>, given?: unknown): Promise<unknown> {
  const { input, context } = durableActivity(given);
  return adapt(fn, { log: () => {} })(input, context);
}

describe("an activity", () => {
  it.each([
    ["a list, which the extension once lost", [1, "two"], [1, "two"]],
    ["false", false, false],
    ["an empty text", "", ""],
    ["nothing, as from an orchestrator that gives no input", undefined, null],
  ])("gets %s", async (_, given, input) => {
    expect(await called(echo, given)).toEqual({ input });
  });

  it("returns false as false, and nothing as null", async () => {
    const returning = (value: unknown) => called(task({ name: "echo" }, () => value) as never);
    expect(await returning(false)).toBe(false);
    expect(await returning(undefined)).toBeNull();
  });

  it("fails by a message that begins with the TaskError's name", async () => {
    const cause = new Error("secret");
    const failure = await called(
      failing(new TaskError("CardExpired", "The card has expired.", { cause })),
    ).catch((error: Error) => error);
    expect(failure).toMatchObject({ name: "CardExpired", message: "CardExpired: The card has expired." });
    // The worker sends the stack, and an orchestration's status shows it.
    expect((failure as Error).stack).not.toMatch(/secret|\.ts/);
  });

  it("does not tell the orchestrator of what nobody expected, but the log", async () => {
    const lines: string[] = [];
    const { input, context } = durableActivity();
    const handler = adapt(failing(new TypeError("secret")), {
      log: (line) => lines.push(line),
    });
    await expect(handler(input, context)).rejects.toThrow(
      "The task failed. The log of the activity says why.",
    );
    expect(lines).toEqual([expect.stringMatching(/ONEFN_HANDLER_FAILED.*secret/s)]);
  });

  it("of several tasks runs the one that it is named after", async () => {
    const registered = standInForWorker();
    const first = task({ name: "first" }, () => 1);
    const second = task({ name: "second" }, () => 2);
    register("second", { first, second }, activity());
    expect(Object.values(registered[0]?.bindings ?? {})[0]).toMatchObject({ type: "activityTrigger" });
    const { input, context } = durableActivity({});
    const run = registered[0]?.callback as (...args: unknown[]) => Promise<unknown>;
    expect(await run(input, { ...context, functionName: "second" })).toBe(2);
    const unknown = run(input, { ...context, functionName: "third" });
    await expect(unknown).rejects.toMatchObject({ code: "ONEFN_NO_FUNCTION" });
  });

  it("shares a deployable with functions of other triggers", async () => {
    const seen: unknown[] = [];
    const handler = adapt({ echo, orders: message((each) => void seen.push(each)) });
    const activityCall = durableActivity(1);
    expect(await handler(activityCall.input, activityCall.context)).toEqual({ input: 1 });
    const messages = serviceBus(["hello"]);
    await handler(messages.input, messages.context);
    expect(seen).toHaveLength(1);
  });
});

it("the entry for activities alone runs a task", async () => {
  const { input, context } = durableActivity({ a: 1 }, { instanceId: "i-1" });
  expect(context.triggerMetadata).toEqual({ instanceId: "i-1" });
  expect(await pinned(echo)(input, context)).toEqual({ input: { a: 1 } });
});
