import { message } from "onefn";
import { describe, expect, it } from "vitest";
import { adapt } from "../src/message.js";
import { events } from "./events.js";

const PLACE = { s3BucketName: "large", s3Key: "key-1" };
const CLASS = "software.amazon.payloadoffloading.PayloadS3Pointer";

const pointer = (name: string) => JSON.stringify([name, PLACE]);

const POINTERS = [
  ["ExtendedPayloadSize", pointer(CLASS)],
  ["SQSLargePayloadSize", pointer("com.amazon.sqs.javamessaging.MessageS3Pointer")],
  // The libraries of others for .NET, Python and Node.
  ["SQSLargePayloadSize", JSON.stringify(PLACE)],
  ["ExtendedPayloadSize", JSON.stringify(PLACE, null, 2)],
  ["ExtendedPayloadSize", pointer("com.example.Pointer")],
] as const;

const inSqs = (mark: string, body: string) =>
  events.sqs({ body, messageAttributes: { [mark]: { dataType: "Number", stringValue: "300000" } } });

const ofSns = (mark: string, Message: string) => ({
  Records: [
    {
      EventSource: "aws:sns",
      Sns: { MessageId: "1", Message, MessageAttributes: { [mark]: { Type: "Number", Value: "300000" } } },
    },
  ],
});

const all = POINTERS.flatMap(([mark, body]) => [
  [`SQS, marked by ${mark}: ${body}`, inSqs(mark, body)] as const,
  [`SNS, marked by ${mark}: ${body}`, ofSns(mark, body)] as const,
]);

async function receive(event: object, payload?: (place: object) => Promise<string | Uint8Array>) {
  const seen: unknown[] = [];
  const codes: unknown[] = [];
  const fn = message({ as: "json" }, ({ data }) => void seen.push(data));
  const options = {
    log: (_: string, { fields }: { fields?: { code?: unknown } | undefined }) =>
      void codes.push(fields?.code),
  };
  const handler = adapt(fn, { ...options, ...(payload && { payload }) });
  const result = await handler(event).catch((error: { code: string }) => error.code);
  return { seen, codes, failed: result !== null && JSON.stringify(result) !== '{"batchItemFailures":[]}' };
}

describe.each(all)("a large message of %s", (_, event) => {
  it("is fetched by the option payload, and then read as any other", async () => {
    const places: unknown[] = [];
    const payload = async (place: object) => {
      places.push(place);
      return '{"sku":"a"}';
    };
    expect(await receive(event, payload)).toEqual({ seen: [{ sku: "a" }], codes: [], failed: false });
    expect(places).toEqual([{ bucket: "large", key: "key-1" }]);
  });

  it("may be bytes", async () => {
    const { seen } = await receive(event, async () => new TextEncoder().encode("[1]"));
    expect(seen).toEqual([[1]]);
  });

  it("fails without the option, and reaches no handler as its pointer", async () => {
    expect(await receive(event)).toEqual({ seen: [], codes: ["ONEFN_PAYLOAD_MISSING"], failed: true });
  });

  it("fails if it cannot be fetched, and comes again", async () => {
    const payload = () => Promise.reject(new Error("no such key"));
    expect(await receive(event, payload)).toEqual({
      seen: [],
      codes: ["ONEFN_PAYLOAD_MISSING"],
      failed: true,
    });
  });
});

it.each([
  ["a pointer without the mark", events.sqs({ body: pointer(CLASS) })],
  ["a marked body that points to nothing", inSqs("ExtendedPayloadSize", '["com.example.Order",{"sku":"a"}]')],
])("%s is an ordinary message", async (_, event) => {
  const { seen, failed } = await receive(event);
  expect([seen.length, failed]).toEqual([1, false]);
});

it.each(["{}", '{"s3BucketName":"large"}', "null"])("a pointer to no object fails: %s", async (place) => {
  const event = inSqs("ExtendedPayloadSize", `["${CLASS}",${place}]`);
  const fetched: unknown[] = [];
  const payload = async (each: object) => `${fetched.push(each)}`;
  expect(await receive(event, payload)).toEqual({ seen: [], codes: ["ONEFN_PAYLOAD_MISSING"], failed: true });
  expect(fetched).toEqual([]);
});

it("a large message of SNS in a queue is unwrapped and fetched", async () => {
  const [mark, Message] = POINTERS[0];
  const body = JSON.stringify({
    Type: "Notification",
    MessageId: "1",
    TopicArn: "arn:aws:sns:eu-central-1:123456789012:orders",
    Message,
    Timestamp: "2026-11-22T12:00:00.123Z",
    MessageAttributes: { [mark]: { Type: "Number", Value: "300000" } },
  });
  const seen: unknown[] = [];
  const fn = message(({ data }) => void seen.push(data));
  await adapt(fn, { unwrap: true, payload: async () => "the payload" })(events.sqs({ body }));
  expect(seen).toEqual(["the payload"]);
});
