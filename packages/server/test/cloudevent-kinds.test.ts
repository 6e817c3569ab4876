import { change, type EventFunction, event, message, storage } from "onefn";
import { describe, expect, test } from "vitest";
import { adapt as adaptEvents } from "../src/event/cloudevents.js";
import { adapt } from "../src/index.js";
import { cloudEvent, inBatchedMode, inBinaryMode, inStructuredMode } from "../src/simulator/index.js";

const PLATFORM = { events: { verify: "platform" }, log: () => {} } as const;
const MODES = { inBinaryMode, inStructuredMode };

const documentOf = (type: string, data: unknown, source = "/shop/orders") =>
  cloudEvent({ body: JSON.stringify(data), contentType: "application/json" }, { type, source });

const post = (written: object) => new Request("http://shop.example/", { method: "POST", ...written });

/** Functions of every kind, which keep what they get. */
function deployed(claim: { readonly rest?: "event" | "message" } = {}) {
  const seen: (readonly [by: string, unknown])[] = [];
  const keep = (by: string) => (each: object) => void seen.push([by, JSON.parse(JSON.stringify(each))]);
  const functions = {
    uploads: storage({ bucket: "uploads" }, keep("storage")),
    products: change({ table: "products" }, keep("change")),
    orders: message({ from: "orders" }, keep("message")),
    ...(claim.rest === "event" && { rest: event(keep("event")) }),
    ...(claim.rest === "message" && { rest: message(keep("rest")) }),
  };
  const { fetch } = adapt(functions, PLATFORM);
  return { seen, send: async (written: object) => (await fetch(post(written))).status };
}

describe.each(Object.entries(MODES))("a CloudEvent %s", (_, write) => {
  test("of Cloud Storage is a notification, whose archived is no deletion", async () => {
    const { seen, send } = deployed();
    const data = {
      bucket: "uploads",
      name: "a b%20.jpg",
      size: "12",
      etag: "CO=",
      generation: "7",
      contentType: "image/jpeg",
    };
    for (const name of ["finalized", "deleted", "metadataUpdated", "archived"])
      expect(await send(write(documentOf(`google.cloud.storage.object.v1.${name}`, data)))).toBe(204);
    expect(seen.map(([by, each]) => [by, (each as { operation: string }).operation])).toEqual([
      ["storage", "created"],
      ["storage", "deleted"],
      ["storage", "updated"],
      ["storage", "archived"],
    ]);
    expect(seen[0]?.[1]).toMatchObject({
      bucket: "uploads",
      key: "a b%20.jpg",
      size: 12,
      etag: "CO=",
      version: "7",
      contentType: "image/jpeg",
      data,
    });
    expect(seen[1]?.[1]).not.toHaveProperty("size");
  });

  test("in onefn's own form is a notification or a change", async () => {
    const { seen, send } = deployed();
    const item = JSON.parse('{"id":"1","__proto__":{"a":1}}');
    await send(write(documentOf("dev.onefn.storage.created", { bucket: "uploads", key: "a", size: 0 })));
    await send(
      write(
        documentOf("dev.onefn.change.update", {
          table: "products",
          key: { id: "1" },
          before: null,
          after: item,
        }),
      ),
    );
    expect(seen).toMatchObject([
      ["storage", { operation: "created", bucket: "uploads", key: "a", size: 0 }],
      ["change", { operation: "update", table: "products", key: { id: "1" } }],
    ]);
    expect(JSON.stringify(Object(seen[1]?.[1]).after)).toBe(JSON.stringify(item));
    expect(seen[1]?.[1]).not.toHaveProperty("before");
  });

  test("that no storage or change function claims goes to the event function that wants it, else to a message function", async () => {
    const notification = documentOf("dev.onefn.storage.created", { bucket: "others", key: "a" }, "/files");
    const order = documentOf("sold", { sku: "tea" });
    for (const rest of ["event", "message"] as const) {
      const { seen, send } = deployed({ rest });
      for (const each of [notification, order]) expect(await send(write(each))).toBe(204);
      expect(seen.map(([by]) => by)).toEqual(rest === "event" ? ["event", "event"] : ["rest", "message"]);
    }
  });

  test.each([
    ["dev.onefn.storage.created", { bucket: "uploads" }],
    ["dev.onefn.storage.created", { bucket: "uploads", key: "" }],
    ["google.cloud.storage.object.v1.finalized", { bucket: "uploads", name: 7 }],
    ["dev.onefn.change.insert", { table: "products", key: "1" }],
    ["dev.onefn.change.insert", { table: "products" }],
  ])("%s with the data %j is refused for good", async (type, data) => {
    const { seen, send } = deployed({ rest: "event" });
    expect(await send(write(documentOf(type, data, "/files")))).toBe(400);
    expect(seen).toEqual([]);
  });

  test("goes to the event function whose filters match, and is acknowledged if there is none", async () => {
    const seen: unknown[] = [];
    const fn: EventFunction<never> = event(
      { type: "com.shop.*", source: "/shop/orders" },
      ({ type, data }) => void seen.push([type, data]),
    );
    const { fetch } = adaptEvents(fn, PLATFORM);
    for (const [type, source] of [
      ["com.shop.sold", "/shop/orders"],
      ["com.shop.sold", "/mail"],
      ["sold", "/shop/orders"],
    ] as const)
      expect((await fetch(post(write(documentOf(type, { n: 1 }, source))))).status).toBe(204);
    expect(seen).toEqual([["com.shop.sold", { n: 1 }]]);
  });
});

test("the data of an event is JSON, text, bytes or nothing, as its type says", async () => {
  const seen: unknown[] = [];
  const { fetch } = adaptEvents(
    event(({ data }) => void seen.push(data)),
    PLATFORM,
  );
  const headers = { "ce-specversion": "1.0", "ce-source": "/a", "ce-type": "b" };
  const bodies = [
    ["application/json", "null"],
    ["text/plain", "12"],
    ["application/octet-stream", "x"],
    ["application/json", ""],
  ] as const;
  for (const [index, [type, body]] of bodies.entries())
    await fetch(post({ headers: { ...headers, "ce-id": `${index}`, "content-type": type }, body }));
  expect(seen).toEqual([null, "12", new TextEncoder().encode("x"), undefined]);
});

test("a batch holds events of every kind, and comes again if one fails", async () => {
  const seen: string[] = [];
  const functions = {
    uploads: storage({ bucket: "uploads" }, ({ key }) => void seen.push(key)),
    rest: event(({ type }) => {
      seen.push(type);
      if (type === "fails") throw new Error("no database");
    }),
  };
  const { fetch } = adapt(functions, PLATFORM);
  const good = documentOf("dev.onefn.storage.created", { bucket: "uploads", key: "a" });
  expect((await fetch(post(inBatchedMode([good, documentOf("sold", {})])))).status).toBe(204);
  expect((await fetch(post(inBatchedMode([documentOf("fails", {}), good])))).status).toBe(500);
  expect(seen.slice(0, 2)).toEqual(["a", "sold"]);
  expect(seen.slice(2).sort()).toEqual(["a", "fails"]);
});

test("an event that no event function wants goes to the message function, and a broken one fails alone", async () => {
  const seen: string[] = [];
  const functions = {
    sold: event({ type: "sold" }, ({ type }) => void seen.push(`event ${type}`)),
    rest: message(({ type }) => void seen.push(`message ${type}`)),
  };
  const { fetch } = adapt(functions, PLATFORM);
  const all = [documentOf("sold", {}), { ...documentOf("sold", {}), id: "" }, documentOf("bought", {})];
  expect((await fetch(post(inBatchedMode(all)))).status).toBe(500);
  expect(seen.sort()).toEqual(["event sold", "message bought"]);
});

test("an event without its id is refused, and one that nobody has verified is answered 401", async () => {
  let runs = 0;
  const fn = event(() => void runs++);
  const headers = { "content-type": "application/cloudevents+json" };
  const broken = { headers, body: JSON.stringify({ specversion: "1.0", source: "/a", type: "b" }) };
  expect((await adaptEvents(fn, PLATFORM).fetch(post(broken))).status).toBe(400);
  const whole = inStructuredMode(documentOf("sold", {}));
  expect((await adaptEvents(fn, { log: () => {} }).fetch(post(whole))).status).toBe(401);
  expect(runs).toBe(0);
});
