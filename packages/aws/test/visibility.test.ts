import { message, retry } from "onefn";
import { describe, expect, it } from "vitest";
import { adapt } from "../src/message/sqs.js";
import { events } from "./events.js";

const ARN = "arn:aws-cn:sqs:cn-north-1:123456789012:orders";
const URL = "https://sqs.cn-north-1.amazonaws.com.cn/123456789012/orders";

/** Notes what SQS is asked; `refuse` is what it answers with. */
function client(refuse?: { queue?: Error; change?: Error }) {
  const urls: unknown[] = [];
  const changes: unknown[] = [];
  return {
    urls,
    changes,
    async getQueueUrl(input: object) {
      urls.push(input);
      if (refuse?.queue) throw refuse.queue;
      return { QueueUrl: URL };
    },
    async changeMessageVisibility(input: object) {
      changes.push(input);
      if (refuse?.change) throw refuse.change;
    },
  };
}

const later = message({ as: "json" }, ({ data }) => {
  const after = data as number | null;
  return after === null ? retry() : after < 0 ? undefined : retry({ after });
});

const batch = (delays: readonly unknown[], over: object = {}) =>
  events.sqs(
    ...delays.map((delay, index) => ({
      body: JSON.stringify(delay),
      receiptHandle: `handle-${index}`,
      eventSourceARN: ARN,
      ...over,
    })),
  );

const changed = (index: number, VisibilityTimeout: number) => ({
  QueueUrl: URL,
  ReceiptHandle: `handle-${index}`,
  VisibilityTimeout,
});

describe("with the option visibility", () => {
  it("a retry waits as long as it says, and other messages are left alone", async () => {
    const sqs = client();
    const lines: string[] = [];
    const handler = adapt(later, { visibility: sqs, log: (line) => void lines.push(line) });
    const result = await handler(batch([-1, 30, null, 0, 1.2]));
    expect(result).toEqual({
      batchItemFailures: ["m1", "m2", "m3", "m4"].map((itemIdentifier) => ({ itemIdentifier })),
    });
    expect(sqs.changes).toEqual([changed(1, 30), changed(3, 0), changed(4, 2)]);
    expect(lines).toEqual([]);
  });

  it("the queue's URL is asked for once, by its name and account", async () => {
    const sqs = client();
    const handler = adapt(later, { visibility: sqs });
    await handler(batch([1, 2]));
    await handler(batch([3]));
    expect(sqs.urls).toEqual([{ QueueName: "orders", QueueOwnerAWSAccountId: "123456789012" }]);
  });

  it("a delay beyond SQS's limit is shortened, and the log says so", async () => {
    const sqs = client();
    const lines: string[] = [];
    await adapt(later, { visibility: sqs, log: (line) => void lines.push(line) })(batch([86_400]));
    expect(sqs.changes).toEqual([changed(0, 42_000)]);
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ level: "WARN", code: "ONEFN_NO_DELAY" }]);
  });

  it.each([
    ["change", { change: new Error("AccessDenied") }],
    ["queue", { queue: new Error("NonExistentQueue") }],
  ])("messages come again if SQS refuses the %s, and the log says so once", async (_, refuse) => {
    const lines: string[] = [];
    const handler = adapt(later, { visibility: client(refuse), log: (line) => void lines.push(line) });
    expect(await handler(batch([30, 40, -1]))).toEqual({
      batchItemFailures: [{ itemIdentifier: "m0" }, { itemIdentifier: "m1" }],
    });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain("sqs:ChangeMessageVisibility");
  });

  it("the answer waits for every message of a group, even if SQS refuses one", async () => {
    const done: string[] = [];
    const sqs = {
      ...client(),
      async changeMessageVisibility({ ReceiptHandle }: { ReceiptHandle: string }) {
        if (ReceiptHandle === "handle-0") throw new Error("throttled");
        for (let turn = 0; turn < 50; turn++) await Promise.resolve();
        done.push(ReceiptHandle);
      },
    };
    const of = { eventSourceARN: `${ARN}.fifo`, attributes: { MessageGroupId: "a" } };
    await adapt(later, { visibility: sqs, log: () => {} })(batch([30, -1, -1], of));
    expect(done).toEqual(["handle-1", "handle-2"]);
  });

  it("a queue whose URL could not be had is asked for again", async () => {
    const refuse: { queue?: Error } = { queue: new Error("throttled") };
    const sqs = client(refuse);
    const handler = adapt(later, { visibility: sqs, log: () => {} });
    await handler(batch([30]));
    delete refuse.queue;
    await handler(batch([30]));
    expect(sqs.changes).toEqual([changed(0, 30)]);
  });

  it("a FIFO queue's messages behind the failed one wait with it, and no other group", async () => {
    const sqs = client();
    const event = batch([30, -1, -1]);
    const groups = ["a", "b", "a"];
    const Records = event.Records.map((record, index) => ({
      ...record,
      eventSourceARN: `${ARN}.fifo`,
      attributes: { ...record.attributes, MessageGroupId: groups[index] },
    }));
    expect(await adapt(later, { visibility: sqs })({ Records })).toEqual({
      batchItemFailures: [{ itemIdentifier: "m0" }, { itemIdentifier: "m2" }],
    });
    expect(sqs.changes).toEqual([changed(0, 30), changed(2, 30)]);
  });

  it("a change that SQS never answers is named in the log, with its message, before the deadline", async () => {
    const sqs = { ...client(), changeMessageVisibility: () => new Promise<never>(() => {}) };
    const lines: string[] = [];
    const handler = adapt({ orders: later }, { visibility: sqs, log: (line) => void lines.push(line) });
    const context = { getRemainingTimeInMillis: () => 100 } as never;
    expect(await handler(batch([-1, 30]), context)).toEqual({
      batchItemFailures: [{ itemIdentifier: "m1" }],
    });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain("orders: sqs record 2 of 2 (id m1): ChangeMessageVisibility.");
  });

  it("a batch handler's retries wait, too", async () => {
    const sqs = client();
    const fn = message.batch((messages) => new Map(messages.map((each) => [each, retry({ after: 5 })])));
    await adapt(fn, { visibility: sqs })(batch([1, 2]));
    expect(sqs.changes).toEqual([changed(0, 5), changed(1, 5)]);
  });

  it("a batch handler's retries are told to SQS several at a time, and not all at once", async () => {
    const sqs = client();
    let open = 0;
    let most = 0;
    const visibility = {
      ...sqs,
      async changeMessageVisibility(input: object) {
        most = Math.max(most, ++open);
        await new Promise((resolve) => setTimeout(resolve, 5));
        open--;
        await sqs.changeMessageVisibility(input);
      },
    };
    const fn = message.batch((messages) => new Map(messages.map((each) => [each, retry({ after: 5 })])));
    await adapt(fn, { visibility })(batch(Array.from({ length: 35 }, () => 1)));
    expect([sqs.changes.length, most]).toEqual([35, 10]);
  });
});

it("a client that lacks a method is refused at start", () => {
  const visibility = { send: () => {} } as never;
  expect(() => adapt(later, { visibility })).toThrow(
    expect.objectContaining({ code: "ONEFN_INVALID_OPTION" }),
  );
});
