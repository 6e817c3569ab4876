import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LambdaProcess } from "./lambda/process.js";
import { lambdaRuntimes } from "./runtimes/aws-lambda-ric.js";
import { type Queues, receive, startQueues } from "./sqs/queues.js";

/** Seconds for which SQS hides what it has delivered. */
const VISIBILITY = 3;
/** Milliseconds that Lambda gives an invocation. */
const TIMEOUT = 20_000;

/** What SQS does is the same for all of them. */
const runtimes = [lambdaRuntimes[0], lambdaRuntimes.at(-1)].flatMap((each) => each ?? []);

const ORDERS = Array.from({ length: 10 }, (_, index) => `order-${index + 1}`);

let queues: Queues;

beforeAll(async () => {
  queues = await startQueues();
});
afterAll(() => queues?.stop());

describe.each(runtimes.map((each) => [each.name, each] as const))("SQS and %s", (_, runtime) => {
  const lines: string[] = [];
  const started: LambdaProcess[] = [];
  afterAll(() => Promise.all(started.map((each) => each.stop())));

  async function start(): Promise<LambdaProcess> {
    const command = runtime.command(join(import.meta.dirname, "entries"), "packing.handler");
    const lambda = await LambdaProcess.start(command, lines);
    if (!(lambda instanceof LambdaProcess)) throw new Error(lambda.errorMessage);
    started.push(lambda);
    return lambda;
  }

  const told = (what: string) => lines.flatMap((line) => new RegExp(`${what}:(\\S+)`).exec(line)?.[1] ?? []);

  it("a batch whose process is killed half-way comes again, and no order is lost", async () => {
    const { sqs } = queues;
    const name = `killed-${runtime.version.replaceAll(".", "-")}-${runtime.node}`;
    const Attributes = { VisibilityTimeout: String(VISIBILITY) };
    const { QueueUrl = "" } = await sqs.createQueue({ QueueName: name, Attributes });
    await sqs.sendMessageBatch({
      QueueUrl,
      Entries: ORDERS.map((MessageBody, index) => ({ Id: String(index), MessageBody })),
    });

    const killed = await start();
    const batch = await receive(sqs, QueueUrl);
    const answer = killed.invoke(JSON.stringify(batch), { requestId: "1" }, TIMEOUT);
    for await (const line of killed.child.follow()) if (line.includes("begun:order-5")) break;
    killed.child.signal("SIGKILL");
    // No answer: Lambda deletes no message of the batch.
    expect(await answer).toMatchObject({ kind: "error", errorType: "Runtime.ExitError" });
    const before = told("packed");
    expect(before).toHaveLength(4);

    const restarted = await start();
    const again = await receive(sqs, QueueUrl, VISIBILITY * 5);
    expect(again.Records.map(({ messageId }) => messageId).sort()).toEqual(
      batch.Records.map(({ messageId }) => messageId).sort(),
    );
    const result = await restarted.invoke(JSON.stringify(again), { requestId: "2" }, TIMEOUT);
    expect(result).toEqual({ kind: "result", payload: '{"batchItemFailures":[]}' });
    for (const { receiptHandle: ReceiptHandle } of again.Records)
      await sqs.deleteMessage({ QueueUrl, ReceiptHandle });

    // Every order is packed. Those that were packed before came again, and no other.
    expect(told("packed").sort()).toEqual([...before, ...ORDERS.map((order) => `${order}:2`)].sort());
    expect(before.every((each) => each.endsWith(":1"))).toBe(true);
    expect((await receive(sqs, QueueUrl, VISIBILITY + 1)).Records).toEqual([]);
  });
});
