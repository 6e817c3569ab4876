import type { Mutant, Native } from "./mutant.js";

const HANGS =
  "a record whose handler hangs is returned before the deadline, however long its neighbours compute";
const BATCH_HANGS =
  "a batch handler that computes and then hangs has its records returned ahead of the deadline";
const COMPUTES = "handlers that compute are stopped at the deadline, however quick those before them were";

/** A context that tells the time that is left as of its first look, for as long as `isStale` says. */
const staleTime = (isStale: (looks: number) => boolean) => (context: Native) => {
  const first = context.getRemainingTimeInMillis();
  let looks = 0;
  const tell = () => (isStale(++looks) ? first : context.getRemainingTimeInMillis());
  return { ...context, getRemainingTimeInMillis: tell };
};

/** Adapters that look at the time too late, or not at all. */
export const clockMutants: readonly Mutant[] = [
  {
    name: "the time to the deadline that the alarm waits for is that of the batch's beginning",
    wire: "aws/sqs",
    context: (context) => {
      let turned = false;
      setImmediate(() => setImmediate(() => setTimeout(() => (turned = true), 1)));
      return staleTime(() => !turned)(context);
    },
    caughtBy: [HANGS, BATCH_HANGS],
  },
  {
    name: "the deadline is looked at ahead of the first message alone",
    wire: "aws/sqs",
    context: staleTime((looks) => looks > 1),
    caughtBy: [COMPUTES],
  },
  {
    name: "a batch handler is called after the deadline",
    wire: "aws/sqs",
    // What its schema takes the time for reaches the handler at once.
    function: (fn) => (fn.trigger.from === "contract-computed-batch" ? { ...fn, schema: undefined } : fn),
    caughtBy: ["a batch whose decoding takes all of its time is returned, and does not reach its handler"],
  },
  {
    name: "a handler is called although its batch was answered at the deadline",
    wire: "aws/sqs",
    function: (fn) => {
      const schema = fn.schema?.["~standard"];
      if (!schema || !fn.trigger.from.startsWith("contract-late")) return fn;
      return {
        ...fn,
        schema: {
          "~standard": {
            ...schema,
            validate(value: Native) {
              const result = schema.validate(value);
              result.then(() => fn.handler({}, {}));
              return result;
            },
          },
        },
      };
    },
    caughtBy: ["a record", "a batch"].map(
      (what) => `${what} whose schema answers after the deadline does not reach its handler`,
    ),
  },
];
