import type { Mutant, Native } from "./mutant.js";

const wire = "aws/sqs";

/** Changes functions that have their own dead letters. */
const withDeadLetter = (change: (move: Native) => Native) => (fn: Native) =>
  fn.deadLetter ? { ...fn, deadLetter: change(fn.deadLetter) } : fn;

/** Adapters that lose rejected records, or keep them from their dead letters. */
export const deadLetterMutants: readonly Mutant[] = [
  {
    name: "every rejected record is given up",
    wire,
    function: (fn) => ({ ...fn, rejected: "acknowledge" }),
    caughtBy: ["a record that is rejected is not acknowledged, and the log says why"],
  },
  {
    name: "rejected records always come again",
    wire,
    function: (fn) => ({ ...fn, rejected: "retry", deadLetter: undefined }),
    caughtBy: [
      'with rejected: "acknowledge", a rejected record is given up at once, and the log says so',
      "deadLetter gets a rejected record with the reason where the source cannot refuse one, and it is done",
      "deadLetter gets a body that is not JSON, as it arrived, and the error",
      "deadLetter gets a body that does not match the schema, as it arrived, and the error",
      "deadLetter gets the records that a batch handler rejects, and no others",
    ],
  },
  {
    name: "a dead letter is given up before it is moved",
    wire,
    function: withDeadLetter((move) => async (...args: readonly Native[]) => {
      await Promise.resolve(move(...args)).catch(() => {});
    }),
    caughtBy: ["a deadLetter that throws acknowledges nothing, and the log says why"],
  },
  {
    name: "dead letters do not say why",
    wire,
    function: withDeadLetter(
      (move) => (input: Native, _: Native, context: Native) => move(input, {}, context),
    ),
    caughtBy: [
      "deadLetter gets a rejected record with the reason where the source cannot refuse one, and it is done",
      "deadLetter gets a body that is not JSON, as it arrived, and the error",
      "deadLetter gets a body that does not match the schema, as it arrived, and the error",
    ],
  },
  {
    name: "the option timeout is ignored",
    wire: "azure/service-bus",
    options: (options: Native) => ({ ...options, timeout: undefined }),
    caughtBy: ["the option timeout gives a deadline where the provider tells none"],
  },
];
