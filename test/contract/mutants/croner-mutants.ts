import { type Native, ofWire } from "./mutant.js";

/** A function whose handler sees another tick. */
const withTick = (own: (tick: Native) => Readonly<Record<string, unknown>>) => (fn: Native) => ({
  ...fn,
  handler: (tick: Native, context: Native) => {
    const replaced = own(tick);
    const seen = { get: (of: Native, name: string) => (name in replaced ? replaced[name] : of[name]) };
    return fn.handler(new Proxy(tick, seen), context);
  },
});

/** Schedules in a process, with the mistakes that people make with croner. */
export const cronerMutants = ofWire("server/croner", [
  {
    name: "the planned time is the start of the run, as currentRun() is",
    function: withTick(() => ({ scheduledAt: new Date(), time: new Date().toISOString() })),
    caughtBy: [
      "a tick has its planned time, as a Date and as the event's time",
      "a week of ticks takes only as long as its functions: each arrives once, in order and on time",
    ],
  },
  {
    name: "a delay is measured by the start of the run",
    function: withTick(() => ({ late: 0 })),
    caughtBy: ["a tick has its delay in milliseconds"],
  },
  {
    name: "an id is random",
    function: withTick(() => ({ id: crypto.randomUUID() })),
    caughtBy: [
      "a week of ticks takes only as long as its functions: each arrives once, in order and on time",
    ],
  },
  {
    name: "a run that fails counts as done",
    function: (fn) => ({
      ...fn,
      handler: (tick: Native, context: Native) =>
        Promise.resolve()
          .then(() => fn.handler(tick, context))
          .catch(() => undefined),
    }),
    caughtBy: ["a record that fails is not acknowledged, and its neighbours are neither lost nor dead"],
  },
]);
