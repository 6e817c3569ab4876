import { event, http, reject, retry, storage, text } from "onefn";
import { sharedSecret } from "onefn/events";
import { describe, expect, test } from "vitest";
import { adapt as adaptGrid } from "../src/event/event-grid.js";
import { adapt } from "../src/index.js";
import { cloudEvent, eventGridPush, inBatchedMode, inStructuredMode } from "../src/simulator/index.js";

const SECRET = "s3cret";
const CODE = "512d38b6-c7b8-40c8-89fe-f46f9e9622b6";

const question = (
  data: unknown = { validationCode: CODE, validationUrl: "https://grid.example/validate" },
) => ({
  id: "2d1781af",
  topic: "/subscriptions/s/topics/shop",
  subject: "",
  data,
  eventType: "Microsoft.EventGrid.SubscriptionValidationEvent",
  eventTime: "2026-02-14T05:12:53.4133526Z",
  metadataVersion: "1",
  dataVersion: "1",
});

const asking = (body: unknown) => ({
  headers: { "content-type": "application/json; charset=utf-8", "aeg-event-type": "SubscriptionValidation" },
  body: JSON.stringify(body),
});

/** Functions behind a secret in the query, and what they get. */
function deployed(handler: (type: string) => unknown = () => {}) {
  const seen: unknown[] = [];
  const logged: string[] = [];
  const functions = {
    any: event(({ type }) => {
      seen.push(type);
      return handler(type) as undefined;
    }),
    uploads: storage({ bucket: "uploads" }, ({ key }) => void seen.push({ key })),
    page: http({ path: "/" }, () => text("")),
  };
  const verify = sharedSecret({ query: "code" }, SECRET);
  const { fetch } = adapt(functions, {
    events: { path: "/events", verify },
    log: (line) => void logged.push(line),
  });
  const send = (written: RequestInit, code: string | undefined = SECRET) =>
    fetch(new Request(`https://shop.example/events?code=${code}`, { method: "POST", ...written }));
  return { seen, logged, send };
}

describe("the handshake of a subscription", () => {
  test("is answered with its code alone, and no function runs", async () => {
    const { seen, send } = deployed();
    const response = await send(asking([question()]));
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(await response.json()).toEqual({ validationResponse: CODE });
    expect(seen).toEqual([]);
  });

  test.each([["wrong"], [""], [`${SECRET}x`]])(
    "that is not verified is answered 401 without its code: %j",
    async (code) => {
      const { seen, logged, send } = deployed();
      const response = await send(asking([question()]), code);
      expect(response.status).toBe(401);
      expect(await response.text()).not.toContain(CODE);
      expect(JSON.stringify([...response.headers])).not.toContain(CODE);
      expect(logged.join()).not.toContain(CODE);
      expect(seen).toEqual([]);
    },
  );

  test.each([
    ["a code that is a number", [question({ validationCode: 7 })]],
    ["a code that is an object", [question({ validationCode: { toString: CODE } })]],
    ["an empty code", [question({ validationCode: "" })]],
    ["no code", [question({})]],
    ["no data", [question(null)]],
    ["another type", [{ ...question(), eventType: "order.placed" }]],
    ["two questions", [question(), question()]],
    ["no list", question()],
    ["an empty list", []],
    ["null", null],
  ])("that has %s is refused, and no function runs", async (_, body) => {
    const { seen, logged, send } = deployed();
    const response = await send(asking(body));
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("validationResponse");
    expect(logged.join()).toContain("ONEFN_UNKNOWN_EVENT");
    expect(seen).toEqual([]);
  });

  test.each([
    [SECRET, 200, "eventgrid.azure.net"],
    ["wrong", 401, null],
  ])("for CloudEvents is a consent by OPTIONS, with the secret %j: %i", async (code, status, origin) => {
    const { seen, send } = deployed();
    const headers = { "webhook-request-origin": "eventgrid.azure.net" };
    const response = await send({ method: "OPTIONS", headers }, code);
    expect([response.status, response.headers.get("webhook-allowed-origin")]).toEqual([status, origin]);
    expect(seen).toEqual([]);
  });

  test("is none if a publisher has sent it: functions get it as an event", async () => {
    const { seen, send } = deployed();
    const { headers } = eventGridPush([]);
    const response = await send({ headers, body: JSON.stringify([question()]) });
    expect([response.status, await response.text()]).toEqual([204, ""]);
    expect(seen).toEqual(["Microsoft.EventGrid.SubscriptionValidationEvent"]);
  });
});

describe("a delivery", () => {
  const push = (...types: readonly string[]) => eventGridPush(types.map((type) => ({ type, data: {} })));

  test("that is not verified runs nothing, whatever it holds", async () => {
    const { seen, logged, send } = deployed();
    for (const written of [push("a"), { ...push("a"), body: "{" }, { ...push(), body: "[]" }])
      expect((await send(written, "wrong")).status).toBe(401);
    expect(logged.join()).not.toContain("ONEFN_UNKNOWN_EVENT");
    expect(seen).toEqual([]);
  });

  test("of several events is acknowledged when all are handled", async () => {
    const { seen, send } = deployed();
    const response = await send(push("a", "b", "c"));
    expect([response.status, await response.text()]).toEqual([204, ""]);
    expect(seen).toEqual(["a", "b", "c"]);
  });

  test.each([
    ["is to come again", () => retry()],
    ["is rejected", () => reject({ reason: "no" })],
    [
      "throws",
      () => {
        throw new Error("broken");
      },
    ],
  ])("of which one %s comes again as a whole, after the others were handled", async (_, fail) => {
    const { seen, send } = deployed((type) => (type === "b" ? fail() : undefined));
    expect((await send(push("a", "b", "c"))).status).toBe(500);
    expect(seen).toEqual(["a", "b", "c"]);
  });

  test("of which one cannot be read comes again as a whole, after the others were handled", async () => {
    for (const broken of [null, 7, "x", [], {}, { id: "1" }, { eventType: "t" }]) {
      const { seen, send } = deployed();
      const written = push("a", "c");
      const [first, last] = JSON.parse(written.body as string);
      const body = JSON.stringify([first, broken, last]);
      expect((await send({ ...written, body } as RequestInit)).status).toBe(500);
      expect(seen).toEqual(["a", "c"]);
    }
  });

  test.each([["[]"], ["{}"], [""], ["[{"], ['"a text"'], ["null"]])(
    "that is no list of events is not acknowledged: %j",
    async (body) => {
      const { seen, logged, send } = deployed();
      expect((await send({ ...push(), body } as RequestInit)).status).toBe(500);
      expect(logged.join()).toContain("ONEFN_UNKNOWN_EVENT");
      expect(seen).toEqual([]);
    },
  );

  test("that is too large is answered 413, and not handled", async () => {
    const { seen, send } = deployed();
    const { headers } = push();
    expect((await send({ headers, body: " ".repeat(17 * 1024 * 1024) })).status).toBe(413);
    expect(seen).toEqual([]);
  });

  test("has the values of its events", async () => {
    const own = {
      id: "e-1",
      topic: "/subscriptions/s/topics/shop",
      subject: "orders/1",
      eventType: "order.placed",
      eventTime: "2026-02-14T05:12:53.4133526Z",
      dataVersion: "2",
      metadataVersion: "1",
      data: JSON.parse('{"sku":"tea","__proto__":{"admin":true}}'),
    };
    const seen: unknown[] = [];
    const { fetch } = adaptGrid(
      event((each) => void seen.push(JSON.parse(JSON.stringify(each)))),
      { events: { verify: "platform" } },
    );
    const { headers } = push();
    const request = { method: "POST", headers, body: JSON.stringify([own]) };
    expect((await fetch(new Request("https://shop.example/", request as RequestInit))).status).toBe(204);
    expect(seen).toEqual([
      {
        specversion: "1.0",
        id: "e-1",
        source: "/subscriptions/s/topics/shop",
        type: "order.placed",
        subject: "orders/1",
        time: "2026-02-14T05:12:53.413Z",
        datacontenttype: "application/json",
        data: own.data,
        extensions: { dataversion: "2" },
      },
    ]);
  });

  test("of a storage account reaches the function of its container, and others the event function", async () => {
    const { seen, send } = deployed();
    const { headers } = push();
    const blob = (name: string, container: string) => ({
      ...question({ url: `https://shop.blob.core.windows.net/${container}/a%20b.jpg` }),
      eventType: `Microsoft.Storage.${name}`,
      subject: `/blobServices/default/containers/${container}/blobs/a b.jpg`,
    });
    const body = JSON.stringify([
      blob("BlobCreated", "uploads"),
      blob("BlobCreated", "other"),
      blob("LifecyclePolicyCompleted", "uploads"),
    ]);
    expect((await send({ headers, body })).status).toBe(204);
    expect(seen).toEqual([
      { key: "a b.jpg" },
      "Microsoft.Storage.BlobCreated",
      "Microsoft.Storage.LifecyclePolicyCompleted",
    ]);
  });

  test("in the schema of CloudEvents is one of CloudEvents, alone and in a batch", async () => {
    const { seen, send } = deployed();
    const cloud = cloudEvent({ body: "{}", contentType: "application/json" }, { type: "order.placed" });
    for (const { headers, body } of [inStructuredMode(cloud), inBatchedMode([cloud, cloud])]) {
      const told = { ...headers, "aeg-event-type": "Notification" };
      expect((await send({ headers: told, body } as RequestInit)).status).toBe(204);
    }
    expect(seen).toEqual(["order.placed", "order.placed", "order.placed"]);
  });

  test("without Event Grid's header is an unknown event", async () => {
    const { seen, send } = deployed();
    const headers = { "content-type": "application/json" };
    expect((await send({ headers, body: push("a").body } as RequestInit)).status).toBe(500);
    expect(seen).toEqual([]);
  });
});
