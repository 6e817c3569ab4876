import { adapt } from "@onefn/aws";
import { message } from "onefn";
import { describe, expect, test } from "vitest";
import { describeRecorded, type Native, recorded } from "./recorded.js";

/** What a handler sees of each message of an event, and how the event was answered. */
async function receive(event: Native) {
  const seen: Native[] = [];
  const take = message({ as: "bytes" }, (each) => {
    const { id, subject, attempt, redelivered, enqueuedAt, attributes } = each;
    const data = Buffer.from(each.data).toString("base64");
    seen.push({ id, subject, attempt, redelivered, sent: enqueuedAt?.getTime(), attributes, data });
  });
  const result = await adapt(take, { log: () => {} })(event).catch((error: Native) => error.code);
  return { seen, result };
}

describeRecorded("events of AWS's brokers", () => {
  const events = recorded("aws");

  describe("recorded SNS events", () => {
    const ofTopics = events.filter(([, event]) => event.Records?.[0]?.EventSource === "aws:sns");
    test.each(ofTopics)("%s arrives with its own values", async (_, event) => {
      const { seen, result } = await receive(event);
      const told = event.Records.map(({ Sns }: Native) => Sns);
      // One sample holds a parsed message, which SNS never sends.
      const whole = told.filter((each: Native) => typeof each.Message === "string");
      expect(result).toBe(whole.length === told.length ? null : "ONEFN_BATCH_FAILED");
      expect(seen).toMatchObject(
        whole.map((each: Native) => ({
          id: each.MessageId,
          subject: each.Subject,
          attempt: undefined,
          sent: Date.parse(each.Timestamp),
          data: Buffer.from(each.Message).toString("base64"),
        })),
      );
    });
  });

  describe("recorded ActiveMQ events", () => {
    const ofBrokers = events.filter(([, event]) => /^aws:a?mq$/.test(event.eventSource));
    test.each(ofBrokers)("%s arrives with its own values", async (_, event) => {
      const { seen, result } = await receive(event);
      expect(result).toBeNull();
      expect(new Set(seen.map(({ id }) => id)).size).toBe(event.messages.length);
      expect(seen).toMatchObject(
        event.messages.map((each: Native) => ({
          id: expect.stringContaining(each.messageID),
          subject: each.destination.physicalName ?? each.destination.physicalname,
          attempt: undefined,
          redelivered: each.redelivered,
          sent: each.timestamp,
          attributes: each.properties,
          data: each.data,
        })),
      );
    });
  });

  describe("recorded RabbitMQ events", () => {
    const ofBrokers = events.filter(([, event]) => event.eventSource === "aws:rmq");
    test.each(ofBrokers)("%s arrives with its own values", async (_, event) => {
      const { seen, result } = await receive(event);
      const [[queue, messages]] = Object.entries<Native>(event.rmqMessagesByQueue) as [[string, Native]];
      expect(result).toBeNull();
      expect(new Set(seen.map(({ id }) => id)).size).toBe(messages.length);
      expect(seen).toMatchObject(
        messages.map(({ basicProperties, redelivered, data }: Native) => ({
          subject: queue,
          attempt: undefined,
          redelivered,
          sent: basicProperties.timestamp ? Date.parse("1970-01-01T00:33:41Z") : undefined,
          attributes: basicProperties.headers.header1
            ? { header1: "value1", header2: "value2", numberInHeader: 10 }
            : {},
          data,
        })),
      );
    });
  });
});
