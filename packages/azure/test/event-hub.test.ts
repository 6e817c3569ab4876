import { describe, expect, test } from "vitest";
import { eventHub } from "../src/simulator/index.js";
import { seen, told } from "./support/messages.js";

const sent = {
  body: "hello",
  contentType: "text/plain",
  key: "12.50",
  attributes: { n: 1, tenant: "a" },
};

describe.each(["one", "many"] as const)("an event of Event Hubs, with cardinality %s", (cardinality) => {
  test("has what the host says of it, its key with all of its digits", async () => {
    const [first] = await seen(eventHub([sent], { cardinality, partition: "3" }));
    expect(first).toMatchObject({
      id: "3:1",
      source: "orders",
      type: "com.microsoft.eventhub.event",
      datacontenttype: "text/plain",
      data: "hello",
      attempt: undefined,
      key: "12.50",
      attributes: { n: 1, tenant: "a" },
      extensions: { sequence: "1", partition: "3" },
    });
    expect(Date.now() - Number(first?.enqueuedAt)).toBeLessThan(60_000);
  });

  test("has the trace of its sender", async () => {
    const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    const event = eventHub([{ body: "x", attributes: { traceparent } }], { cardinality });
    expect((await seen(event))[0]?.attributes.traceparent).toBe(traceparent);
  });

  test("claims nothing that the host does not tell", async () => {
    const event = eventHub(["x"], { cardinality });
    const bare = { ...event, context: { ...event.context, triggerMetadata: undefined } };
    expect((await seen(bare))[0]).toMatchObject({
      id: ":",
      key: undefined,
      time: undefined,
      datacontenttype: undefined,
      attributes: {},
      extensions: {},
    });
  });
});

test("two events of a batch have two ids, and a number of many digits keeps them", async () => {
  const events = await seen(eventHub(["a", { body: "b", native: { sequence: 2 ** 56 + 16 } }]));
  expect(events.map(({ id }) => id)).toEqual(["0:1", "0:72057594037927952"]);
});

test("a batch whose bodies are not as many as its events fails", async () => {
  const event = eventHub(["", "b"]);
  await expect(seen({ ...event, input: ["b"] })).rejects.toMatchObject({ code: "ONEFN_MALFORMED_EVENT" });
});

test("a shortened array says nothing of any event", async () => {
  const events = await seen(told(eventHub(["a", "b"]), { enqueuedTimeUtcArray: ["2026-01-01T00:00:00"] }));
  expect(events.map(({ time }) => time)).toEqual([undefined, undefined]);
});

test("the hub is the one that an app setting names", async () => {
  const event = eventHub(["x"], { hub: "%HUB%" });
  expect((await seen(event, "orders", { HUB: "orders" }))[0]?.source).toBe("orders");
});
