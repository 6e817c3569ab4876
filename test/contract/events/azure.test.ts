import { adapt } from "@onefn/azure";
import { adapt as adaptWebhook } from "@onefn/server/event/event-grid";
import { change, event, http, message, type StorageNotification, storage, text } from "onefn";
import { describe, expect, test } from "vitest";
import { describeRecorded, type Native, recorded } from "./recorded.js";

/** A context of a function that was registered by hand, without `dataType: "binary"`. */
const contextOf = (type: string, trigger: object = {}): Native => ({
  invocationId: "1",
  functionName: "orders",
  options: { trigger: { type, ...trigger } },
  triggerMetadata: {},
  ...{ debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
});

const TRIGGERS = ["serviceBusTrigger", "queueTrigger", "eventHubTrigger", "kafkaTrigger"];

describeRecorded("recorded events of Azure", () => {
  test.each(recorded("azure"))("%s arrives as the body of a message, from every source", async (_, event) => {
    const data: unknown[] = [];
    const handler = adapt(message({ as: "text" }, (each) => void data.push(each.data)));
    const before = structuredClone(event);
    for (const type of TRIGGERS) await handler(event, contextOf(type));
    const expected = typeof event === "string" ? event : JSON.stringify(event);
    expect(data).toEqual(TRIGGERS.map(() => expected));
    expect(event).toEqual(before);
  });

  test.each(recorded("azure"))("%s is refused by a trigger that onefn does not know", async (_, event) => {
    const functions = { page: http(() => text("")), orders: message(() => {}) };
    await expect(adapt(functions)(event, contextOf("warmupTrigger"))).rejects.toMatchObject({
      code: "ONEFN_UNKNOWN_EVENT",
      message: expect.stringContaining("warmupTrigger"),
    });
  });

  describe("of Event Grid", () => {
    const isGrid = (event: Native) =>
      (event.eventType ?? event.type) !== undefined && event.subject !== undefined;
    const events = recorded("azure").filter(([, event]) => isGrid(event));

    test.each(events)(
      "%s arrives as an event with its own values, alone and in a batch",
      async (_, native) => {
        const seen: Native[] = [];
        const handler = adapt(
          event(({ id, source, type, subject, time, data }) => {
            seen.push({ id, source, type, subject, time, data });
          }),
        );
        const before = structuredClone(native);
        await handler(native, contextOf("eventGridTrigger"));
        await handler([native], contextOf("eventGridTrigger", { cardinality: "many" }));
        const expected = {
          id: native.id,
          source: native.source ?? native.topic,
          type: native.type ?? native.eventType,
          subject: native.subject,
          time: new Date(native.time ?? native.eventTime).toISOString(),
          data: native.data,
        };
        expect(seen).toEqual([expected, expected]);
        expect(native).toEqual(before);
      },
    );

    const inOwnSchema = events.filter(([, native]) => native.eventType !== undefined);
    test.each(inOwnSchema)("%s arrives by webhook with its own values", async (_, native) => {
      const seen: Native[] = [];
      const { fetch } = adaptWebhook(
        event(({ id, source, type, subject, time, data }) => {
          seen.push({ id, source, type, subject, time, data });
        }),
        { events: { verify: "platform" } },
      );
      const response = await fetch(
        new Request("https://shop.example/", {
          method: "POST",
          headers: { "content-type": "application/json; charset=utf-8", "aeg-event-type": "Notification" },
          body: JSON.stringify([native]),
        }),
      );
      expect(response.status).toBe(204);
      const { id, topic: source, eventType: type, subject, eventTime, data } = native;
      expect(seen).toEqual([{ id, source, type, subject, time: new Date(eventTime).toISOString(), data }]);
    });

    const blobs = events.filter(([file]) => file.includes("/storage/"));
    test.each(blobs)("%s arrives as a storage notification with its own values", async (_, native) => {
      const seen: StorageNotification[] = [];
      const fn = storage((each) => void seen.push({ ...each }));
      await adapt(fn)(native, contextOf("eventGridTrigger"));
      const [, container, name] = new URL(native.data.url).pathname.split("/");
      const deleted = (native.type ?? native.eventType).endsWith("Deleted");
      expect(seen).toMatchObject([
        {
          id: native.id,
          operation: deleted ? "deleted" : "created",
          bucket: container,
          key: decodeURIComponent(name as string),
          size: deleted ? undefined : native.data.contentLength,
          etag: native.data.eTag,
          contentType: native.data.contentType,
          extensions: { sequence: native.data.sequencer },
          data: native,
        },
      ]);
    });
  });

  // The template's sample has an id alone, as documents of the service never do.
  test.each(recorded("azure").filter(([file]) => file.includes("CosmosDB")))(
    "%s arrives as changes, each with its own values",
    async (_, documents) => {
      const seen: Native[] = [];
      const fn = change(
        ({ operation, table, key, after }) => void seen.push({ operation, table, key, after }),
      );
      const trigger = { databaseName: "shop", containerName: "orders" };
      await adapt(fn)(documents, contextOf("cosmosDBTrigger", trigger));
      expect(seen).toEqual(
        documents.map((after: Native) => ({
          operation: "upsert",
          table: "orders",
          key: { id: after.id },
          after,
        })),
      );
    },
  );
});
