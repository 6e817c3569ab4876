import type { Mutant, Native } from "./mutant.js";

const wire = "aws/sqs";

/** A result with another list of failures. */
const failures = (map: (failed: Native[], event: Native) => Native[]) => (result: Native, event: Native) => ({
  batchItemFailures: map(result.batchItemFailures, event),
});

const all = (event: Native) => event.Records.map(({ messageId }: Native) => ({ itemIdentifier: messageId }));

function hasNoText(error: Native): boolean {
  try {
    return typeof error.message === "object";
  } catch {
    return false;
  }
}

/** Adapters that settle a batch wrongly. */
export const outcomeMutants: readonly Mutant[] = [
  {
    name: "all messages are acknowledged",
    wire,
    result: failures(() => []),
    caughtBy: [
      "retry() delivers again, its neighbours are acknowledged",
      "a failed record is delivered again until it is dead, with the number of each delivery",
    ],
  },
  {
    name: "one failure fails all",
    wire,
    result: failures((failed, event) => (failed.length > 0 ? all(event) : [])),
    caughtBy: [
      "a handler that ends by error has only its record delivered again",
      "a record that is done is not delivered again, whatever happened to its neighbours",
    ],
  },
  {
    name: "all messages fail",
    wire,
    result: failures((_, event) => all(event)),
    caughtBy: ["returning nothing acknowledges, and so does ack()"],
  },
  {
    name: "the first failure acknowledges what comes after it",
    wire,
    result: failures((failed) => failed.slice(0, 1)),
    caughtBy: ["the first, the last or all records of a delivery can fail"],
  },
  {
    name: "failures are named by what is no id",
    wire,
    result: failures((failed, event) =>
      failed.map(({ itemIdentifier }) => ({
        itemIdentifier: event.Records.find(({ messageId }: Native) => messageId === itemIdentifier)
          .receiptHandle,
      })),
    ),
    caughtBy: ["retry() delivers again, its neighbours are acknowledged"],
  },
  {
    name: "failures are named by the id of the message before",
    wire,
    result: failures((failed, event) =>
      failed.map(({ itemIdentifier }) => {
        const index = event.Records.findIndex(({ messageId }: Native) => messageId === itemIdentifier);
        return { itemIdentifier: event.Records[Math.max(0, index - 1)].messageId };
      }),
    ),
    caughtBy: ["of 10,000 records, only the failed ones are delivered again"],
  },
  {
    name: "failures stand under another name",
    wire,
    result: ({ batchItemFailures }) => ({ failures: batchItemFailures }),
    caughtBy: ["retry() delivers again, its neighbours are acknowledged"],
  },
  {
    name: "the batch fails with an undecodable message",
    wire,
    result: (result, event) => {
      if (event.Records.some(({ body }: Native) => body.includes("secret"))) throw new Error("not JSON");
      return result;
    },
    caughtBy: ["a body that is not JSON harms no other record, does not reach the handler, and dies"],
  },
  {
    name: "an undecodable message is acknowledged",
    wire,
    result: failures((failed, event) =>
      failed.filter(({ itemIdentifier }) => {
        const record = event.Records.find(({ messageId }: Native) => messageId === itemIdentifier);
        return !record.body.includes("secret");
      }),
    ),
    caughtBy: ["a body that is not JSON harms no other record, does not reach the handler, and dies"],
  },
  {
    name: "a failure in a group does not hold its successors back",
    wire: "aws/sqs-fifo",
    result: failures((failed) => failed.slice(0, 1)),
    caughtBy: ["a record that ends by error holds its key's successors back, and no other key"],
  },
  {
    name: "what is not done at the deadline is acknowledged",
    wire,
    result: failures((failed, event) => {
      const hanging = event.Records.filter(({ body }: Native) => body.includes("hang"));
      return failed.filter(
        ({ itemIdentifier }) => !hanging.some(({ messageId }: Native) => messageId === itemIdentifier),
      );
    }),
    caughtBy: [
      "a record whose handler hangs is returned before the deadline, finished neighbours are acknowledged",
    ],
  },
  {
    name: "all of a batch is returned at the deadline",
    wire,
    result: failures((failed, event) =>
      event.Records.some(({ body }: Native) => body.includes("hang")) ? all(event) : failed,
    ),
    caughtBy: ["a handler that hangs affects only its own record"],
  },
  {
    name: "an error whose message is no text is never answered for",
    wire,
    function: (fn) => ({
      ...fn,
      handler: async (...input: Native[]) => {
        try {
          return await fn.handler(...input);
        } catch (error) {
          if (hasNoText(error)) return new Promise(() => {});
          throw error;
        }
      },
    }),
    caughtBy: ["a handler that ends by message-without-text has only its record delivered again"],
  },
];
