import { type Mutant, type Native, withAnswer } from "./mutant.js";
import { eachRecord } from "./records.js";

const wire = "aws/sqs";

/** Changes the functions whose queue has a name like this one. */
const ofQueue = (queue: RegExp, change: (fn: Native) => Native) => (fn: Native) =>
  queue.test(String(fn.trigger?.from)) ? change(fn) : fn;

/** What a function was before middleware that returns nothing had a say: its failures and its outcomes are lost. */
const silenced = (fn: Native) => ({
  ...fn,
  handler: async (...args: readonly Native[]) => {
    try {
      await fn.handler(...args);
    } catch {}
  },
});

/** Adapters that lose what comes from behind middleware, or hand messages to the wrong function. */
export const claimMutants: readonly Mutant[] = [
  {
    name: "a middleware that returns nothing acknowledges",
    wire,
    function: ofQueue(/^contract-quiet-(?:batch-)?middleware$/, silenced),
    caughtBy: [
      "a middleware that waits for next() and returns nothing leaves the outcome to its handler",
      "a middleware that calls next() and does not wait and returns nothing leaves the outcome to its handler",
      "a middleware that swallows what next() throws and returns nothing leaves the outcome to its handler",
      "a middleware that never calls next() and returns nothing acknowledges nothing, and is named in the log",
      "a middleware that calls next() twice runs its handler once, acknowledges nothing, and is named in the log",
      "a middleware around a batch that returns nothing leaves the outcomes to its handler",
    ],
  },
  {
    name: "a middleware that answers has no say",
    wire,
    function: ofQueue(/^contract-quiet-middleware$/, (fn) =>
      withAnswer(fn, (outcome) => {
        if (outcome?.type === "ack") throw new Error("the handler threw");
        return outcome;
      }),
    ),
    caughtBy: [
      "a middleware that answers for next() has the last word, and an error thrown after it kills nothing",
      "a middleware that answers and does not wait for next() has the last word, and an error thrown after it kills nothing",
    ],
  },
  {
    name: "a middleware that returns nothing has no Response",
    wire: "aws/api-gateway-v2",
    function: (fn) =>
      fn.trigger?.path?.startsWith("/quiet-middleware/")
        ? withAnswer(fn, (response) => (response.status === 202 ? response : undefined))
        : fn,
    caughtBy: [
      "a middleware that waits for next() and returns nothing leaves the answer to its handler",
      "a middleware that calls next() and does not wait and returns nothing leaves the answer to its handler",
      "a middleware that swallows what next() throws and returns nothing leaves the answer to its handler",
    ],
  },
  {
    name: "no error says which middleware it was",
    wire: "aws/api-gateway-v2",
    line: (line) => line.replaceAll("middleware 1 of 2", "a middleware"),
    caughtBy: [
      "a middleware that never calls next() and returns nothing is a plain 500, and is named in the log",
      "a middleware that calls next() twice is a plain 500, and is named in the log",
    ],
  },
  {
    name: "a middleware that has answered is not heard",
    wire: "aws/api-gateway-v2",
    function: (fn) =>
      fn.trigger?.path?.startsWith("/quiet-middleware/")
        ? withAnswer(fn, (response) => {
            if (response.status === 202) throw new Error("the handler threw");
            return response;
          })
        : fn,
    caughtBy: ["an error thrown after a middleware has answered kills nothing"],
  },
  {
    name: "a function that is alone takes every queue",
    wire,
    function: ofQueue(/^contract-claimed$/, (fn) => ({ ...fn, trigger: { from: undefined } })),
    caughtBy: ["a single function handles the place that it claims, and refuses another one with an error"],
  },
  {
    name: "a function without a queue's name takes none",
    wire,
    function: ofQueue(/^undefined$/, (fn) => ({ ...fn, trigger: { from: "nobody's" } })),
    caughtBy: ["a function without a place takes the places that no other function claims"],
  },
  {
    name: "a batch handler gets what stands behind a broken message of its key",
    wire: "aws/sqs-fifo",
    event: eachRecord((record) => ({
      ...record,
      attributes: { ...record.attributes, MessageGroupId: record.messageId },
    })),
    caughtBy: [
      "a batch handler does not get records after a broken record of its key",
      "a batch handler does not get records after a record that does not match the schema of its key",
    ],
  },
  {
    name: "nothing says that a retry is not delayed",
    wire,
    line: (line) => (line.includes("ONEFN_NO_DELAY") ? undefined : line),
    caughtBy: [
      "a wire that cannot delay a retry says so once, however many records ask for it, and another says nothing",
    ],
  },
  {
    name: "each message says that its retry is not delayed",
    wire,
    function: ofQueue(/^contract-delayed$/, (fn) => ({
      ...fn,
      handler(message: Native, context: Native) {
        context.log.warn("retry({ after }) has no effect", { code: "ONEFN_NO_DELAY" });
        return fn.handler(message, context);
      },
    })),
    caughtBy: [
      "a wire that cannot delay a retry says so once, however many records ask for it, and another says nothing",
    ],
  },
];
