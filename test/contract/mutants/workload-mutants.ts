import { reject } from "onefn";
import { type Native, ofWire, withAnswer } from "./mutant.js";

const NEIGHBOURS = "a record that fails is not acknowledged, and its neighbours are neither lost nor dead";
const ATTEMPTS = "a failed record is delivered again until it is dead, with the number of each delivery";
const REJECTED = "a record that is rejected is dead at once";
const DELAYED = "a retry with a delay is delivered again";
const WAITS = "a retry waits as long as it says";

/** The library's errors, made otherwise. */
const errors = (change: (errors: Native) => Native) => (workload: Native) => ({
  ...workload,
  errors: { ...workload.errors, ...change(workload.errors) },
});

/** Delays, asked for otherwise. */
const delays = (change: (options: Native) => Native) =>
  errors(({ ErrorRetryAfterDelay }) => ({
    ErrorRetryAfterDelay: class extends ErrorRetryAfterDelay {
      constructor(options: Native) {
        super(change(options));
      }
    },
  }));

/** Adapters that handle events of Netlify's Async Workloads wrongly. */
export const workloadMutants = ofWire("netlify/async-workloads", [
  {
    name: "deliveries are counted from 0, as the library does",
    event: (event) => ({ ...event, attempt: event.attempt - 1 }),
    caughtBy: [ATTEMPTS],
  },
  {
    name: "a failure is swallowed",
    thrown: () => undefined,
    caughtBy: [
      NEIGHBOURS,
      ATTEMPTS,
      "a record of an unclaimed place is not acknowledged, and the log says so",
    ],
  },
  {
    name: "an event that fails is never delivered again",
    function: (fn) =>
      withAnswer(fn, (answer) => (answer?.type === "retry" && !answer.after ? reject() : answer)),
    caughtBy: [REJECTED],
  },
  {
    name: "a rejection is thrown as any other error",
    context: errors(() => ({ ErrorDoNotRetry: Error })),
    caughtBy: [REJECTED],
  },
  {
    name: "the delay of a retry is thrown as an error that is not the library's",
    context: errors(() => ({ ErrorRetryAfterDelay: Error })),
    caughtBy: [WAITS],
  },
  {
    name: "the delay of a retry is a fraction of a millisecond",
    context: delays((options) => ({ ...options, retryDelay: options.retryDelay + 0.5 })),
    caughtBy: [DELAYED],
  },
  {
    name: "the event's id is new at each delivery",
    event: (event) => ({ ...event, eventId: `${event.eventId}-${event.attempt}` }),
    caughtBy: [ATTEMPTS],
  },
  {
    name: "the event's name is not told",
    event: (event) => ({ ...event, eventName: "event" }),
    caughtBy: ["a single function handles the place that it claims, and refuses another one with an error"],
  },
]);
