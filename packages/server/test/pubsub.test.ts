import { type Message, message } from "onefn";
import { expect, test } from "vitest";
import { adapt } from "../src/index.js";

/** Pushes a message to a function that takes every message. */
async function push(members: object) {
  const got: Message[] = [];
  const fn = message({ as: "text" }, (each) => void got.push(each));
  const app = adapt(fn, { events: { verify: "platform" }, log: () => {} });
  const body = JSON.stringify({
    message: { messageId: "1", publishTime: "2026-01-02T03:04:05Z", ...members },
    subscription: "projects/shop/subscriptions/orders",
    deliveryAttempt: null,
  });
  const { status } = await app.fetch(new Request("https://shop.example/", { method: "POST", body }));
  return { status, got };
}

test.each([
  ["missing", {}],
  ["empty", { data: "" }],
  ["null", { data: null, orderingKey: null }],
])("a message of attributes alone arrives, where its data is %s", async (_, members) => {
  const { status, got } = await push({ attributes: { tenant: "a" }, ...members });
  expect(status).toBe(204);
  expect(got[0]).toMatchObject({ id: "1", data: "", attempt: undefined, key: undefined });
  expect({ ...got[0]?.attributes }).toEqual({ tenant: "a" });
});

test("a message whose data is no base64 is not acknowledged", async () => {
  expect(await push({ data: "?" })).toEqual({ status: 500, got: [] });
  expect(await push({ data: 7 })).toEqual({ status: 500, got: [] });
});
