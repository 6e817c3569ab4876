import { adapt } from "@onefn/aws";
import { message } from "onefn";
import { expect, test } from "vitest";
import { describeRecorded, type Native, recorded } from "./recorded.js";

/** What a handler sees of each record of an event, and the result. */
async function seenIn(event: Native) {
  const seen: Native[] = [];
  const fn = message({ as: "bytes" }, ({ id, data, key, subject, time, attributes }) => {
    seen.push({ id, data, key, subject, time, attributes: { ...attributes } });
  });
  const before = structuredClone(event);
  const result = await adapt(fn, { log: () => {} })(event);
  expect(event).toEqual(before);
  return { seen, result };
}

const bytes = (base64: string) => Uint8Array.from(Buffer.from(base64, "base64"));
const isBase64 = (text: string) => /^[\w+/]*=*$/.test(text);

describeRecorded("recorded events of streams", () => {
  const events = recorded("aws");

  test.each(events.filter(([, event]) => event.Records?.[0]?.eventSource === "aws:kinesis"))(
    "%s arrives from Kinesis with its own values",
    async (_, event) => {
      const { seen, result } = await seenIn(event);
      // One is a template, whose data and sequence number are placeholders.
      if (!isBase64(event.Records[0].kinesis.data)) {
        expect(result).toEqual({ batchItemFailures: [{ itemIdentifier: "" }] });
        return;
      }
      expect(result).toEqual({ batchItemFailures: [] });
      expect(seen).toEqual(
        event.Records.map(({ eventID, eventSourceARN, kinesis }: Native) => ({
          id: eventID,
          data: bytes(kinesis.data),
          key: kinesis.partitionKey,
          subject: eventSourceARN.split("stream/")[1],
          time: timeOf(kinesis.approximateArrivalTimestamp * 1000),
          attributes: {},
        })),
      );
    },
  );

  test.each(events.filter(([, event]) => /kafka/i.test(event.eventSource)))(
    "%s arrives from Kafka with its own values",
    async (_, event) => {
      const { seen, result } = await seenIn(event);
      expect(result).toEqual({ batchItemFailures: [] });
      expect(seen).toEqual(
        Object.entries<Native[]>(event.records).flatMap(([partition, list]) =>
          list.map(({ topic, offset, timestamp, key, value, headers }) => ({
            id: `${partition}:${offset}`,
            data: bytes(value),
            key: key ? Buffer.from(key, "base64").toString() : undefined,
            subject: topic,
            time: timeOf(timestamp),
            attributes: attributesOf(headers),
          })),
        ),
      );
    },
  );
});

/** Some recordings have placeholders for the time. */
function timeOf(ms: number): string | undefined {
  return Number.isNaN(ms) ? undefined : new Date(Math.round(ms)).toISOString();
}

/** One sample was written by another program, which makes base64 of a header's bytes; Lambda never does. */
function attributesOf(headers: readonly Native[]): object {
  const entries = headers.flatMap((header) => Object.entries<Native>(header));
  return Object.fromEntries(
    entries.flatMap(([name, value]) => (Array.isArray(value) ? [[name, textOrBytes(value)]] : [])),
  );
}

/** One recording has numbers among its headers, as big-endian bytes. */
function textOrBytes(value: readonly number[]): unknown {
  return value.includes(0) ? Uint8Array.from(value) : Buffer.from(value).toString();
}
