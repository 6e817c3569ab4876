import { type Message, message, reject, retry } from "onefn";
import { describe, expect, test } from "vitest";
import { adapt } from "../src/index.js";
import { adapt as adaptPinned } from "../src/message/cloudevents.js";
import { cloudEvent, inBatchedMode, inBinaryMode, inStructuredMode } from "../src/simulator/index.js";

const PLATFORM = { events: { verify: "platform" }, log: () => {} } as const;

const HEADERS = { "ce-specversion": "1.0", "ce-id": "1", "ce-source": "/shop/orders", "ce-type": "sold" };
const EVENT = { specversion: "1.0", id: "1", source: "/shop/orders", type: "sold" };
const STRUCTURED = { "content-type": "application/cloudevents+json" };
const BATCHED = { "content-type": "application/cloudevents-batch+json" };

interface Sent {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer>;
}

/** Sends a request to a function that keeps what it gets. */
async function receive(sent: Sent, options: object = {}) {
  const seen: Message[] = [];
  const lines: string[] = [];
  const keep = message(options as object, (each: Message) => void seen.push(each));
  const { fetch } = adapt(keep, { ...PLATFORM, log: (line) => void lines.push(line) });
  const response = await fetch(new Request("http://shop.example/", { method: "POST", ...sent }));
  return { status: response.status, body: await response.text(), seen, lines };
}

const binary = (headers: Record<string, string>, body: Sent["body"] = "", options?: object) =>
  receive({ headers: { ...HEADERS, ...headers }, body }, options);
const structured = (members: object, options?: object) =>
  receive({ headers: STRUCTURED, body: JSON.stringify({ ...EVENT, ...members }) }, options);

describe("the attributes of a CloudEvent", () => {
  test("arrive from headers, with extensions as attributes", async () => {
    const { status, body, seen } = await binary(
      {
        "ce-subject": "tea",
        "ce-time": "2026-01-02T03:04:05Z",
        "ce-tenant": "a",
        "ce-partitionkey": "7",
        "content-type": "application/json",
      },
      '{"sku":"tea"}',
    );
    expect([status, body]).toEqual([204, ""]);
    expect(seen[0]).toMatchObject({
      id: "1",
      source: "/shop/orders",
      type: "sold",
      subject: "tea",
      time: "2026-01-02T03:04:05.000Z",
      datacontenttype: "application/json",
      data: { sku: "tea" },
      key: "7",
      attempt: undefined,
      redelivered: undefined,
    });
    expect({ ...seen[0]?.attributes }).toEqual({ tenant: "a" });
    expect({ ...seen[0]?.extensions }).toEqual({ tenant: "a", partitionkey: "7" });
  });

  test.each([
    ["Euro%20%E2%82%AC%20%F0%9F%98%80", "Euro € 😀"],
    ["100%25", "100%"],
    ["%2520", "%20"],
    // What no sender has encoded.
    ["100% sure", "100% sure"],
    ["%E2%82", "%E2%82"],
    ["a+b", "a+b"],
    [Buffer.from("Größe ☃").toString("latin1"), "Größe ☃"],
    ["Gr\xf6\xdfe", "Größe"],
    ['"a \\"quoted\\" text"', 'a "quoted" text'],
    ['"', '"'],
  ])("in the header %j are read as %j", async (header, value) => {
    const { seen } = await binary({ "ce-note": header, "ce-subject": header });
    expect([seen[0]?.attributes.note, seen[0]?.subject]).toEqual([value, value]);
  });

  test("keep the types that JSON gives them, and are missing where they are null", async () => {
    const { seen } = await structured({
      count: 7,
      urgent: true,
      none: null,
      nested: { a: 1 },
      subject: null,
      data: 1,
    });
    expect({ ...seen[0]?.attributes }).toEqual({ count: 7, urgent: true });
    expect({ ...seen[0]?.extensions }).toEqual({ count: 7, urgent: true, nested: { a: 1 } });
    expect(seen[0]?.subject).toBeUndefined();
  });

  test("named like members of Object change nothing else", async () => {
    const body = `{"specversion":"1.0","id":"1","source":"/a","type":"b","__proto__":{"polluted":1},"constructor":"c"}`;
    const { seen } = await receive({ headers: STRUCTURED, body });
    expect(Object.keys(seen[0]?.attributes ?? {})).toEqual(["constructor"]);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  test("a header ce-datacontenttype, which the binding forbids, does not replace the content type", async () => {
    const { seen } = await binary(
      { "ce-datacontenttype": "application/json", "content-type": "text/plain" },
      "{}",
    );
    expect([seen[0]?.datacontenttype, seen[0]?.data]).toEqual(["text/plain", "{}"]);
    expect({ ...seen[0]?.attributes }).toEqual({});
  });

  test("a trace among them goes before the one of the request", async () => {
    const traces: (string | undefined)[] = [];
    const { fetch } = adapt(
      message((_, { trace }) => void traces.push(trace?.traceparent)),
      PLATFORM,
    );
    const own = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    const hop = "00-11111111111111111111111111111111-b7ad6b7169203331-01";
    for (const more of [{ "ce-traceparent": own }, {}])
      await fetch(
        new Request("http://h/", {
          method: "POST",
          headers: { ...HEADERS, traceparent: hop, ...more },
          body: "",
        }),
      );
    expect(traces).toEqual([own, hop]);
  });

  test.each(["source", "type"])(
    "without %s, the event is refused for good, and no handler runs",
    async (name) => {
      const { status, seen, lines } = await structured({ [name]: undefined });
      expect([status, seen]).toEqual([400, []]);
      expect(lines.join("\n")).toContain("ONEFN_MESSAGE_UNDECODABLE");
      const { [`ce-${name}` as "ce-id"]: _, ...headers } = HEADERS;
      expect((await receive({ headers, body: "" })).status).toBe(400);
    },
  );
});

describe("the data of a CloudEvent", () => {
  const JSON_TYPE = "application/json; charset=utf-8";
  const Text = {
    "~standard": {
      version: 1,
      vendor: "test",
      validate: (value: unknown) =>
        typeof value === "string" ? { value } : { issues: [{ message: "is no text" }] },
    },
  } as const;

  test.each([
    ["JSON", { datacontenttype: JSON_TYPE, data: { a: [1] } }, {}, { a: [1] }],
    ["JSON without a content type", { data: { a: [1] } }, {}, { a: [1] }],
    ["a string of JSON", { datacontenttype: JSON_TYPE, data: '{"a":1}' }, {}, '{"a":1}'],
    ["a string of JSON for a schema", { data: "42" }, { schema: Text }, "42"],
    ["null", { data: null }, {}, null],
    ["false", { data: false }, {}, false],
    ["text", { datacontenttype: "text/plain", data: "42" }, {}, "42"],
    ["XML", { datacontenttype: "application/soap+xml", data: "<a/>" }, {}, "<a/>"],
    [
      "text that is JSON, where the function asks for it",
      { datacontenttype: "text/plain", data: '{"a":1}' },
      { as: "json" },
      { a: 1 },
    ],
    ["JSON as text", { datacontenttype: JSON_TYPE, data: { a: 1 } }, { as: "text" }, '{"a":1}'],
    ["a string as text", { data: "hello" }, { as: "text" }, "hello"],
    ["JSON in base64", { datacontenttype: JSON_TYPE, data_base64: "eyJhIjoxfQ==" }, {}, { a: 1 }],
    [
      "bytes",
      { datacontenttype: "image/png", data_base64: "AP//" },
      { as: "bytes" },
      Uint8Array.of(0, 255, 255),
    ],
    ["base64 for URLs", { data_base64: "AP__" }, { as: "bytes" }, Uint8Array.of(0, 255, 255)],
    ["no data", {}, {}, ""],
    ["no data, announced as JSON", { datacontenttype: "application/json" }, {}, null],
  ] as const)("is read in structured mode: %s", async (_, members, options, data) => {
    const { status, seen } = await structured(members, options);
    expect([status, seen.map((each) => each.data)]).toEqual([204, [data]]);
  });

  test.each([
    ["JSON", "application/json", "[1]", {}, [1]],
    ["JSON of another name", "application/vnd.order+json", '"x"', {}, "x"],
    ["text", "text/plain", "42", {}, "42"],
    ["no type", undefined, "42", {}, "42"],
    ["JSON, announced as bytes, for a schema", "application/octet-stream", '"tea"', { schema: Text }, "tea"],
    ["no data, announced as JSON", "application/json", "", {}, null],
  ] as const)("is read in binary mode: %s", async (_, type, body, options, data) => {
    const { status, seen } = await binary(
      type ? { "content-type": type } : {},
      new TextEncoder().encode(body),
      options,
    );
    expect([status, seen.map((each) => each.data)]).toEqual([204, [data]]);
  });

  test.each([
    ["no base64", { data_base64: "not base64!" }],
    ["base64 that is no text", { data_base64: 7 }],
  ])("that cannot be read is refused for good: %s", async (_, members) => {
    const { status, seen, lines } = await structured(members, { as: "bytes" });
    expect([status, seen]).toEqual([400, []]);
    expect(lines.join("\n")).toContain("ONEFN_MESSAGE_UNDECODABLE");
    expect(lines.join("\n")).not.toContain("not base64!");
  });
});

describe("the answer to a CloudEvent", () => {
  const outcomes = message({ from: "orders" }, ({ data }) => {
    if (data === "throw") throw new Error("no");
    return data === "retry" ? retry() : data === "reject" ? reject() : undefined;
  });
  const { fetch } = adapt(outcomes, PLATFORM);
  const post = async (sent: Sent) => {
    const response = await fetch(new Request("http://shop.example/", { method: "POST", ...sent }));
    return [response.status, await response.text()];
  };
  const events = (...bodies: string[]) =>
    bodies.map((body) => cloudEvent({ body, contentType: "text/plain" }));

  test.each([
    ["done", 204],
    ["retry", 500],
    ["throw", 500],
    ["reject", 400],
  ])("that is %s is %i", async (body, status) => {
    const [event] = events(body) as [ReturnType<typeof cloudEvent>];
    const text = status === 500 && body === "throw" ? expect.any(String) : "";
    expect(await post(inBinaryMode(event))).toEqual([status, text]);
    expect(await post(inStructuredMode(event))).toEqual([status, text]);
  });

  test.each([
    [["done", "done"], 204],
    [[], 204],
    [["done", "retry", "done"], 500],
    // 400 would have those refused for good that may come again, and those that are done.
    [["done", "reject"], 500],
    [["reject", "retry"], 500],
  ])("to the batch %j is %i", async (bodies, status) => {
    expect((await post(inBatchedMode(events(...bodies))))[0]).toBe(status);
  });

  test("to a batch with a member that is no event asks for all of it again", async () => {
    const body = JSON.stringify([...events("done"), 1]);
    expect((await post({ headers: BATCHED, body }))[0]).toBe(500);
  });

  test.each([
    ["a broken document", { headers: STRUCTURED, body: '{"specversion":"1.0"' }],
    ["a batch that is one event", { headers: BATCHED, body: JSON.stringify(EVENT) }],
    ["an event that is a batch", { headers: STRUCTURED, body: JSON.stringify([EVENT]) }],
    ["another version", { headers: STRUCTURED, body: JSON.stringify({ ...EVENT, specversion: "0.3" }) }],
    ["another version in headers", { headers: { ...HEADERS, "ce-specversion": "0.3" }, body: "" }],
    [
      "another format",
      { headers: { ...HEADERS, "content-type": "application/cloudevents+avro" }, body: "x" },
    ],
    ["a request without an id", { headers: { "ce-specversion": "1.0" }, body: "" }],
  ])("to %s is no acknowledgement, and nothing that gives it up", async (_, sent) => {
    expect((await post(sent))[0]).toBe(500);
  });

  test("from a source that nobody claims is no acknowledgement", async () => {
    expect((await post(inStructuredMode(cloudEvent("x", { source: "/shop/parcels" }))))[0]).toBe(500);
  });
});

test.each([
  "/apis/v1/namespaces/default/kafkasources/shop#orders",
  "https://shop.example/orders",
  "urn:shop:orders",
  "orders",
])("a function is claimed by the last part of the source %s, or all of it", async (source) => {
  for (const from of ["orders", source]) {
    const seen: string[] = [];
    const { fetch } = adaptPinned(
      message({ from }, (each) => void seen.push(each.source)),
      PLATFORM,
    );
    const sent = inBinaryMode(cloudEvent("hello", { source }));
    expect((await fetch(new Request("http://h/", { method: "POST", ...sent }))).status).toBe(204);
    expect(seen).toEqual([source]);
  }
});

test("a portable message is sent on with its id, its time, its key and its attributes", async () => {
  const { seen } = await receive(
    inBinaryMode(
      cloudEvent({ body: "héllo", contentType: "text/plain", attributes: { tenant: "ä" }, key: "k" }),
    ),
  );
  const [first] = seen as [Message];
  const { seen: again } = await receive(inStructuredMode(cloudEvent(first)));
  for (const name of ["id", "time", "key", "data", "attributes"] as const)
    expect(again[0]?.[name]).toEqual(first[name]);
});
