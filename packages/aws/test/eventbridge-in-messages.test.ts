import { type CloudEvent, event, message } from "onefn";
import { describe, expect, it } from "vitest";
import { adapt, isAws } from "../src/index.js";
import { eventBridge, sns, sqs } from "../src/simulator/index.js";

const quiet = { log: () => {} };
const placed = eventBridge({ type: "order.placed", source: "com.example.shop", data: { text: '{"a":1}' } });
const text = JSON.stringify(placed);
const wrapped = JSON.stringify({ Type: "Notification", TopicArn: "arn:aws:sns:::orders", Message: text });

/** Functions that note what reached them. */
function noting(ran: unknown[]) {
  return {
    take: event({ type: "order.*" }, ({ type }) => void ran.push(type)),
    orders: message({ from: "orders" }, ({ data }) => void ran.push(data)),
  };
}

describe("an event of EventBridge in a message", () => {
  it.each([
    ["of a queue", sqs([text])],
    ["of a queue, wrapped by a topic", sqs([wrapped])],
    ["of a topic", sns(text)],
  ])("%s is the event, with the message as its native record", async (_, native) => {
    const seen: CloudEvent[] = [];
    let record: unknown;
    const fn = event((each, context) => {
      seen.push(each);
      if (isAws(context)) record = context.platform.record;
    });
    await adapt(fn, quiet)(native);
    expect(seen.map(({ id, source, type, data }) => ({ id, source, type, data }))).toEqual([
      { id: placed.id, source: "com.example.shop", type: "order.placed", data: { text: '{"a":1}' } },
    ]);
    expect(record).toEqual(native.Records[0]);
  });

  it("keeps its id in a replay", async () => {
    const ids: string[] = [];
    const handler = adapt(
      event(({ id, extensions }) => void ids.push(`${id} ${extensions.replayname}`)),
      quiet,
    );
    await handler(sqs([text, JSON.stringify({ ...placed, "replay-name": "monday" })]));
    expect(ids).toEqual([`${placed.id} undefined`, `${placed.id} monday`]);
  });

  it("goes to the event function that wants it, and else to the queue's message function", async () => {
    const ran: unknown[] = [];
    const handler = adapt(noting(ran), quiet);
    const other = JSON.stringify(eventBridge({ type: "mail.sent", data: {} }));
    const { Records } = sqs([text, other, "plain", '{"detail-type":"order.placed"}'], { queue: "orders" });
    expect(await handler({ Records })).toEqual({ batchItemFailures: [] });
    expect(ran).toEqual(["order.placed", other, "plain", '{"detail-type":"order.placed"}']);
  });

  it("is a message where there are only message functions", async () => {
    const ran: unknown[] = [];
    await adapt(noting(ran).orders, quiet)(sqs([text], { queue: "orders" }));
    expect(ran).toEqual([text]);
  });

  it("that no function wants is acknowledged if there are only event functions, and other messages fail", async () => {
    const ran: unknown[] = [];
    const handler = adapt(noting(ran).take, quiet);
    const { Records } = sqs([JSON.stringify(eventBridge({ type: "mail.sent", data: {} })), text, "plain"]);
    expect(await handler({ Records })).toEqual({
      batchItemFailures: [{ itemIdentifier: Records[2]?.messageId }],
    });
    expect(ran).toEqual(["order.placed"]);
  });

  it("fails alone", async () => {
    const fn = event(({ id }) => {
      if (id === placed.id) throw new Error("no");
    });
    const good = JSON.stringify(eventBridge({ type: "order.placed", data: {} }));
    const { Records } = sqs([text, good]);
    expect(await adapt(fn, quiet)({ Records })).toEqual({
      batchItemFailures: [{ itemIdentifier: Records[0]?.messageId }],
    });
  });
});
