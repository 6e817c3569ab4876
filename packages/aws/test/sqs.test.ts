import { Buffer } from "node:buffer";
import { type Message, message, reject, retry } from "onefn";
import { describe, expect, it } from "vitest";
import { adapt } from "../src/message/sqs.js";
import { events, lambdaContext } from "./events.js";

const quiet = { log: () => {} };

async function receive(...records: readonly object[]): Promise<readonly Message[]> {
  const seen: Message[] = [];
  await adapt(
    message((each) => void seen.push(each)),
    quiet,
  )(events.sqs(...records));
  return seen;
}

describe("a message of SQS", () => {
  it("is a CloudEvent that says where it came from", async () => {
    const [first] = await receive({
      attributes: {
        ApproximateReceiveCount: "3",
        SentTimestamp: "1795348800000",
        MessageGroupId: "customer-7",
        SequenceNumber: "18849496460467696128",
      },
      eventSourceARN: "arn:aws:sqs:eu-central-1:123456789012:orders.fifo",
    });
    expect(JSON.parse(JSON.stringify(first))).toMatchObject({
      specversion: "1.0",
      id: "m0",
      source: "arn:aws:sqs:eu-central-1:123456789012:orders.fifo",
      type: "com.amazonaws.sqs.message",
      subject: "orders.fifo",
      time: "2026-11-22T12:00:00.000Z",
      attempt: 3,
      key: "customer-7",
      extensions: { sequence: "18849496460467696128" },
    });
  });

  it("claims nothing that a local queue does not tell", async () => {
    const [bare] = await receive({ attributes: {}, messageAttributes: { none: null } } as never);
    expect(bare).toMatchObject({ attempt: undefined, key: undefined, time: undefined, attributes: {} });
    expect(Object.keys(bare?.attributes ?? {})).toEqual([]);
  });

  it("has attributes of their own types, and loses no digit", async () => {
    const number = (stringValue: string) => ({ stringValue, dataType: "Number" });
    const [first] = await receive({
      messageAttributes: {
        text: { stringValue: "7", dataType: "String" },
        labelled: { stringValue: "1795348800", dataType: "Number.unix-seconds" },
        decimal: number("-12.5"),
        safe: number("9007199254740991"),
        long: number("18849496460467696128"),
        fine: number("0.1234567890123456789"),
        rounded: number("9007199254740990.9"),
        halved: number("4503599627370497.5"),
        digits: number("12345678901234567890123456789012345678"),
        sum: number("0.30000000000000004"),
        padded: number("1.50"),
        huge: number("1e200"),
        bytes: { binaryValue: Buffer.from([0, 255]).toString("base64"), dataType: "Binary" },
        // Without the brackets it would be the prototype.
        ["__proto__"]: { stringValue: "kept", dataType: "String" },
        absent: { stringValue: null, dataType: "String" },
      },
    });
    const { ["__proto__"]: kept, ...attributes } = { ...first?.attributes };
    expect(Object.keys(first?.attributes ?? {})).toContain("__proto__");
    expect(kept).toBe("kept");
    expect(attributes).toEqual({
      text: "7",
      labelled: 1795348800,
      decimal: -12.5,
      safe: 9007199254740991,
      long: "18849496460467696128",
      fine: "0.1234567890123456789",
      rounded: "9007199254740990.9",
      halved: "4503599627370497.5",
      digits: "12345678901234567890123456789012345678",
      sum: 0.1 + 0.2,
      padded: 1.5,
      huge: 1e200,
      bytes: new Uint8Array([0, 255]),
    });
  });

  it("is read by its content type, whatever the attribute's spelling", async () => {
    const typed = (name: string) => ({
      body: '{"a":1}',
      messageAttributes: { [name]: { stringValue: "application/json", dataType: "String" } },
    });
    const seen = await receive(typed("Content-Type"), typed("contentType"), { body: '{"a":1}' });
    expect(seen.map((each) => each.data)).toEqual([{ a: 1 }, { a: 1 }, '{"a":1}']);
  });

  it("carries its sender's trace, by W3C or by X-Ray", async () => {
    const traces: (string | undefined)[] = [];
    const handler = adapt(message((_, { trace }) => void traces.push(trace?.traceId)));
    const xRay = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";
    const traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    await handler(
      events.sqs(
        { attributes: { AWSTraceHeader: xRay } },
        { messageAttributes: { traceparent: { stringValue: traceparent, dataType: "String" } } },
        { attributes: undefined },
      ),
    );
    expect(traces).toEqual([
      "5759e988bd862e3fe1be46a994272793",
      "4bf92f3577b34da6a3ce929d0e0e4736",
      undefined,
    ]);
  });
});

describe("a schema", () => {
  it("may answer by a promise of another library's", async () => {
    // biome-ignore lint/suspicious/noThenProperty: a thenable is what is played here.
    const promise = { then: (resolve: (result: { value: string }) => void) => resolve({ value: "parsed" }) };
    const schema = {
      "~standard": { version: 1, vendor: "test", validate: () => promise as Promise<{ value: string }> },
    } as const;
    const seen: string[] = [];
    const handler = adapt(
      message({ schema }, ({ data }) => void seen.push(data)),
      quiet,
    );
    expect(await handler(events.sqs({ body: "1" }))).toEqual({ batchItemFailures: [] });
    expect(seen).toEqual(["parsed"]);
  });
});

it("goes to the function that a function of names finds, although that gives back a full name as it is", async () => {
  const seen: unknown[] = [];
  const orders = message({ from: "orders" }, ({ data }) => void seen.push(data));
  const returns = message({ from: "returns" }, () => {});
  const names = (name: string) => name.replace(/^shop-(prod|test)-/, "");
  const handler = adapt({ orders, returns }, { ...quiet, names });
  const eventSourceARN = "arn:aws:sqs:eu-central-1:123456789012:shop-prod-orders";
  expect(await handler(events.sqs({ body: "1", eventSourceARN }))).toEqual({ batchItemFailures: [] });
  expect(seen).toEqual(["1"]);
});

describe("the answer to SQS", () => {
  it("names what shall come again, and nothing else", async () => {
    const handler = adapt(
      message(({ data }) => {
        if (data === "retry") return retry({ after: 30 });
        if (data === "reject") return reject({ reason: "never" });
        if (data === "throw") throw new Error("no");
      }),
      quiet,
    );
    const event = events.sqs(
      { body: "ok" },
      { body: "retry" },
      { body: "reject" },
      { body: "throw" },
      { body: null },
    );
    expect(await handler(event, lambdaContext())).toEqual({
      batchItemFailures: ["m1", "m2", "m3", "m4"].map((itemIdentifier) => ({ itemIdentifier })),
    });
  });

  it("asks for the whole batch when a record that failed has no name", async () => {
    const handler = adapt(
      message(() => {}),
      quiet,
    );
    const event = { Records: [...events.sqs({}).Records, null] };
    expect(await handler(event)).toEqual({ batchItemFailures: [{ itemIdentifier: "" }] });
  });

  it("gives a record that is null no handler, and says that it has no body", async () => {
    const codes: unknown[] = [];
    const handler = adapt(
      message(() => {}),
      { log: (_, { fields }) => void codes.push(fields?.code) },
    );
    await handler({ Records: [...events.sqs({}).Records, null] });
    expect(codes).toEqual(["ONEFN_MESSAGE_UNDECODABLE"]);
  });

  it.each([0, -200])("begins no handler when %i ms are left, whose result would be lost", async (left) => {
    const seen: unknown[] = [];
    const handler = adapt(
      message(async ({ id }) => void seen.push(id)),
      { log: (_, { fields }) => void seen.push(fields?.code) },
    );
    const context = { ...lambdaContext(), getRemainingTimeInMillis: () => left };
    const event = events.sqs({ body: "a" });
    const batchItemFailures = [{ itemIdentifier: event.Records[0]?.messageId }];
    expect(await handler(event, context)).toEqual({ batchItemFailures });
    expect(seen).toEqual(["ONEFN_DEADLINE"]);
  });

  it("comes in time where the margin is more than all of the time", async () => {
    const deadline = Date.now() + 400;
    const context = { ...lambdaContext(), getRemainingTimeInMillis: () => deadline - Date.now() };
    const handler = adapt(
      message(({ data }) => (data === "hangs" ? new Promise(() => {}) : undefined)),
      { ...quiet, margin: 5_000 },
    );
    const result = await handler(events.sqs({ body: "done" }, { body: "hangs" }), context);
    expect(result).toEqual({ batchItemFailures: [{ itemIdentifier: "m1" }] });
    expect(Date.now()).toBeLessThan(deadline);
  });

  it("is without the delay that a retry asks for, and the log says so once for each function", async () => {
    const lines: string[] = [];
    const later = (from: string) => message({ from }, () => retry({ after: 30 }));
    const soon = message({ from: "soon" }, () => retry({ after: 0 }));
    const handler = adapt(
      { orders: later("orders"), mails: later("mails"), soon },
      { log: (line) => void lines.push(line) },
    );
    for (const queue of ["orders", "orders", "mails", "soon"]) {
      const eventSourceARN = `arn:aws:sqs:eu-central-1:1:${queue}`;
      await handler(events.sqs({ eventSourceARN }, { eventSourceARN }));
    }
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { level: "WARN", code: "ONEFN_NO_DELAY", message: expect.stringContaining("on sqs,") },
      { level: "WARN", code: "ONEFN_NO_DELAY", message: expect.stringContaining("on sqs,") },
    ]);
  });

  it("waits for handlers whose deadline is further away than a timer can be set", async () => {
    const context = { ...lambdaContext(), getRemainingTimeInMillis: () => 1e11 };
    const aborted: boolean[] = [];
    const handler = adapt(
      message(async (_, { signal }) => {
        await new Promise((resolve) => setTimeout(resolve, 20));
        aborted.push(signal.aborted);
      }),
      quiet,
    );
    expect(await handler(events.sqs({}), context)).toEqual({ batchItemFailures: [] });
    expect(aborted).toEqual([false]);
  });

  it("holds for the same message twice in one batch", async () => {
    let calls = 0;
    const handler = adapt(
      message(() => {
        if (++calls === 2) throw new Error("no");
      }),
      quiet,
    );
    const event = events.sqs({ messageId: "same" }, { messageId: "same" });
    expect(await handler(event)).toEqual({ batchItemFailures: [{ itemIdentifier: "same" }] });
  });
});
