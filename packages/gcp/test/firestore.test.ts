import { Buffer } from "node:buffer";
import { change } from "onefn";
import { describe, expect, test } from "vitest";
import { adapt } from "../src/index.js";
import { firestore } from "../src/simulator/index.js";
import { DATABASE, document, event, FIELDS, forms, NAME, toObject } from "./support/document-event.js";
import { encoded } from "./support/document-proto.js";
import { serving } from "./support/running.js";
import { changeOf } from "./support/seeing.js";

describe("what is not there", () => {
  const value = document({ a: { stringValue: "new" } });
  const oldValue = document({ a: { stringValue: "old" } });

  test.each([
    ["insert", { value }],
    ["insert", { value, oldValue: {} }],
    ["insert", { value, oldValue: null }],
    ["update", { value, oldValue }],
    ["delete", { oldValue }],
    ["delete", { oldValue, value: {} }],
    ["delete", { oldValue, value: null }],
    ["insert", { value: { name: NAME } }],
  ] as const)("makes what was written an %s: %j", async (operation, data) => {
    for (const [, written] of forms(data)) {
      const { seen } = await changeOf(written);
      expect(seen[0]).toMatchObject({ operation, table: "orders", key: { id: "1" } });
    }
  });

  test("is undefined, and a document without fields is empty", async () => {
    for (const [, written] of forms({ value: { name: NAME } })) {
      const { seen } = await changeOf(written);
      expect([seen[0]?.before, seen[0]?.after]).toEqual([undefined, {}]);
    }
  });

  test("does not change what the type says", async () => {
    const types = { created: "insert", updated: "update", deleted: "delete" };
    for (const [type, operation] of Object.entries(types)) {
      const { seen } = await changeOf(
        event(
          { value },
          { type: `google.cloud.firestore.document.v1.${type}.withAuthContext`, authid: "ada" },
        ),
      );
      expect(seen[0]).toMatchObject({ operation, extensions: { authid: "ada" } });
    }
  });
});

test.each(["toString", "rename"])("no event is made for the operation %s", (operation) => {
  const words = { operation: operation as "insert", key: { id: "1" }, after: { a: 1 } };
  expect(() => firestore(words)).toThrow(expect.objectContaining({ code: "ONEFN_MESSAGE_INVALID" }));
});

describe("the path of a document", () => {
  test.each([
    ["orders", "a b"],
    ["orders", "100%"],
    ["orders", "a%20b+c"],
    ["orders", "é 😀"],
    ["users/ada@example.com/orders", "1"],
    ["users/a b/orders/ü/items", "%2F"],
  ])("is taken from the document as it is: %s, %s", async (table, id) => {
    const data = { value: document({}, `${DATABASE}/documents/${table}/${id}`) };
    for (const [, written] of forms(data)) {
      const { seen } = await changeOf({ ...written, subject: "documents/other/2", document: "other/2" });
      expect(seen[0]).toMatchObject({ table, key: { id } });
    }
  });

  test.each([
    ["users/1/orders/2/items", true],
    ["users/*/orders/2/items", true],
    ["users/1/orders/*/items", true],
    ["users/*/orders/*/items", true],
    ["users/3/orders/*/items", false],
    ["*/1/orders/2/items", false],
    ["items", false],
  ])("is claimed by %s: %s", async (table, claimed) => {
    const name = `${DATABASE}/documents/users/1/orders/2/items/3`;
    const { seen, log, failed } = await changeOf(event({ value: document({}, name) }), { table });
    expect([seen.length === 1, failed]).toEqual([claimed, !claimed]);
    if (!claimed) expect(log + failed).toContain("true");
  });

  test("goes to the function that claims it most exactly", async () => {
    const took: string[] = [];
    const taking = (table: string) => change({ table }, () => void took.push(table));
    const handler = adapt(
      { a: taking("users/*/orders"), b: taking("users/1/orders") },
      { events: { verify: "platform" } },
    );
    for (const id of ["1", "2"])
      await handler(event({ value: document({}, `${DATABASE}/documents/users/${id}/orders/3`) }));
    expect(took).toEqual(["users/1/orders", "users/*/orders"]);
  });

  test("can be mapped by its full name, such as that of another database", async () => {
    const name = "projects/shop/databases/archive/documents/orders/1";
    const names = (each: string) => (each.includes("/databases/archive/") ? "archived" : undefined);
    const { seen } = await changeOf(event({ value: document({}, name) }), { table: "archived" }, { names });
    expect(seen).toHaveLength(1);
  });

  test("may be very long", async () => {
    const name = `${DATABASE}/documents/${"c/d/".repeat(40)}c/d`;
    const { seen } = await changeOf(event({ value: document({}, name) }), {
      table: `${"c/*/".repeat(40)}c`,
    });
    expect(seen).toHaveLength(1);
  });
});

describe("protobuf that is none of Firestore's", () => {
  /** What a trigger of a database in Datastore mode sends: an entity, whose key stands where the name should. */
  const entity = Buffer.from(
    "CuUBCscBCngKDRILc351ZWxsby1wb2MSHgoGZHJpdmVyGhRLcnVQeWlGcWNIdGtDOEJRYlZ1bxIpChFpbl9wcm9ncmVzc19yb3V0ZRoUWlF6" +
      "M0tEekVMT3F4ZFJreDVNQmwSHAoEam9icxoUNlNpcUdTS3lnU3RzbGd2UXA2dmMaDQoCaWQSBxDvkTiYAQEaIQoEZGVwcxIZShcKBxDtkTiYAQEK",
    "base64",
  );
  const whole = encoded({ value: document(toObject(FIELDS) as object) });
  const cut = Array.from({ length: 40 }, (_, n) => whole.subarray(0, Math.floor((whole.length * n) / 40)));

  test.each(
    [entity, Buffer.from("hello"), Buffer.alloc(200, 255), ...cut].map((bytes) => [bytes.length, bytes]),
  )("is refused without quoting it: %i bytes", async (_, bytes) => {
    const { seen, log, failed } = await changeOf(event(bytes, { subject: undefined, document: undefined }));
    expect([seen, failed]).toEqual([[], true]);
    expect(log).toContain("ONEFN_MESSAGE_UNDECODABLE");
    expect(log).not.toContain("hello");
  });

  test("ends what is nested too deeply", async () => {
    let value: object = { stringValue: "deep" };
    for (let depth = 0; depth < 5; depth++) value = { mapValue: { fields: { a: value } } };
    const bytes = encoded({ value: document({ a: value }) });
    expect((await changeOf(event(bytes))).seen).toHaveLength(1);
  });
});

test("the emulator's protobuf, which is base64 once more, is read", async () => {
  const bytes = encoded({ value: document({ n: { integerValue: "1" } }) });
  const { seen } = await changeOf(
    event(Buffer.from(bytes.toString("base64")), {
      source: "//firestore.googleapis.com/projects/projects/demo",
    }),
  );
  expect(seen[0]).toMatchObject({ table: "orders", after: { n: 1 } });
});

describe("behind functions-framework", () => {
  const seen: unknown[] = [];
  const fn = change({ table: "orders" }, ({ operation, key, after, extensions }) => {
    seen.push({ operation, key, after, by: extensions.authid });
  });

  test("a document arrives as bytes in a request, with its attributes in headers", async () => {
    const url = await serving(adapt(fn, { events: { verify: "platform" }, log: () => {} }));
    const { data, ...attributes } = firestore.update(
      { id: "1", total: 2n ** 60n },
      { id: "1", total: 2n ** 60n + 1n },
      { auth: { type: "app_user", id: "ada é" } },
    );
    const headers = Object.entries(attributes).map(([name, value]) => [
      `ce-${name}`,
      encodeURI(String(value)),
    ]);
    const response = await fetch(url, {
      method: "POST",
      headers: { ...Object.fromEntries(headers), "content-type": "application/protobuf" },
      body: new Uint8Array(data as Buffer),
    });
    expect(response.status).toBe(204);
    expect(seen).toEqual([
      { operation: "update", key: { id: "1" }, after: { id: "1", total: 2n ** 60n + 1n }, by: "ada é" },
    ]);
  });
});
