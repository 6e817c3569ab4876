import { type Native, ofWire, withContext } from "./mutant.js";

/** The runtime's controller, with some members replaced. */
const controller = (change: (controller: Native) => object) => (event: Native) => ({
  cron: event.cron,
  scheduledTime: event.scheduledTime,
  noRetry() {},
  ...change(event),
});

/** A function whose handler sees another tick. */
const withTick = (own: (tick: Native) => Readonly<Record<string, unknown>>) => (fn: Native) => ({
  ...fn,
  handler: (tick: Native, context: Native) => {
    const replaced = own(tick);
    const seen = { get: (_: Native, name: string) => (name in replaced ? replaced[name] : tick[name]) };
    return fn.handler(new Proxy(tick, seen), context);
  },
});

const FAILED = "a handler that ends by error has only its record delivered again";

/** Adapters that handle cron triggers wrongly. */
export const scheduleMutants = ofWire("cloudflare/scheduled", [
  {
    name: "a run whose handler failed succeeds",
    thrown: () => undefined,
    caughtBy: [FAILED, "a record that is rejected is not acknowledged, and the log says why"],
  },
  {
    name: "only a thrown error fails a run",
    function: (fn) => ({
      ...fn,
      handler: async (...args: readonly Native[]) => void (await fn.handler(...args)),
    }),
    caughtBy: ["retry() delivers again, its neighbours are acknowledged"],
  },
  {
    name: "the planned time is read as seconds",
    event: controller(({ scheduledTime }) => ({ scheduledTime: scheduledTime / 1000 })),
    caughtBy: ["a tick has its planned time, as a Date and as the event's time"],
  },
  {
    name: "the planned time is the time of arrival",
    event: controller(() => ({ scheduledTime: Date.now() })),
    caughtBy: [
      "a tick has its planned time, as a Date and as the event's time",
      "a tick has its delay in milliseconds",
      "a week of ticks takes only as long as its functions: each arrives once, in order and on time",
    ],
  },
  {
    name: "every tick goes to the first function",
    event: controller(() => ({ cron: "*/5 * * * *" })),
    caughtBy: [
      "a tick has the expression of its schedule",
      "a tick reaches only the function of its schedule",
    ],
  },
  {
    name: "a tick that no function claims is acknowledged",
    thrown(error) {
      if (error.code !== "ONEFN_NO_FUNCTION") throw error;
    },
    caughtBy: [
      "a record of an unclaimed place is not acknowledged, and the log says so",
      "a single function handles the place that it claims, and refuses another one with an error",
    ],
  },
  {
    name: "the delay is in seconds",
    function: withTick(({ late }) => ({ late: late / 1000 })),
    caughtBy: ["a tick has its delay in milliseconds"],
  },
  {
    name: "an early tick has a negative delay",
    function: withTick(({ scheduledAt }) => ({ late: Date.now() - scheduledAt })),
    caughtBy: ["a tick that arrives early has no delay"],
  },
  {
    name: "an id is random",
    function: withTick(() => ({ id: crypto.randomUUID() })),
    caughtBy: ["ticks of different times and schedules have different ids"],
  },
  {
    name: "waitUntil does nothing",
    function: (fn) =>
      withContext(fn, () => ({ waitUntil: (promise: Promise<unknown>) => void promise.catch(() => {}) })),
    caughtBy: ["work given to waitUntil is done, rejected work kills nothing"],
  },
  {
    name: "the handler's result is returned to the runtime",
    result: () => "ok",
    caughtBy: ["returning nothing acknowledges, and so does ack()"],
  },
]);
