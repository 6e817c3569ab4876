import { adapt } from "@onefn/aws";
import { sns, sqs } from "@onefn/aws/simulator";
import { change, storage } from "onefn";
import { describe, expect, test } from "vitest";
import { describeRecorded, type Native, recorded } from "./recorded.js";

const quiet = { log: () => {} };

describeRecorded("events of AWS's stores", () => {
  const events = recorded("aws");
  const isStream = (event: Native) => event.Records?.[0]?.eventSource === "aws:dynamodb";
  const isBucket = (event: Native) => event.Records?.[0]?.eventSource === "aws:s3";

  describe("recorded events of DynamoDB Streams", () => {
    test.each(events.filter(([, event]) => isStream(event)))(
      "%s arrives with its own values",
      async (_, event) => {
        const seen: Native[] = [];
        const handler = adapt(
          change(async ({ id, time, operation, table, key, before, after, extensions }) => {
            seen.push({ id, time, operation, table, key, before, after, extensions });
          }),
          quiet,
        );
        const before = structuredClone(event);
        expect(await handler(event)).toEqual({
          batchItemFailures: [],
          ...(event.window && { state: event.state }),
        });
        expect(seen).toEqual(event.Records.map(expectedChange));
        expect(event).toEqual(before);
      },
    );
  });

  describe("recorded events of DocumentDB", () => {
    const ofClusters = events.filter(([, event]) => event.eventSource === "aws:docdb");
    test.each(ofClusters)("%s arrives with its own values, or is of no document", async (_, event) => {
      const seen: Native[] = [];
      const fn = change(({ id, source, time, operation, table, key, before, after }) => {
        seen.push({ id, source, time, operation, table, key, before, after });
      });
      const before = structuredClone(event);
      expect(await adapt(fn, quiet)(event)).toBeNull();
      const ofDocuments = event.events.filter(({ event: { operationType } }: Native) =>
        ["insert", "delete"].includes(operationType),
      );
      expect(seen).toEqual(
        ofDocuments.map(({ event: told }: Native) => ({
          id: told._id._data,
          source: event.eventSourceArn,
          time: new Date(told.clusterTime.$timestamp.t * 1000).toISOString(),
          operation: told.operationType,
          table: told.ns.coll,
          key: { _id: told.documentKey._id.$oid },
        })),
      );
      expect(event).toEqual(before);
    });
  });

  describe("recorded S3 events", () => {
    const own = events.filter(([, event]) => isBucket(event));
    const ways = [
      ["directly", (event: Native) => event],
      ["in a queue", (event: Native) => sqs([JSON.stringify(event)])],
      ["in a topic", (event: Native) => sns(JSON.stringify(event))],
      ["in a queue behind a topic", (event: Native) => sqs([wrapped(event)])],
    ] as const;
    const cases = own.flatMap(([file, event]) =>
      ways.map(([way, sent]) => [file, way, event, sent(event)] as const),
    );
    test.each(cases)("%s arrives %s with its own values", async (_, __, event, sent) => {
      const seen: Native[] = [];
      const before = structuredClone(sent);
      const fn = storage(({ operation, bucket, key, size, etag, version, time, type, data }) => {
        seen.push({ operation, bucket, key, size, etag, version, time, type, data });
      });
      await adapt(fn, quiet)(sent);
      expect(seen).toEqual(event.Records.map(expectedObject));
      expect(sent).toEqual(before);
    });
  });

  describe("recorded S3 events through EventBridge", () => {
    const ofBus = events.filter(([, event]) => event.source === "aws.s3");
    const cases = ofBus.flatMap(([file, event]) => [
      [file, "directly", event, event],
      [file, "in a queue", event, sqs([JSON.stringify(event)])],
    ]);
    test.each(cases as [string, string, Native, Native][])(
      "%s arrives %s with its own values",
      async (_, __, event, sent) => {
        const seen: Native[] = [];
        const before = structuredClone(sent);
        const fn = storage((each) => {
          const { id, source, operation, bucket, key, size, etag, version, time, data } = each;
          seen.push({ id, source, operation, bucket, key, size, etag, version, time, data });
        });
        await adapt(fn, quiet)(sent);
        expect(seen).toEqual([expectedBusObject(event)]);
        expect(sent).toEqual(before);
      },
    );
  });
});

/** What SNS puts around an event on its way into a queue. */
function wrapped(event: Native): string {
  const [{ Sns }] = sns(JSON.stringify(event)).Records as Native;
  return JSON.stringify(Sns);
}

/** The change in a record, read without any code of the adapter. */
function expectedChange({ eventID, eventName, eventSourceARN, userIdentity, dynamodb }: Native) {
  const at = dynamodb.ApproximateCreationDateTime;
  return {
    id: eventID,
    // One sample is in milliseconds.
    time: at && new Date(at * (at > 1e12 ? 1 : 1000)).toISOString(),
    operation: { INSERT: "insert", MODIFY: "update", REMOVE: "delete" }[eventName as string],
    // Some samples have an invented ARN.
    table: eventSourceARN.split("/")[1] ?? eventSourceARN,
    key: plain({ M: dynamodb.Keys }),
    before: dynamodb.OldImage && plain({ M: dynamodb.OldImage }),
    after: dynamodb.NewImage && plain({ M: dynamodb.NewImage }),
    extensions: { sequence: dynamodb.SequenceNumber, ...(userIdentity && { expired: true }) },
  };
}

const PLAIN: Readonly<Record<string, (value: Native) => unknown>> = {
  S: String,
  N: Number,
  BOOL: Boolean,
  NULL: () => null,
  B: (text) => Uint8Array.from(Buffer.from(text, "base64")),
  L: (list) => list.map(plain),
  M: (map) => Object.fromEntries(Object.entries(map).map(([name, each]) => [name, plain(each)])),
  SS: (list) => new Set(list),
  NS: (list) => new Set(list.map(Number)),
  BS: (list) => new Set(list.map(PLAIN.B)),
};

function plain(value: Native): unknown {
  const [[type, of] = ["", null]] = Object.entries<Native>(value);
  return PLAIN[type]?.(of);
}

/** The object in an event of EventBridge. */
function expectedBusObject(event: Native) {
  const { bucket, object } = event.detail;
  const operation = { "Object Created": "created", "Object Deleted": "deleted" }[
    event["detail-type"] as string
  ];
  return {
    id: event.id,
    source: event.source,
    operation: operation ?? "updated",
    bucket: bucket.name,
    key: object.key,
    size: operation === "deleted" ? undefined : object.size,
    etag: object.etag,
    version: object["version-id"],
    time: new Date(event.time).toISOString(),
    data: event,
  };
}

/** The object in a notification. Samples that also have the decoded key agree with it. */
function expectedObject(record: Native) {
  const { bucket, object } = record.s3;
  const name = record.eventName.replace("s3:", "");
  const deleted = /^(?:ObjectRemoved|LifecycleExpiration):/.test(name);
  const key = new URLSearchParams(`key=${object.key}`).get("key");
  expect(object.urlDecodedKey ?? key).toBe(key);
  return {
    operation: deleted ? "deleted" : name.startsWith("ObjectCreated:") ? "created" : "updated",
    bucket: bucket.name,
    key,
    size: object.size,
    etag: object.eTag,
    version: object.versionId || undefined,
    // Some recordings have placeholders for the time.
    time: Number.isNaN(Date.parse(record.eventTime)) ? undefined : record.eventTime,
    type: `com.amazonaws.s3.${name}`,
    data: record,
  };
}
