import { Buffer } from "node:buffer";
import type { Mutant, Native } from "./mutant.js";
import { eachRecord } from "./records.js";

const wire = "aws/sqs";

const eachAttribute = (map: (attribute: Native) => Native) =>
  eachRecord((record) => ({
    ...record,
    messageAttributes: Object.fromEntries(
      Object.entries(record.messageAttributes).map(([name, value]) => [name, map(value)]),
    ),
  }));

/** Adapters that lose or change something of a message. */
export const decodingMutants: readonly Mutant[] = [
  {
    name: "the last message of a batch is dropped",
    wire,
    event: (event) => ({ ...event, Records: event.Records.slice(0, -1) }),
    caughtBy: [
      "a batch handler gets all records of a delivery, and those it does not name are acknowledged",
      "a body of text/plain is read as such",
    ],
  },
  {
    name: "the body is in the log",
    wire,
    event: (event) => event,
    line: (line) => line.replace("the body is not JSON", 'the body {"secret-of-the-record is not JSON'),
    caughtBy: ["a body that is not JSON harms no other record, does not reach the handler, and dies"],
  },
  {
    name: "every delivery is the first",
    wire,
    event: eachRecord((record) => ({
      ...record,
      attributes: { ...record.attributes, ApproximateReceiveCount: "1" },
    })),
    caughtBy: [
      "a failed record is delivered again until it is dead, with the number of each delivery",
      "a record that fails once is done at its second delivery, and is not delivered a third time",
    ],
  },
  {
    name: "the time of sending is read as seconds",
    wire,
    event: eachRecord((record) => ({
      ...record,
      attributes: { ...record.attributes, SentTimestamp: record.attributes.SentTimestamp.slice(0, -3) },
    })),
    caughtBy: ["the time at which a message was sent is a Date and agrees with the event's time"],
  },
  {
    name: "attributes are all text",
    wire,
    event: eachAttribute((attribute) => ({
      ...attribute,
      stringValue: attribute.stringValue ?? attribute.binaryValue,
      dataType: "String",
    })),
    caughtBy: ["attributes keep their types"],
  },
  {
    name: "a number of more than 15 digits is text",
    wire,
    event: eachAttribute((attribute) => ({
      ...attribute,
      dataType: attribute.stringValue?.replace(/\D/g, "").length > 15 ? "String" : attribute.dataType,
    })),
    caughtBy: ["a number among the attributes arrives as the same number, with all of its digits"],
  },
  {
    name: "bytes of an attribute are decoded as text",
    wire,
    event: eachAttribute((attribute) =>
      attribute.binaryValue
        ? {
            ...attribute,
            binaryValue: Buffer.from(Buffer.from(attribute.binaryValue, "base64").toString()).toString(
              "base64",
            ),
          }
        : attribute,
    ),
    caughtBy: ["bytes among the attributes arrive byte by byte"],
  },
  {
    name: "attributes are dropped",
    wire,
    event: eachRecord((record) => ({ ...record, messageAttributes: {} })),
    caughtBy: ["attributes arrive with their names and values", "a body of application/json is read as such"],
  },
  {
    name: "text that looks like JSON is parsed",
    wire,
    event: eachRecord((record) => ({
      ...record,
      body: /^\d+$/.test(record.body) ? String(Number(record.body)) : record.body,
    })),
    caughtBy: ["text that looks like JSON stays text, its digits included"],
  },
  {
    name: "a byte order mark is taken for a part of the JSON",
    wire,
    event: eachRecord((record) => ({ ...record, body: record.body.replace("\ufeff{", "\ufeff\ufeff{") })),
    caughtBy: ["JSON is read without the byte order mark in front of it, and text keeps its own"],
  },
  {
    name: "byte order marks are left out of text",
    wire,
    event: eachRecord((record) => ({ ...record, body: record.body.replace("\ufeff", "") })),
    caughtBy: ["JSON is read without the byte order mark in front of it, and text keeps its own"],
  },
  {
    name: "a key of digits is read as a number",
    wire: "aws/sqs-fifo",
    event: eachRecord(({ attributes, ...record }) => ({
      ...record,
      attributes: {
        ...attributes,
        MessageGroupId: `${Number(attributes.MessageGroupId) || attributes.MessageGroupId}`,
      },
    })),
    caughtBy: [
      "a key of many digits arrives with all of them",
      "a key of many digits is never taken for another one",
    ],
  },
  {
    name: "the trace of a message is lost",
    wire,
    event: eachRecord(({ messageAttributes: { traceparent: _, ...messageAttributes }, ...record }) => ({
      ...record,
      messageAttributes,
    })),
    caughtBy: ["a message carries the trace of its sender"],
  },
];
