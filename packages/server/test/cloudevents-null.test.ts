import { type Message, message } from "onefn";
import { expect, test } from "vitest";
import { adapt } from "../src/index.js";

const EVENT = {
  specversion: "1.0",
  id: "1",
  source: "/shop/orders",
  type: "sold",
  subject: null,
  time: null,
};
const DELIVERY = { ...EVENT, pubsubname: "pubsub", topic: "orders" };

/** Serializers that write every member of a class write null for what has no value. */
const EVENTS = [
  ["data beside base64", { data: { a: [1] }, data_base64: null }, { a: [1] }],
  ["base64 beside data", { datacontenttype: "application/json", data: null, data_base64: "WzFd" }, [1]],
  ["neither of them", { datacontenttype: null, data: null, data_base64: null }, null],
] as const;

test.each(
  EVENTS.flatMap(([what, members, data]) => [
    [`${what}, structured`, "application/cloudevents+json", { ...EVENT, ...members }, data] as const,
    [`${what}, in a batch`, "application/cloudevents-batch+json", [{ ...EVENT, ...members }], data] as const,
    [`${what}, of Dapr`, "application/cloudevents+json", { ...DELIVERY, ...members }, data] as const,
  ]),
)("a member of a CloudEvent that is null counts as one that is missing: %s", async (_, type, sent, data) => {
  const got: Message[] = [];
  const fn = message((each) => void got.push(each));
  const app = adapt(fn, { events: { verify: "platform" }, log: () => {} });
  const body = JSON.stringify(sent);
  const headers = { "content-type": type };
  const { ok } = await app.fetch(new Request("https://shop.example/", { method: "POST", headers, body }));
  expect([ok, got.length]).toEqual([true, 1]);
  expect([got[0]?.data, got[0]?.subject, got[0]?.enqueuedAt]).toEqual([data, undefined, undefined]);
});
