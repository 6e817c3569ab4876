import { message } from "onefn";
import { describe, expect, it } from "vitest";
import { adapt } from "../src/message/sns.js";
import { isAws } from "../src/platform.js";
import { sns } from "../src/simulator/index.js";

const quiet = { log: () => {} };

/** An event with some members of its notification replaced. */
const event = (notification: object = {}) => ({
  Records: [
    {
      EventSource: "aws:sns",
      EventVersion: "1.0",
      EventSubscriptionArn: "arn:aws:sns:eu-central-1:123456789012:orders:21be56ed",
      Sns: {
        Type: "Notification",
        MessageId: "95df01b4-ee98-5cb9-9903-4c221d41eb5e",
        TopicArn: "arn:aws:sns:eu-central-1:123456789012:orders",
        Subject: "A new order",
        Message: "hello",
        Timestamp: "2026-11-22T12:00:00.123Z",
        MessageAttributes: {},
        ...notification,
      },
    },
  ],
});

async function receive(native: object) {
  const seen: unknown[] = [];
  const see = message((each, context) => {
    const { record } = (isAws(context) && context.platform) || {};
    seen.push({ ...each, trace: context.trace?.traceId, record });
  });
  await adapt(see, quiet)(native);
  return seen[0];
}

describe("a message of SNS", () => {
  it("is a CloudEvent that says where it came from, and claims nothing that SNS does not tell", async () => {
    const native = event();
    expect(await receive(native)).toMatchObject({
      specversion: "1.0",
      id: "95df01b4-ee98-5cb9-9903-4c221d41eb5e",
      source: "arn:aws:sns:eu-central-1:123456789012:orders",
      type: "com.amazonaws.sns.Notification",
      subject: "A new order",
      time: "2026-11-22T12:00:00.123Z",
      data: "hello",
      attempt: undefined,
      redelivered: undefined,
      key: undefined,
      record: native.Records[0],
    });
    expect(await receive(event({ Subject: null, Timestamp: "date", MessageAttributes: null }))).toMatchObject(
      {
        subject: undefined,
        time: undefined,
        attributes: {},
      },
    );
  });

  it("has attributes of SNS's types, and loses no digit", async () => {
    const MessageAttributes = {
      text: { Type: "String", Value: "7" },
      number: { Type: "Number", Value: "-12.5" },
      long: { Type: "Number", Value: "18849496460467696128" },
      bytes: { Type: "Binary", Value: Buffer.from([0, 255]).toString("base64") },
      list: { Type: "String.Array", Value: '["a",null,1]' },
      none: null,
    };
    const { attributes } = (await receive(event({ MessageAttributes }))) as { attributes: object };
    expect({ ...attributes }).toEqual({
      text: "7",
      number: -12.5,
      long: "18849496460467696128",
      bytes: new Uint8Array([0, 255]),
      list: '["a",null,1]',
    });
  });

  it("is read by its content type, and carries its sender's trace", async () => {
    const traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    const MessageAttributes = {
      "content-type": { Type: "String", Value: "application/json" },
      traceparent: { Type: "String", Value: traceparent },
    };
    expect(await receive(event({ Message: '{"a":1}', MessageAttributes }))).toMatchObject({
      data: { a: 1 },
      trace: "4bf92f3577b34da6a3ce929d0e0e4736",
    });
  });
});

describe("the function of a topic", () => {
  it("is found by the topic's name", async () => {
    const taken: string[] = [];
    const take = (from: string) => message({ from }, () => void taken.push(from));
    const handler = adapt({ orders: take("orders"), mails: take("mails") }, quiet);
    await handler(sns("x", { topic: "mails" }));
    await handler(sns("x", { topic: "orders" }));
    expect(taken).toEqual(["mails", "orders"]);
    await expect(handler(sns("x", { topic: "payments" }))).rejects.toMatchObject({
      code: "ONEFN_NO_FUNCTION",
    });
  });
});

describe("the answer to SNS", () => {
  it("is an error for a message that failed, so that Lambda repeats it", async () => {
    const cause = new Error("no");
    const failing = message(() => {
      throw cause;
    });
    await expect(adapt(failing, quiet)(event())).rejects.toMatchObject({ code: "ONEFN_BATCH_FAILED", cause });
    expect(
      await adapt(
        message(() => {}),
        quiet,
      )(event()),
    ).toBeNull();
  });

  it.each([
    ["a message that is no text", event({ Message: { parsed: 1 } })],
    ["a record without a notification", { Records: [{ EventSource: "aws:sns" }] }],
  ])("is an error for %s", async (_, native) => {
    const codes: unknown[] = [];
    const log = (_line: string, { fields }: { fields?: Record<string, unknown> | undefined }) =>
      void codes.push(fields?.code);
    await expect(
      adapt(
        message(() => {}),
        { log },
      )(native),
    ).rejects.toMatchObject({
      code: "ONEFN_BATCH_FAILED",
    });
    expect(codes).toEqual(["ONEFN_MESSAGE_UNDECODABLE"]);
  });
});

describe("the builder", () => {
  it("keeps the id and the time of a message of another provider", () => {
    const received = { specversion: "1.0", id: "1", time: "2026-01-01T00:00:00.000Z", data: { a: 1 } };
    const { Records } = sns(received as never, { subject: "s" });
    expect(Records[0]?.Sns).toMatchObject({
      MessageId: "1",
      Timestamp: "2026-01-01T00:00:00.000Z",
      Message: '{"a":1}',
      Subject: "s",
    });
  });

  it.each([
    ["an empty message", ""],
    ["bytes that are no text", Uint8Array.of(255)],
    ["a message beyond 256 KB", "x".repeat(262_145)],
  ])("refuses %s, as SNS does", (_, body) => {
    expect(() => sns({ body })).toThrow(expect.objectContaining({ code: "ONEFN_MESSAGE_INVALID" }));
  });
});
