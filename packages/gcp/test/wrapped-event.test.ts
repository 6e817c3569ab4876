import { Buffer } from "node:buffer";
import { change, event, message, storage } from "onefn";
import { describe, expect, test } from "vitest";
import { adapt as adaptFirestore } from "../src/change/firestore.js";
import { adapt } from "../src/index.js";
import { DATABASE, document } from "./support/document-event.js";
import { encoded } from "./support/document-proto.js";
import { serving, servingEvents } from "./support/running.js";

// See https://github.com/firebase/firebase-functions/issues/1922: an id that ends in a space cannot be in a header.

const ID = "Test Document ";
const EVENTARC = "projects/shop/subscriptions/eventarc-europe-west1-ordered-123456-sub-789";
const OWN = "projects/shop/subscriptions/orders";

const FIRESTORE = {
  "ce-specversion": "1.0",
  "ce-id": "e-1",
  "ce-type": "google.cloud.firestore.document.v1.written",
  "ce-source": `//firestore.googleapis.com/${DATABASE}`,
  "ce-subject": `documents/orders/${ID}`,
  "ce-document": `orders/${ID}`,
  "ce-time": "2026-01-02T03:04:05.123456Z",
  "ce-dataschema":
    "https://github.com/googleapis/google-cloudevents/blob/main/proto/google/events/cloud/firestore/v1/data.proto",
  "content-type": "application/protobuf",
};

const DATA = encoded({
  value: document({ total: { integerValue: "9007199254740993" } }, `${DATABASE}/documents/orders/${ID}`),
});

/** What Pub/Sub pushes if it does not unwrap a message. */
const wrapped = (
  attributes: object,
  data: Uint8Array,
  { subscription = EVENTARC, ...members }: { readonly subscription?: string; readonly data?: unknown } = {},
) => ({
  message: {
    attributes,
    data: Buffer.from(data).toString("base64"),
    messageId: "m-1",
    message_id: "m-1",
    publishTime: "2026-01-02T03:04:06Z",
    publish_time: "2026-01-02T03:04:06Z",
    ...members,
  },
  subscription,
});

/** Functions of every kind, which keep what they get. */
function deployed(adapter: typeof adapt = adapt) {
  const seen: (readonly [by: string, unknown])[] = [];
  const keep = (by: string) => (each: object) => void seen.push([by, JSON.parse(JSON.stringify(each))]);
  const functions = {
    orders: change({ table: "orders" }, keep("change")),
    ...(adapter === adapt && {
      uploads: storage({ bucket: "uploads" }, keep("storage")),
      rest: message({ as: "bytes" }, keep("message")),
      any: event(keep("event")),
    }),
  };
  const lines: string[] = [];
  const handler = adapter(functions, {
    events: { verify: "platform" },
    log: (line) => void lines.push(line),
  });
  return { seen, lines, handler };
}

const push = async (url: string, body: object, headers = {}): Promise<number> =>
  (
    await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    })
  ).status;

describe.each([
  ["http", serving],
  ["cloudevent", servingEvents],
] as const)("by the signature %s, an event that Pub/Sub could not unwrap", (_, serve) => {
  test("of a document whose id ends in a space reaches the change function", async () => {
    const { seen, handler } = deployed();
    expect(await push(await serve(handler), wrapped(FIRESTORE, DATA))).toBe(204);
    expect(seen).toEqual([
      [
        "change",
        expect.objectContaining({
          id: "e-1",
          type: "google.cloud.firestore.document.v1.written",
          source: `//firestore.googleapis.com/${DATABASE}`,
          subject: `documents/orders/${ID}`,
          time: "2026-01-02T03:04:05.123Z",
          operation: "insert",
          table: "orders",
          key: { id: ID },
          after: { total: "9007199254740993" },
        }),
      ],
    ]);
  });

  test("of an object whose name ends in a space reaches the storage function", async () => {
    const { seen, handler } = deployed();
    const data = { bucket: "uploads", name: "a .jpg ", size: "3", generation: "7" };
    const attributes = {
      "ce-specversion": "1.0",
      "ce-id": "e-2",
      "ce-type": "google.cloud.storage.object.v1.finalized",
      "ce-source": "//storage.googleapis.com/projects/_/buckets/uploads",
      "ce-subject": `objects/${data.name}`,
      "Content-Type": "application/json",
    };
    expect(await push(await serve(handler), wrapped(attributes, Buffer.from(JSON.stringify(data))))).toBe(
      204,
    );
    expect(seen).toMatchObject([["storage", { id: "e-2", key: "a .jpg ", size: 3 }]]);
  });

  test("of any other type reaches the event function", async () => {
    const { seen, handler } = deployed();
    const attributes = { ...FIRESTORE, "ce-type": "shop.sold", "content-type": "text/plain" };
    expect(await push(await serve(handler), wrapped(attributes, Buffer.from("tea ")))).toBe(204);
    expect(seen).toMatchObject([["event", { type: "shop.sold", data: "tea " }]]);
  });

  test("is read by the entry of its trigger alone", async () => {
    const { seen, handler } = deployed(adaptFirestore as typeof adapt);
    expect(await push(await serve(handler), wrapped(FIRESTORE, DATA))).toBe(204);
    expect(seen).toMatchObject([["change", { key: { id: ID } }]]);
  });

  test("and whose data is broken comes again", async () => {
    const { seen, lines, handler } = deployed();
    expect(await push(await serve(handler), wrapped(FIRESTORE, DATA.subarray(0, 9)))).toBe(500);
    expect([seen, lines.join()]).toEqual([[], expect.stringContaining("ONEFN_MESSAGE_UNDECODABLE")]);
  });

  test.each([
    ["without a type", { ...FIRESTORE, "ce-type": "" }],
    ["of another version", { ...FIRESTORE, "ce-specversion": "0.3" }],
    ["without attributes of an event", { tenant: "a" }],
  ])("is an ordinary message if it is %s", async (_, attributes) => {
    const { seen, handler } = deployed();
    expect(await push(await serve(handler), wrapped(attributes, DATA))).toBe(204);
    expect(seen).toMatchObject([["message", { id: "m-1" }]]);
  });
});

test("a message of a topic is no event of Eventarc's, whatever its publisher writes into its attributes", async () => {
  const { seen, handler } = deployed();
  const url = await serving(handler);
  expect(await push(url, wrapped(FIRESTORE, DATA, { subscription: OWN }))).toBe(204);
  const headers = {
    "ce-specversion": "1.0",
    "ce-id": "m-1",
    "ce-type": "google.cloud.pubsub.topic.v1.messagePublished",
    "ce-source": "//pubsub.googleapis.com/projects/shop/topics/orders",
  };
  expect(await push(url, wrapped(FIRESTORE, DATA), headers)).toBe(204);
  expect(await push(await servingEvents(handler), wrapped(FIRESTORE, DATA), headers)).toBe(204);
  expect(seen.map(([by]) => by)).toEqual(["message", "message", "message"]);
});
