import { type Mutant, type Native, withAnswer, withContext } from "./mutant.js";
import { eachRecord } from "./records.js";

const wire = "aws/sqs";

/** Functions whose batch handlers return something else in place of a Map. */
const batchHandler = (map: (output: Native, messages: Native) => Native) => (fn: Native) =>
  fn.batch
    ? {
        ...fn,
        handler: async (messages: Native, context: Native) => {
          const output = await fn.handler(messages, context);
          return output instanceof Map ? map(output, messages) : output;
        },
      }
    : fn;

/** Adapters that run a message's handler otherwise than they say. */
export const deliveryMutants: readonly Mutant[] = [
  {
    name: "a schema is not asked",
    wire,
    function: (fn) => ({ ...fn, as: fn.schema ? "json" : fn.as, schema: undefined }),
    caughtBy: [
      "a body that lacks a required member harms no other record, does not reach the handler, and dies",
      "a schema's output is the data, defaults included",
    ],
  },
  {
    name: "order within a group is lost",
    wire: "aws/sqs-fifo",
    event: eachRecord((record) => ({
      ...record,
      eventSourceARN: record.eventSourceARN.replace(".fifo", ""),
    })),
    caughtBy: [
      "records of one key are handled in order, however long each takes",
      "a record that ends by error holds its key's successors back, and no other key",
      "a batch handler's failure holds its key's successors back",
    ],
  },
  {
    name: "a failure holds every group back",
    wire: "aws/sqs-fifo",
    event: eachRecord((record) => ({
      ...record,
      attributes: { ...record.attributes, MessageGroupId: "one" },
    })),
    caughtBy: ["a record that ends by retry holds its key's successors back, and no other key"],
  },
  {
    name: "the key is lost",
    wire: "aws/sqs-fifo",
    function: (fn) => ({
      ...fn,
      handler: (message: Native, context: Native) =>
        fn.handler(
          message.id
            ? new Proxy(message, { get: (each, name) => (name === "key" ? undefined : each[name]) })
            : message,
          context,
        ),
    }),
    caughtBy: ["a key arrives as the message's key"],
  },
  {
    name: "every body is read as JSON",
    wire,
    function: (fn) => ({ ...fn, as: "json" }),
    caughtBy: ["a body without a content type is text", "as: text reads text whatever the content type says"],
  },
  {
    name: "what a handler throws is swallowed",
    wire,
    function: (fn) => ({
      ...fn,
      handler: async (message: Native, context: Native) => {
        try {
          return await fn.handler(message, context);
        } catch {}
      },
    }),
    caughtBy: ["a handler that ends by null has only its record delivered again"],
  },
  {
    name: "any return value acknowledges",
    wire,
    function: (fn) => withAnswer(fn, (output) => (typeof output === "object" ? output : undefined)),
    caughtBy: [
      "a handler that ends by returns-text has only its record delivered again",
      "a handler that ends by returns-false has only its record delivered again",
    ],
  },
  {
    name: "the bound on concurrency is not kept",
    wire,
    function: (fn) => ({ ...fn, concurrency: 1000 }),
    caughtBy: [
      "as many records are handled at the same time as the function allows, and no more",
      "a concurrency of one is one after another",
    ],
  },
  {
    name: "messages are handled one after another, whatever the function says",
    wire,
    function: (fn) => ({ ...fn, concurrency: 1 }),
    caughtBy: ["as many records are handled at the same time as the function allows, and no more"],
  },
  {
    name: "the deadline is ignored",
    wire,
    context: (context) => ({ ...context, getRemainingTimeInMillis: () => 1e9 }),
    caughtBy: [
      "a record whose handler hangs is returned before the deadline, finished neighbours are acknowledged",
      "a handler that hangs affects only its own record",
      "handlers that never wait are stopped at the deadline, and records not started are returned",
    ],
  },
  {
    name: "keys of a batch's Map that are none of its messages are left out",
    wire,
    function: batchHandler(
      (output, messages) => new Map([...output].filter(([key]) => messages.includes(key))),
    ),
    caughtBy: ["a failure for the copy of a record acknowledges nothing"],
  },
  {
    name: "one outcome of a batch that is none fails them all",
    wire,
    function: batchHandler((output) => {
      if ([...output.values()].includes("ok")) throw new Error("no outcome");
      return output;
    }),
    caughtBy: ["a record for which a batch handler returns an invalid outcome is delivered again"],
  },
  {
    name: "log lines do not name their message",
    wire,
    line: (line) => line.replaceAll(/[\da-f]{8}-[\da-f-]{27}/g, "id"),
    caughtBy: [
      "a handler's log lines name its record",
      "an error is logged with the record's id, its place and no line break",
    ],
  },
  {
    name: "waitUntil does nothing",
    wire,
    function: (fn) =>
      withContext(fn, () => ({ waitUntil: (promise: Promise<unknown>) => void promise.catch(() => {}) })),
    caughtBy: ["work given to waitUntil is done, rejected work kills nothing"],
  },
];
