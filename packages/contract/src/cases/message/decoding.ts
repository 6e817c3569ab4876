import assert from "node:assert/strict";
import type { OutgoingMessage } from "onefn/simulator";
import type { RecordCase } from "../../case.js";
import { NOT_UTF8, UNICODE } from "../../functions/http/answers.js";
import type { SeenMessage } from "../../functions/message/seen.js";
import type { RecordRun } from "../../run/record-run.js";

const TRACE_ID = "0af7651916cd43dd8448eb211c80319c";

/** Sends one message to the function that reports what it sees, and returns the report. */
async function seenOf(on: RecordRun<OutgoingMessage>, outgoing: OutgoingMessage): Promise<SeenMessage> {
  const [id] = await on.send("contract-seen", outgoing);
  await on.drain("contract-seen");
  return (await on.logs.report((seen) => seen.id === id)) as unknown as SeenMessage;
}

/** What a handler of `queue` reports of each message, by its id. Messages that did not reach it are missing. */
async function dataOf(
  on: RecordRun<OutgoingMessage>,
  queue: string,
  ...messages: OutgoingMessage[]
): Promise<unknown[]> {
  const ids = await on.send(queue, ...messages);
  await on.deliverEach(queue, ids);
  return ids.map((id) => on.logs.seen.find((seen) => seen.id === id)?.data);
}

/** How a record is decoded on its way to the handler. */
export const decodingCases: readonly RecordCase<OutgoingMessage>[] = [
  {
    name: "a message is a CloudEvent with an id, a source, a type and a time",
    async run(on) {
      const before = Date.now() - 1000;
      const [id] = await on.send("contract-seen", { body: "hello" });
      await on.drain("contract-seen");
      const seen = (await on.logs.report((each) => each.id === id)) as unknown as SeenMessage;
      assert.equal(seen.specversion, "1.0");
      assert.ok(seen.source.length > 0 && seen.type.includes("."));
      assert.ok(seen.time === null || Date.parse(seen.time) >= before, `it was sent at ${seen.time}`);
    },
  },
  {
    name: "the time at which a message was sent is a Date and agrees with the event's time",
    needs: "enqueuedAt",
    async run(on) {
      const seen = await seenOf(on, { body: "hello" });
      assert.ok(seen.enqueuedAt !== null && Math.abs(Date.parse(seen.enqueuedAt) - Date.now()) < 3_600_000);
      assert.equal(seen.time, seen.enqueuedAt);
    },
  },
  {
    name: "a body without a content type is text",
    async run(on) {
      const seen = await seenOf(on, { body: UNICODE });
      assert.deepEqual([seen.data, seen.dataType, seen.datacontenttype], [UNICODE, "string", null]);
    },
  },
  {
    name: "text that looks like JSON stays text, its digits included",
    async run(on) {
      const body = "123456789012345678901234567890";
      const seen = await seenOf(on, { body });
      assert.deepEqual([seen.data, seen.dataType], [body, "string"]);
    },
  },
  ...(
    [
      ["application/json", '{"a":[1]}', { a: [1] }],
      ["application/json; charset=utf-8", "null", null],
      ["application/vnd.order+json", '"x"', "x"],
      ["text/plain", "42", "42"],
      ["application/xml", "<a/>", "<a/>"],
    ] as const
  ).map(
    ([contentType, body, data]): RecordCase<OutgoingMessage> => ({
      name: `a body of ${contentType} is read as such`,
      needs: ["contentType", ...(body === "null" ? (["anyJson"] as const) : [])],
      async run(on) {
        const seen = await seenOf(on, { body, contentType });
        assert.deepEqual([seen.data, seen.datacontenttype], [data, contentType]);
      },
    }),
  ),
  {
    name: "as: json reads JSON whatever the content type says",
    async run(on) {
      const data = await dataOf(
        on,
        "contract-json",
        { body: '{"a":1}' },
        { body: "[]", contentType: "text/plain" },
      );
      assert.deepEqual(data, [{ a: 1 }, []]);
    },
  },
  {
    name: "JSON is read without the byte order mark in front of it, and text keeps its own",
    async run(on) {
      const body = '\ufeff{"a":1}';
      assert.deepEqual(await dataOf(on, "contract-json", { body }), [{ a: 1 }]);
      assert.deepEqual(await dataOf(on, "contract-text", { body }), [body]);
    },
  },
  {
    name: "as: text reads text whatever the content type says",
    async run(on) {
      const data = await dataOf(on, "contract-text", { body: '{"a":1}', contentType: "application/json" });
      assert.deepEqual(data, ['{"a":1}']);
    },
  },
  {
    name: "as: bytes gives a Uint8Array of its own, and no Buffer in a pool",
    async run(on) {
      const [id] = await on.send("contract-bytes", { body: UNICODE });
      await on.drain("contract-bytes");
      const seen = await on.logs.report((each) => each.id === id);
      assert.deepEqual([seen.own, seen.data], [true, Buffer.from(UNICODE).toString("base64")]);
    },
  },
  {
    name: "a body of bytes arrives byte by byte",
    needs: "binaryMessages",
    async run(on) {
      const [id] = await on.send("contract-bytes", { body: NOT_UTF8 });
      await on.drain("contract-bytes");
      const seen = await on.logs.report((each) => each.id === id);
      assert.equal(seen.data, Buffer.from(NOT_UTF8).toString("base64"));
    },
  },
  {
    name: "JSON with a __proto__ pollutes nothing and keeps its other members",
    async run(on) {
      const data = await dataOf(on, "contract-json", { body: '{"__proto__":{"polluted":1},"a":1}' });
      assert.equal((data[0] as { a: number }).a, 1);
      assert.equal(({} as { polluted?: number }).polluted, undefined);
    },
  },
  {
    name: "a body of 50 KB arrives whole",
    async run(on) {
      const body = UNICODE.repeat(3_000);
      assert.deepEqual(await dataOf(on, "contract-text", { body }), [body]);
    },
  },
  {
    name: "a schema's output is the data, defaults included",
    async run(on) {
      const data = await dataOf(on, "contract-schema", { body: '{"sku":"a","more":1}' });
      assert.deepEqual(data, [{ sku: "a", amount: 1 }]);
    },
  },
  {
    name: "an asynchronous schema is awaited",
    async run(on) {
      const data = await dataOf(
        on,
        "contract-async-schema",
        { body: '{"sku":"a"}' },
        { body: '{"sku":"unknown"}' },
      );
      assert.deepEqual(data, [{ sku: "a", amount: 1 }, undefined]);
    },
  },
  {
    name: "attributes arrive with their names and values",
    needs: "attributes",
    async run(on) {
      const seen = await seenOf(on, { body: "x", attributes: { tenant: "a,b", city: UNICODE.trim() } });
      assert.deepEqual(seen.attributes.tenant, { type: "string", value: "a,b" });
      assert.deepEqual(seen.attributes.city?.value, UNICODE.trim());
    },
  },
  {
    name: "attributes keep the dots in their names",
    needs: ["attributes", "dottedNames"],
    async run(on) {
      const seen = await seenOf(on, { body: "x", attributes: { "x.y": "1" } });
      assert.deepEqual(Object.keys(seen.attributes), ["x.y"]);
    },
  },
  {
    name: "a message of attributes alone arrives, with an empty body",
    needs: ["attributes", "emptyBodies"],
    async run(on) {
      const seen = await seenOf(on, { body: "", attributes: { n: "1" } });
      assert.deepEqual([seen.data, seen.attributes.n?.value], ["", "1"]);
    },
  },
  {
    name: "attributes keep the capitals of their names",
    needs: ["attributes", "attributeNames"],
    async run(on) {
      const seen = await seenOf(on, { body: "x", attributes: { Tenant: "a", "Trace-Id": "b" } });
      assert.deepEqual(Object.keys(seen.attributes).sort(), ["Tenant", "Trace-Id"]);
    },
  },
  {
    name: "what one message lacks does not change what its neighbours have",
    needs: ["attributes", "contentType"],
    async run(on) {
      const messages: readonly OutgoingMessage[] = [
        { body: "0" },
        { body: "1", contentType: "text/plain", attributes: { n: "1" }, key: "one" },
        { body: "2", attributes: { n: "2" } },
        { body: "3", contentType: "application/xml", key: "three" },
        { body: "4" },
      ];
      const ids = await on.send("contract-seen", ...messages);
      await on.deliverEach("contract-seen", ids);
      for (const [n, { body, contentType, attributes, key }] of messages.entries()) {
        const seen = (await on.logs.report(({ id }) => id === ids[n])) as unknown as SeenMessage;
        assert.deepEqual([seen.data, seen.datacontenttype], [body, contentType ?? null]);
        assert.equal(seen.attributes.n?.value, attributes?.n);
        if (on.can("key") && key !== undefined) assert.equal(seen.key, key);
      }
    },
  },
  {
    name: "an attribute named like a member of Object is an ordinary attribute",
    needs: "attributes",
    async run(on) {
      const names = on.can("attributeNames") ? ["constructor", "toString"] : ["constructor"];
      const attributes = Object.fromEntries(names.map((name) => [name, name]));
      const seen = await seenOf(on, { body: "x", attributes });
      assert.deepEqual(
        Object.entries(seen.attributes).map(([name, { value }]) => [name, value]),
        Object.entries(attributes),
      );
      assert.deepEqual((await seenOf(on, { body: "y" })).attributes, {});
    },
  },
  {
    name: "attributes keep their types",
    needs: "typedAttributes",
    async run(on) {
      const attributes = { count: 42, ratio: 0.5, digits: "42" };
      const seen = await seenOf(on, { body: "x", attributes });
      assert.deepEqual(
        [seen.attributes.count, seen.attributes.ratio, seen.attributes.digits],
        [
          { type: "number", value: 42 },
          { type: "number", value: 0.5 },
          { type: "string", value: "42" },
        ],
      );
    },
  },
  {
    name: "bytes among the attributes arrive byte by byte",
    needs: "binaryAttributes",
    async run(on) {
      const seen = await seenOf(on, { body: "x", attributes: { bytes: NOT_UTF8 } });
      const value = Buffer.from(NOT_UTF8).toString("base64");
      assert.deepEqual(seen.attributes.bytes, { type: "bytes", value });
    },
  },
  {
    name: "a key arrives as the message's key",
    needs: "key",
    async run(on) {
      assert.equal((await seenOf(on, { body: "x", key: "customer-7" })).key, "customer-7");
    },
  },
  {
    name: "the context says where the function runs, and each delivery has a request id",
    async run(on) {
      const one = await seenOf(on, { body: "one" });
      const other = await seenOf(on, { body: "other" });
      assert.ok(one.requestId.length >= 8 && one.requestId !== other.requestId);
      assert.ok(one.functionName.length > 0 && one.functionName !== "anonymous");
    },
  },
  {
    name: "a message carries the trace of its sender",
    needs: "messageTrace",
    async run(on) {
      const traceparent = `00-${TRACE_ID}-b7ad6b7169203331-01`;
      const seen = await seenOf(on, { body: "x", attributes: { traceparent } });
      assert.equal(seen.traceparent, traceparent);
    },
  },
  {
    name: "an invalid body is logged with the paths of the issues",
    async run(on) {
      await on.send("contract-schema", { body: '{"sku":"a","amount":"many"}' });
      await on.deliver("contract-schema");
      await on.logs.line((line) => line.includes("ONEFN_MESSAGE_INVALID") && line.includes("amount"));
    },
  },
  {
    name: "as: text refuses bytes that are not UTF-8 instead of replacing them",
    needs: "binaryMessages",
    async run(on) {
      const [id = ""] = await on.send("contract-text", { body: Uint8Array.of(0xff, 0xfe) });
      assert.deepEqual((await on.drain("contract-text")).dead, [id]);
    },
  },
];
