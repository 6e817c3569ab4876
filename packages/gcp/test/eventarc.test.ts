import { type CloudEvent, change, event, message, storage } from "onefn";
import { describe, expect, test } from "vitest";
import { adapt, type GcpOptions } from "../src/index.js";
import { eventarc, firestore, gcs, pubsub, pubsubPush } from "../src/simulator/index.js";
import { serving } from "./support/running.js";

const PLATFORM = { verify: "platform" } as const;

const HEADERS = {
  "ce-specversion": "1.0",
  "ce-id": "1",
  "ce-source": "//cloudaudit.googleapis.com/projects/shop/logs/activity",
  "ce-type": "google.cloud.audit.log.v1.written",
  "ce-time": "2026-01-02T03:04:05.123456Z",
};

type Sent = { readonly headers?: object; readonly body?: string | Uint8Array<ArrayBuffer> };

/** Sends requests to a function of events behind functions-framework, and returns what it saw. */
async function receive(sent: readonly Sent[], options: GcpOptions = {}, fails = false) {
  const seen: CloudEvent[] = [];
  const lines: string[] = [];
  const fn = event((each) => {
    seen.push(each);
    if (fails) throw new Error("failed");
  });
  const url = await serving(
    adapt(fn, { events: PLATFORM, log: (line) => void lines.push(line), ...options }),
  );
  const statuses: number[] = [];
  for (const each of sent)
    statuses.push((await fetch(url, { method: "POST", ...each } as RequestInit)).status);
  return { seen, statuses, log: lines.join("\n") };
}

const structured = (document: object) => ({
  headers: { "content-type": "application/cloudevents+json" },
  body: JSON.stringify({ specversion: "1.0", id: "1", source: "//s", type: "t", ...document }),
});

describe("an event of Eventarc by the signature http", () => {
  test("has the attributes and extensions of its headers, decoded once", async () => {
    const headers = {
      ...HEADERS,
      "ce-subject": "a%20b%2520",
      "ce-servicename": "bigquery.googleapis.com",
      "ce-methodname": "google.cloud.bigquery.v2.JobService.InsertJob",
      "ce-resourcename": "projects/shop/jobs/%C3%A9",
      "content-type": "application/json",
    };
    const { seen, statuses } = await receive([{ headers, body: '{"protoPayload":{}}' }]);
    expect(statuses).toEqual([204]);
    expect(seen[0]).toMatchObject({
      id: "1",
      type: HEADERS["ce-type"],
      source: HEADERS["ce-source"],
      subject: "a b%20",
      time: "2026-01-02T03:04:05.123Z",
      data: { protoPayload: {} },
      extensions: { methodname: headers["ce-methodname"], resourcename: "projects/shop/jobs/é" },
    });
  });

  test.each([
    ["text/plain", "a text", "a text"],
    ["text/plain; charset=utf-8", "12", "12"],
    ["application/xml", "<a/>", "<a/>"],
    ["application/protobuf", new Uint8Array([10, 255]), new Uint8Array([10, 255])],
    ["application/vnd.shop+json", "[1]", [1]],
    ["application/json", "", undefined],
  ])("has data of the type %s", async (contentType, body, data) => {
    const { seen, statuses } = await receive([
      { headers: { ...HEADERS, "content-type": contentType }, body },
    ]);
    expect([statuses, seen[0]?.data]).toEqual([[204], data]);
  });

  test("without a body has no data", async () => {
    const { seen, statuses } = await receive([{ headers: HEADERS }]);
    expect([statuses, seen.length, seen[0]?.data]).toEqual([[204], 1, undefined]);
  });

  test.each([
    [{ data: { a: 1 } }, { a: 1 }],
    [{ data: "text", datacontenttype: "text/plain" }, "text"],
    [{ data: null }, null],
    [{ data_base64: "CgD/", datacontenttype: "application/protobuf" }, new Uint8Array([10, 0, 255])],
    [{}, undefined],
  ])("may be structured: %j", async (document, data) => {
    const { seen, statuses } = await receive([structured(document)]);
    expect([statuses, seen[0]?.data]).toEqual([[204], data]);
  });

  test("may be one of a batch, which comes again if any failed", async () => {
    const batch = {
      headers: { "content-type": "application/cloudevents-batch+json" },
      body: JSON.stringify(
        ["1", "2"].map((id) => ({ specversion: "1.0", id, source: "//s", type: "t", data: id })),
      ),
    };
    const empty = { ...batch, body: "[]" };
    const done = await receive([batch, empty]);
    expect([done.statuses, done.seen.map(({ id }) => id)]).toEqual([
      [204, 204],
      ["1", "2"],
    ]);
    const failed = await receive([batch], {}, true);
    expect([failed.statuses, failed.seen.length]).toEqual([[500], 2]);
  });

  test.each([
    ["without the option events", { headers: HEADERS }, { events: undefined }, 401],
    ["refused by verify", { headers: HEADERS }, { events: { verify: () => false } }, 401],
    ["that is a task", { headers: { ...HEADERS, "x-cloudtasks-taskname": "1" } }, {}, 500],
    ["that is a job", { headers: { ...HEADERS, "x-cloudscheduler": "true" } }, {}, 500],
    ["of version 0.3", { headers: { ...HEADERS, "ce-specversion": "0.3" } }, {}, 500],
    ["without an id", { headers: { ...HEADERS, "ce-id": "" } }, {}, 500],
    ["without a type", structured({ type: undefined }), {}, 500],
    ["whose data is no base64", structured({ data_base64: "?" }), {}, 500],
    ["that is no event", { headers: { "content-type": "application/json" }, body: "{}" }, {}, 500],
  ])("runs nothing %s", async (_, sent, options, status) => {
    const { seen, statuses } = await receive([sent], options as GcpOptions);
    expect([statuses, seen]).toEqual([[status], []]);
  });
});

describe("a function of events", () => {
  const took: string[] = [];
  const taking = (name: string) => () => void took.push(name);
  const all = {
    stored: storage({ bucket: "uploads" }, taking("storage")),
    changed: change({ table: "orders" }, taking("change")),
    sent: message({ from: "orders" }, taking("message")),
    rest: event(taking("event")),
  };

  test.each([
    ["storage", gcs("a.jpg", { bucket: "uploads" })],
    ["event", gcs("a.jpg", { bucket: "other" })],
    ["change", firestore.create({ id: "1" }, { collection: "orders" })],
    ["event", firestore.create({ id: "1" }, { collection: "other" })],
    ["message", pubsub({ body: "a" }, { topic: "orders" })],
    ["event", pubsub({ body: "a" }, { topic: "other" })],
    ["event", eventarc({ type: "google.cloud.audit.log.v1.written" })],
  ])("leaves its own to a function of the kind %s", async (kind, given) => {
    took.length = 0;
    await adapt(all, { events: PLATFORM })(given);
    expect(took).toEqual([kind]);
  });

  test("gets a message of Pub/Sub as the document with it", async () => {
    const seen: CloudEvent[] = [];
    const given = pubsub({ body: "a" }, { topic: "orders" });
    await adapt(
      event((each) => void seen.push(each)),
      { events: PLATFORM },
    )(given);
    const { id, source, type, data } = given;
    expect(seen[0]).toMatchObject({ id, source, type, data });
  });

  test("gets one that is pushed, too", async () => {
    const body = JSON.stringify(pubsubPush({ body: "a" }));
    const { seen, statuses } = await receive([{ headers: { "content-type": "application/json" }, body }]);
    expect([statuses, seen[0]?.data]).toEqual([[204], JSON.parse(body)]);
  });
});

test("by the signature cloudevent, an event is taken only if the platform verifies it", async () => {
  const seen: CloudEvent[] = [];
  const handler = adapt(
    event((each) => void seen.push(each)),
    {
      events: { verify: () => true },
      log: () => {},
    },
  );
  await expect(Promise.resolve(handler(eventarc({ type: "t" })))).rejects.toMatchObject({
    code: "ONEFN_UNVERIFIED_EVENT",
  });
  expect(seen).toEqual([]);
});

test.each([5, {}, ["00"], null])("an event whose traceparent is %j has no trace", async (traceparent) => {
  const traces: unknown[] = [];
  const fn = event((_, context) => {
    traces.push(context.trace);
    context.log.info("seen");
  });
  const lines: string[] = [];
  const handler = adapt(fn, { events: PLATFORM, log: (line) => void lines.push(line) });
  await handler({ ...eventarc({ type: "t" }), traceparent });
  expect(traces).toEqual([undefined]);
  expect(lines.map((line) => JSON.parse(line).message)).toEqual(["seen"]);
});

test("a portable event becomes one of Eventarc's", async () => {
  const seen: CloudEvent[] = [];
  const handler = adapt(
    event((each) => void seen.push(each)),
    { events: PLATFORM },
  );
  const words = { type: "order.placed", source: "//shop", subject: "é", extensions: { tenant: "a" } };
  await handler(eventarc({ ...words, data: { sku: "tea" } }));
  await handler(eventarc(seen[0] as CloudEvent));
  expect({ ...seen[1] }).toEqual({ ...seen[0] });
  expect(seen[1]).toMatchObject({ ...words, data: { sku: "tea" } });
});
