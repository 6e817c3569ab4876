import { createQueues, simulator } from "@onefn/vercel/simulator";
import { createMessage, http, json, type Message, message, reject, retry } from "onefn";
import { findWire } from "onefn/simulator";
import { describe, expect, it } from "vitest";
import { adapt } from "../src/index.js";
import { adapt as adaptQueues } from "../src/message/queues.js";
import { isVercel } from "../src/platform.js";
import { one, PLATFORM, settled, setUp } from "./queue-set-up.js";

describe("a message of Vercel Queues", () => {
  it("is a CloudEvent with what the queue tells of it", async () => {
    let seen: unknown;
    const { push, queues } = setUp((each) => {
      seen = JSON.parse(JSON.stringify(each));
    });
    const sent = {
      ...createMessage({ id: "m1", data: { sku: "tea" }, attempt: 3 }),
      datacontenttype: "application/json",
    };
    await push(queues.push(sent as Message));
    expect(seen).toMatchObject({
      specversion: "1.0",
      id: "m1",
      source: "/topic/orders/consumer/api_queues",
      type: "com.vercel.queue.v2beta",
      subject: "orders",
      datacontenttype: "application/json",
      data: { sku: "tea" },
      attempt: 3,
      attributes: {},
    });
  });

  it("has its record in the platform, without the handle that settles it", async () => {
    let record: unknown;
    const queues = createQueues();
    const fn = message((_, context) => {
      record = isVercel(context) && context.platform.record;
    });
    await adaptQueues(fn, { ...PLATFORM, fetch: queues.fetch }).fetch(queues.push(one("m1")), queues.context);
    expect(record).toMatchObject({ messageId: "m1", topic: "orders", region: "fra1", deliveryCount: 1 });
    expect(Object.keys(record as object)).not.toContain("handle");
  });

  it("reads what a portable event of another provider holds", async () => {
    let bytes: unknown;
    const fn = message({ as: "bytes" }, ({ data }) => {
      bytes = data;
    });
    const queues = createQueues();
    const sent = createMessage({ data: Uint8Array.of(0, 255, 13, 10) });
    await adapt(fn, { ...PLATFORM, fetch: queues.fetch }).fetch(queues.push(sent), queues.context);
    expect(bytes).toEqual(Uint8Array.of(0, 255, 13, 10));
  });

  it("is refused where nobody said that the platform lets its sender alone in", async () => {
    const { push, queues, asked, lines } = setUp(() => {}, { events: undefined });
    expect((await push(queues.push(one("m1")))).status).toBe(401);
    expect(asked).toEqual([]);
    expect(lines.join()).toContain("ONEFN_UNVERIFIED_EVENT");
  });

  it("arrives on /_events beside http functions", async () => {
    const queues = createQueues();
    const functions = { page: http(() => json({})), orders: message(() => {}) };
    const { fetch } = adapt(functions, { ...PLATFORM, fetch: queues.fetch });
    const pushed = queues.push(one("m1"));
    await fetch(new Request("https://shop.example/_events", pushed), queues.context);
    expect(queues.isDone("m1")).toBe(true);
  });
});

describe("an outcome", () => {
  it("that acknowledges deletes the lease before the answer", async () => {
    expect(await settled(() => {})).toMatchObject({ status: 200, calls: ["DELETE 204"], isDone: true });
  });

  it.each([
    ["retry()", () => retry()],
    ["an error", () => Promise.reject(new Error("no"))],
    ["reject()", () => reject()],
  ])("that is %s leaves the lease alone, and answers 500", async (_, handler) => {
    expect(await settled(handler)).toMatchObject({ status: 500, calls: [], isDone: false });
  });

  it.each([
    [30, 30],
    [0.2, 1],
    [0, 0],
    [3_600, 3_600],
  ])("that is a retry after %d seconds hides the message for %d", async (after, seconds) => {
    const calls = [`PATCH 200 ${seconds}`];
    expect(await settled(() => retry({ after }))).toMatchObject({ status: 200, calls, isDone: false });
  });

  it("that is a retry after more than an hour waits for an hour, and the log says so", async () => {
    const { calls, lines } = await settled(() => retry({ after: 3_601 }));
    expect(calls).toEqual(["PATCH 200 3600"]);
    expect(lines.join()).toContain("at most 3600 seconds");
  });

  it("that is a rejection is acknowledged only if its function says so", async () => {
    const queues = createQueues();
    const fn = message({ rejected: "acknowledge" }, () => reject());
    const { fetch } = adapt(fn, { ...PLATFORM, fetch: queues.fetch, log: () => {} });
    expect((await fetch(queues.push(one("m1")), queues.context)).status).toBe(200);
    expect(queues.isDone("m1")).toBe(true);
  });
});

describe("the simulated queue", () => {
  it("delivers again what is answered 200 with its lease in place", async () => {
    const wire = findWire(simulator, "message", "queues");
    const deployment = await wire.deploy(() => message(() => retry({ after: 20 })));
    const ids = await deployment.send("orders", [{ body: "x" }]);
    expect(await deployment.deliver("orders")).toMatchObject({ acknowledged: [], returned: ids });
  });

  it("refuses a message of more than 100 MB", async () => {
    const deployment = await findWire(simulator, "message", "queues").deploy(() => message(() => {}));
    const body = new Uint8Array(100 * 1024 * 1024 + 1);
    await expect(deployment.send("orders", [{ body }])).rejects.toMatchObject({
      code: "ONEFN_MESSAGE_INVALID",
    });
  });
});
