import type { OutgoingMessage } from "onefn/simulator";
import { describe, expect, it } from "vitest";
import { deployQueues, message, never, recordOf } from "./queues.js";

describe("a record", () => {
  it("has what SQS says of a message", async () => {
    const record = await recordOf("sqs", message("hello world"));
    expect(record).toMatchObject({
      body: "hello world",
      md5OfBody: "5eb63bbbe01eeed093cb22bb8f5acdc3",
      messageAttributes: {},
      eventSource: "aws:sqs",
      awsRegion: "eu-central-1",
      attributes: { ApproximateReceiveCount: "1" },
    });
    expect(record.eventSourceARN).toMatch(/^arn:aws:sqs:eu-central-1:\d{12}:orders$/);
    expect(Number(record.attributes.SentTimestamp)).toBeGreaterThan(1e12);
    expect(record.attributes).not.toHaveProperty("SequenceNumber");
  });

  it("has the sender's attributes, each with its type and under one digest", async () => {
    const attributes = { s: "text", n: 1.5, b: new Uint8Array([255]), t: true };
    const record = await recordOf("sqs", { body: "x", contentType: "application/json", attributes });
    expect(record.messageAttributes).toMatchObject({
      "Content-Type": { stringValue: "application/json", dataType: "String" },
      s: { stringValue: "text", dataType: "String" },
      n: { stringValue: "1.5", dataType: "Number" },
      b: { binaryValue: "/w==", dataType: "Binary" },
      t: { stringValue: "true", dataType: "String" },
    });
    expect(record.md5OfMessageAttributes).toMatch(/^[\da-f]{32}$/);
  });

  it("has the digest of attributes that SQS is known to give", async () => {
    const record = await recordOf("sqs", { body: "x", attributes: { timestamp: 1_493_147_359_900 } });
    expect(record.md5OfMessageAttributes).toBe("235c5c510d26fb653d073faed50ae77c");
  });

  it("has group, order and deduplication id in a FIFO queue", async () => {
    const { attributes, eventSourceARN } = await recordOf("sqs-fifo", message("x", "customer-1"));
    expect(attributes.MessageGroupId).toBe("customer-1");
    expect(attributes.SequenceNumber).toMatch(/^\d{20}$/);
    expect(attributes.MessageDeduplicationId).toMatch(/^[\da-f]{64}$/);
    expect(eventSourceARN).toMatch(/:orders\.fifo$/);
  });

  it("can be broken on purpose, in whole or in its attributes", async () => {
    const native = { body: null, attributes: { AWSTraceHeader: "Root=1-a-b" } };
    const record = await recordOf("sqs", { body: "x", native });
    expect(record.body).toBeNull();
    expect(record.attributes).toMatchObject({ AWSTraceHeader: "Root=1-a-b", ApproximateReceiveCount: "1" });
  });

  it.each<[string, OutgoingMessage]>([
    ["1 MiB of body", { body: "x".repeat(1024 * 1024) }],
    ["1 MiB with names, types and values of its attributes", whole()],
    ["every kind of name", { body: "x", attributes: { a: 1, "A-b_c.d.1": 1, awsome: 1, constructor: 1 } }],
    ["a name of 256 characters", { body: "x", attributes: { ["a".repeat(256)]: "1" } }],
    ["numbers at the ends of the range", { body: "x", attributes: { a: 0, b: -1e126, c: 1e-128, d: -0 } }],
    ["a group of 128 characters", { body: "x", key: "a".repeat(128) }],
    ["a group of punctuation", { body: "x", key: "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~" }],
    ["every character that XML has", { body: "\t\n\r \ud7ff\ue000\ufffd\u{10000}\u{10ffff}" }],
  ])("is taken with %s", async (_, outgoing) => {
    const record = await recordOf("sqs", outgoing);
    expect(record.body).toBe(outgoing.body);
    if (outgoing.key !== undefined) expect(record.attributes.MessageGroupId).toBe(outgoing.key);
  });

  it.each<[string, OutgoingMessage]>([
    ["bytes that are no UTF-8", { body: new Uint8Array([255]) }],
    ["a character that XML does not have", { body: "\u0000" }],
    ["half a surrogate pair", { body: "\ud800" }],
    ["nothing", { body: "" }],
    ["too much", { body: "x".repeat(1024 * 1024 + 1) }],
    ["an empty attribute", { body: "x", attributes: { a: "" } }],
    [
      "eleven attributes",
      { body: "x", attributes: Object.fromEntries([..."abcdefghijk"].map((name) => [name, 1])) },
    ],
    ["a character in an attribute that XML does not have", { body: "x", attributes: { a: "b\0" } }],
    ["NaN as an attribute", { body: "x", attributes: { a: Number.NaN } }],
    ["a number beyond 10^126", { body: "x", attributes: { a: 1e200 } }],
    ["a number below -10^126", { body: "x", attributes: { a: -1e127 } }],
    ["a number closer to 0 than 10^-128", { body: "x", attributes: { a: 1e-129 } }],
    ...[
      "",
      "a b",
      "grün",
      "a:b",
      ".a",
      "a.",
      "a..b",
      "AWS.a",
      "aws.a",
      "Amazon.a",
      "AMAZON.a",
      "a".repeat(257),
    ].map((name): [string, OutgoingMessage] => [
      `an attribute that is named ${JSON.stringify(name).slice(0, 20)}`,
      { body: "x", attributes: { [name]: "value" } },
    ]),
    ...["", "customer 7", "grün", "a\n", "a".repeat(129)].map((key): [string, OutgoingMessage] => [
      `the group ${JSON.stringify(key).slice(0, 20)}`,
      { body: "x", key },
    ]),
    [
      "a deduplication id with a space",
      { body: "x", native: { attributes: { MessageDeduplicationId: "order 1" } } },
    ],
    ["attributes of more than 1 MiB together with the body", { ...whole(), body: `${whole().body}x` }],
  ])("is refused at the sender's end with %s", async (_, outgoing) => {
    const deployment = await deployQueues("sqs", never);
    await expect(deployment.send("orders", [message("fine"), outgoing])).rejects.toMatchObject({
      code: "ONEFN_MESSAGE_INVALID",
      message: expect.stringMatching(/^\[onefn\/aws\] sqs message 2 of 2 for orders: .+\. ?.+\.$/),
    });
  });
});

/** A message of exactly 1 MiB: "text" + "String" + "a" + "bytes" + "Binary" + 2 bytes + the body. */
function whole(): Required<Pick<OutgoingMessage, "attributes">> & { readonly body: string } {
  const attributes = { text: "a", bytes: new Uint8Array(2) };
  return { body: "x".repeat(1024 * 1024 - 4 - 6 - 1 - 5 - 6 - 2), attributes };
}
