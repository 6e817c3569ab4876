import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { PollingProcess } from "./poll/polling-process.js";
import { type Queues, startQueues } from "./sqs/queues.js";

let queues: Queues;

beforeAll(async () => {
  queues = await startQueues();
});
afterAll(() => queues?.stop());

let made = 0;

/** Makes a queue that hides messages for so many seconds. */
async function createQueue(VisibilityTimeout: number, name = `queue-${made++}`): Promise<string> {
  const { QueueUrl } = await queues.sqs.createQueue({
    QueueName: name,
    Attributes: {
      VisibilityTimeout: `${VisibilityTimeout}`,
      ...(name.endsWith(".fifo") && { FifoQueue: "true", ContentBasedDeduplication: "true" }),
    },
  });
  return QueueUrl as string;
}

async function send(QueueUrl: string, bodies: readonly string[], group?: (body: string) => string) {
  for (const MessageBody of bodies)
    await queues.sqs.sendMessage({
      QueueUrl,
      MessageBody,
      ...(group && { MessageGroupId: group(MessageBody) }),
    });
}

/** Starts a process that polls a queue. */
async function start(
  queueUrl: string,
  options: object = {},
  env: Readonly<Record<string, string>> = {},
): Promise<PollingProcess> {
  const polling = await PollingProcess.start("sqs.mjs", {
    ENDPOINT: queues.endpoint,
    QUEUE_URL: queueUrl,
    OPTIONS: JSON.stringify(options),
    ...env,
  });
  onTestFinished(() => polling.child.stop());
  return polling;
}

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `order ${index}`);

it("nothing is lost when the process is killed in the middle of a batch", async () => {
  const queueUrl = await createQueue(2);
  const orders = numbered(60);
  await send(queueUrl, orders);
  const first = await start(queueUrl);
  await first.reaches("done", 15);
  await first.end("SIGKILL");
  const second = await start(queueUrl);
  const done = () => new Set([...first.all("done"), ...second.all("done")]);
  await second.says(() => done().size === orders.length);
  expect([...done()].sort()).toEqual(orders.sort());
  // What was deleted before the end does not come again.
  expect(first.all("done").length + second.all("done").length).toBeLessThan(orders.length + 10);
});

it("a process that is told to stop finishes what it has begun, and leaves the rest to the next one", async () => {
  const queueUrl = await createQueue(600);
  const orders = numbered(60);
  await send(queueUrl, orders);
  const first = await start(queueUrl, {}, { WORK: "100" });
  await first.reaches("done", 15);
  expect(await first.end()).toBe(0);
  expect([...first.all("done")].sort()).toEqual([...first.all("begun")].sort());
  const second = await start(queueUrl);
  await second.says(() => first.all("done").length + second.all("done").length >= orders.length);
  expect([...first.all("done"), ...second.all("done")].sort()).toEqual(orders.sort());
});

it("what is not done in time is given back, so that others have it at once", async () => {
  const queueUrl = await createQueue(600);
  await send(queueUrl, ["stuck"]);
  const first = await start(queueUrl, { shutdownTimeout: 2_000 });
  await first.reaches("begun", 1);
  expect(await first.end()).toBe(1);
  const { Messages } = await queues.sqs.receiveMessage({
    QueueUrl: queueUrl,
    MessageSystemAttributeNames: ["ApproximateReceiveCount"],
  });
  expect(Messages).toMatchObject([{ Body: "stuck", Attributes: { ApproximateReceiveCount: "2" } }]);
});

it("a message stays hidden for as long as its handler works, and no longer", async () => {
  const queueUrl = await createQueue(1);
  await send(queueUrl, ["slow"]);
  const polling = await start(queueUrl, {}, { WORK: "4000" });
  const other = await start(queueUrl);
  await polling.says((lines) => lines.some((line) => line.startsWith("done")));
  expect(other.all("begun").length + polling.all("begun").length).toBe(1);
  await polling.end();
  const { Attributes } = await queues.sqs.getQueueAttributes({
    QueueUrl: queueUrl,
    AttributeNames: ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"],
  });
  expect(Attributes).toMatchObject({
    ApproximateNumberOfMessages: "0",
    ApproximateNumberOfMessagesNotVisible: "0",
  });
}, 30_000);

it("retry({ after }) hides the message for as long, and a message that fails comes again after the queue's time", async () => {
  const queueUrl = await createQueue(1);
  await send(queueUrl, ["later 1000", "later 0", "fails"]);
  const polling = await start(queueUrl);
  const times = (what: string) => polling.all("begun").filter((each) => each === what).length;
  await polling.says(() => times("fails") > 1);
  expect(times("later 1000")).toBe(1);
  expect(times("later 0")).toBeGreaterThan(1);
});

it("a group of a FIFO queue is handled in order, past a process that is killed", async () => {
  const queueUrl = await createQueue(1, "orders.fifo");
  const orders = ["a 1", "b 1", "a 2", "b 2", "a 3", "b 3", "a 4", "b 4"];
  await send(queueUrl, orders, (body) => body.slice(0, 1));
  const first = await start(queueUrl, {}, { WORK: "100" });
  await first.reaches("done", 2);
  await first.end("SIGKILL");
  const second = await start(queueUrl, {}, { WORK: "1" });
  await second.says(() => new Set([...first.all("done"), ...second.all("done")]).size === orders.length);
  const done = [...new Set([...first.all("done"), ...second.all("done")])];
  for (const group of ["a", "b"])
    expect(done.filter((each) => each.startsWith(group))).toEqual([1, 2, 3, 4].map((n) => `${group} ${n}`));
}, 30_000);
