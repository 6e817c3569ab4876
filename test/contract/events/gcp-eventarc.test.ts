import { adapt } from "@onefn/gcp";
import { change, event as eventOf, storage } from "onefn";
import { expect, test } from "vitest";
import { describeRecorded, type Native, recorded } from "./recorded.js";

const quiet = { events: { verify: "platform" }, log: () => {} } as const;

const events = recorded("gcp").filter(([, event]) => event.specversion === "1.0");

const ofType = (pattern: RegExp) => events.filter(([, { type }]) => pattern.test(type));

/** What a function sees of an event, by the signature `cloudevent`. */
async function seenBy(
  make: (see: (input: Native) => void) => Native,
  event: Native,
): Promise<readonly Native[]> {
  const seen: Native[] = [];
  const before = structuredClone(event);
  await adapt(
    make((input) => void seen.push(input)),
    quiet,
  )(event);
  expect(event).toEqual(before);
  return seen;
}

/** The attributes that an event has itself. Google writes more digits of a second than a Date has. */
const attributesOf = ({ id, source, type, subject, time }: Native) => ({
  id,
  source,
  type,
  subject,
  time: new Date(time).toISOString(),
});

describeRecorded("recorded changes of Firestore", () => {
  test.each(ofType(/firestore/))("%s arrives with its own values", async (_, event) => {
    const [seen] = await seenBy((see) => change(see), event);
    const { value, oldValue } = event.data;
    const [, table, id] = /documents\/(.+)\/([^/]+)$/.exec(value.name) ?? [];
    expect(seen).toMatchObject({ ...attributesOf(event), operation: "update", table, key: { id } });
    expect([seen.before, seen.after, seen.data]).toEqual([plain(oldValue), plain(value), event.data]);
  });
});

describeRecorded("recorded changes of the Realtime Database", () => {
  test.each(ofType(/firebase\.database/))("%s arrives with its own values", async (_, event) => {
    const [seen] = await seenBy((see) => change(see), event);
    const { data, delta } = event.data;
    const operation = delta === null ? "delete" : data === null ? "insert" : "update";
    expect(seen).toMatchObject({ ...attributesOf(event), operation, table: "gcf-test", key: { id: "xyz" } });
    expect([seen.before, seen.after]).toEqual([data ?? undefined, applied(data, delta)]);
  });
});

describeRecorded("recorded notifications of Cloud Storage", () => {
  test.each(ofType(/storage\.object/))("%s arrives with its own values", async (_, event) => {
    const [seen] = await seenBy((see) => storage(see), event);
    const { bucket, name: key, size, etag, contentType, generation: version } = event.data;
    expect(seen).toMatchObject({
      ...attributesOf(event),
      operation: "created",
      bucket,
      key,
      size: Number(size),
      etag,
      contentType,
      version,
      data: event.data,
    });
  });
});

describeRecorded("recorded events of Google Cloud, for a function of events", () => {
  test.each(events)("%s arrives with its own data", async (_, event) => {
    const [seen] = await seenBy((see) => eventOf(see), event);
    expect(seen).toMatchObject({ ...attributesOf({ subject: undefined, ...event }), data: event.data });
  });
});

describeRecorded("recorded data, in an event of its type", () => {
  // These are the data alone: Google tells the type in an attribute.
  const samples = recorded("gcp").filter(([file]) => file.includes("/gce-"));
  const attributes = {
    specversion: "1.0",
    id: "1",
    source: "//storage.googleapis.com/projects/_/buckets/sample-bucket",
    subject: undefined,
    time: "2026-01-02T03:04:05Z",
  };

  test.each(samples)("%s arrives unchanged", async (_, data) => {
    const event = { ...attributes, type: "google.cloud.sample.v1.written", data };
    expect(await seenBy((see) => eventOf(see), event)).toMatchObject([{ data }]);
  });

  test.each(samples.filter(([file]) => file.includes("StorageObjectData")))(
    "%s is an object",
    async (_, data) => {
      const event = { ...attributes, type: "google.cloud.storage.object.v1.archived", data };
      const { bucket, name: key, size, etag } = data;
      expect(await seenBy((see) => storage(see), event)).toMatchObject([
        { operation: "archived", bucket, key, size, etag, version: String(data.generation) },
      ]);
    },
  );
});

const PLAIN: Readonly<Record<string, (value: Native) => unknown>> = {
  stringValue: String,
  integerValue: Number,
};

/** The fields of a document, read without any code of the adapter. */
function plain({ fields }: Native): unknown {
  return Object.fromEntries(
    Object.entries<Native>(fields).map(([name, value]) => {
      const [[type, of] = ["", null]] = Object.entries<Native>(value);
      return [name, PLAIN[type]?.(of)];
    }),
  );
}

/** A value with its delta applied. */
function applied(data: Native, delta: Native): unknown {
  if (delta === null) return undefined;
  if (typeof delta !== "object" || typeof data !== "object" || data === null) return delta;
  const all = Object.entries({ ...data, ...delta }).map(([name]) => [
    name,
    name in delta ? (name in data ? applied(data[name], delta[name]) : delta[name]) : data[name],
  ]);
  const left = Object.fromEntries(all.filter(([, each]) => each !== undefined));
  return Object.keys(left).length > 0 ? left : undefined;
}
