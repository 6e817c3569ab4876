import { createMessage, message, retry } from "onefn";
import { findWire } from "onefn/simulator";
import { describe, expect, test } from "vitest";
import { adapt } from "../src/message/storage-queue.js";
import { simulator, storageQueue } from "../src/simulator/index.js";
import { seen, told } from "./support/messages.js";

describe("a message of a storage queue", () => {
  test("has what the host says of it, and claims nothing else", async () => {
    const [first] = await seen(
      told(storageQueue("hello"), { id: "m-1", dequeueCount: 3, insertionTime: "2026-02-14T05:12:53+00:00" }),
    );
    expect(first).toMatchObject({
      id: "m-1",
      source: "orders",
      type: "com.microsoft.storage.queue.message",
      data: "hello",
      attempt: 3,
      time: "2026-02-14T05:12:53.000Z",
      key: undefined,
      datacontenttype: undefined,
      attributes: {},
    });
  });

  test("has attributes of its own, which no other message gets", async () => {
    const [first] = await seen(storageQueue("hello"));
    Object.assign(first?.attributes ?? {}, { tenant: "a" });
    expect((await seen(storageQueue("hello")))[0]?.attributes).toEqual({});
  });

  test("whose metadata are missing has no number and no time", async () => {
    const event = storageQueue("hello");
    const bare = { ...event, context: { ...event.context, triggerMetadata: undefined } };
    expect((await seen(bare))[0]).toMatchObject({ id: "", attempt: undefined, time: undefined });
  });

  test("of a function without dataType: binary is what the library has made of its text", async () => {
    expect((await seen({ ...storageQueue(""), input: { a: 1 } }))[0]?.data).toBe('{"a":1}');
  });

  test("of another provider keeps its id, time and delivery", async () => {
    const enqueuedAt = new Date("2026-01-02T03:04:05.678Z");
    const other = createMessage({ data: { sku: "tea" }, id: "other", attempt: 4, enqueuedAt });
    expect((await seen(storageQueue(other)))[0]).toMatchObject({
      id: "other",
      data: '{"sku":"tea"}',
      attempt: 4,
      enqueuedAt,
    });
  });

  test("comes from the queue that an app setting names", async () => {
    const event = storageQueue("x", { queue: "%STAGE%-orders" });
    expect((await seen(event, "prod-orders", { STAGE: "prod" }))[0]?.source).toBe("prod-orders");
    await expect(seen(event, "prod-orders")).rejects.toMatchObject({ code: "ONEFN_NO_FUNCTION" });
  });

  test("that fails makes the invocation fail, and one that is done returns nothing", async () => {
    const { input, context } = storageQueue("x");
    await expect(
      adapt(
        message(() => retry()),
        { log: () => {} },
      )(input, context),
    ).rejects.toMatchObject({
      code: "ONEFN_BATCH_FAILED",
    });
    expect(await adapt(message(() => {}))(input, context)).toBeUndefined();
  });

  test("is moved to the poison queue when its attempts are used up", async () => {
    const got: unknown[] = [];
    const functions = {
      orders: message({ from: "orders" }, () => {
        throw new Error("never");
      }),
      poison: message({ from: "orders-poison" }, ({ data }) => void got.push(data)),
    };
    const deployment = await findWire(simulator, "message", "storage-queue").deploy(() => functions);
    await deployment.send("orders", [{ body: "bad" }]);
    await deployment.drain("orders");
    await deployment.drain("orders-poison");
    expect(got).toEqual(["bad"]);
  });

  test("is refused by the queue if it is too long in base64", () => {
    expect(() => storageQueue({ body: new Uint8Array(49_153) })).toThrow(
      expect.objectContaining({ code: "ONEFN_MESSAGE_INVALID" }),
    );
    expect(() => storageQueue({ body: new Uint8Array(49_152) })).not.toThrow();
  });
});
