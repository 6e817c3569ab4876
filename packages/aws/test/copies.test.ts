import { inspect } from "node:util";
import { type Context, createContext, createMessage, type Message, message } from "onefn";
import { expect, it, vi } from "vitest";
import { adapt } from "../src/message/sqs.js";

/** What a handler on SQS gets for one message. */
async function delivered(): Promise<{ message: Message; context: Context }> {
  let given: { message: Message; context: Context } | undefined;
  const fn = message((message, context) => {
    given = { message, context };
  });
  const record = {
    messageId: "1",
    body: "hello",
    eventSource: "aws:sqs",
    eventSourceARN: "arn:aws:sqs:eu-central-1:1:orders",
    attributes: { SentTimestamp: "1", ApproximateReceiveCount: "2" },
    messageAttributes: { tenant: { dataType: "String", stringValue: "a" } },
  };
  await adapt(fn)({ Records: [record] }, {
    awsRequestId: "r",
    getRemainingTimeInMillis: () => 1000,
  } as never);
  if (!given) throw new Error("the handler was not called");
  return given;
}

it("prints every member, and neither variables nor the native event", async () => {
  vi.stubEnv("SECRET_OF_THE_TEST", "secret-value");
  const { message, context } = await delivered();
  for (const text of ["id: '1'", "data: 'hello'", "tenant: 'a'", "attempt: 2"])
    expect(inspect(message)).toContain(text);
  expect(inspect({ deep: { message } })).toContain("attempt: 2");
  const contexts = [
    context,
    createContext({ env: { SECRET: "secret-value" }, platform: { secret: "secret-value" } }),
  ];
  for (const each of contexts) {
    for (const text of [inspect(each), JSON.stringify(each)]) {
      expect(text).toContain("requestId");
      expect(text).toMatch(/env"?: ?["']\[not printed\]/);
      expect(text).not.toMatch(/secret-value|arn:aws/);
    }
  }
});

it("copies a context and a message of a unit test as the real ones", async () => {
  const real = await delivered();
  const made = { message: createMessage({ data: "hello" }), context: createContext() };
  const { settled, params, client, ...context } = made.context;
  expect(Object.keys(context).sort()).toEqual(Object.keys(real.context).sort());
  expect(Object.keys({ ...made.message }).sort()).toEqual(Object.keys({ ...real.message }).sort());
  for (const each of [real, made]) {
    expect({ ...each.message }).toMatchObject({
      data: "hello",
      specversion: "1.0",
      attempt: each.message.attempt,
    });
    expect({ ...each.context }.requestId).toBe(each.context.requestId);
    expect(() => structuredClone(each.message)).toThrow("could not be cloned");
    expect(() => structuredClone(each.context)).toThrow("could not be cloned");
  }
});

it("keeps what middleware adds, and lists no name twice", async () => {
  const { context } = await delivered();
  Object.assign(context, { user: "ada" });
  Object.defineProperty(context, "region", { value: "stubbed", configurable: true, enumerable: true });
  expect({ ...context }).toMatchObject({ user: "ada", region: "stubbed" });
  expect("toJSON" in { ...context }).toBe(false);
  expect(Object.hasOwn(context, "toString")).toBe(false);
});

it("does not start a timer when its members are listed", async () => {
  const { context } = await delivered();
  const started = vi.spyOn(globalThis, "setTimeout");
  JSON.stringify([Object.keys(context), context, inspect(context)]);
  expect(started).not.toHaveBeenCalled();
});

it("lets many listen to one signal without a warning", async () => {
  const warned = vi.fn();
  process.on("warning", warned);
  const { context } = await delivered();
  for (let count = 0; count < 30; count++) context.signal.addEventListener("abort", () => {});
  await new Promise(setImmediate);
  process.off("warning", warned);
  expect(warned).not.toHaveBeenCalled();
});
