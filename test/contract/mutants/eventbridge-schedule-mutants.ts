import { type Native, ofWire } from "./mutant.js";

/** A function whose handler sees another tick. */
const withTick = (own: (tick: Native) => Readonly<Record<string, unknown>>) => (fn: Native) => ({
  ...fn,
  handler: (tick: Native, context: Native) => {
    const replaced = own(tick);
    const seen = { get: (_: Native, name: string) => (name in replaced ? replaced[name] : tick[name]) };
    return fn.handler(new Proxy(tick, seen), context);
  },
});

/** A schedule's ARN with another name. */
const renamed = (arn: string, name: string) => arn.replace(/[^/]+$/, name);

const PLANNED = "a tick has its planned time, as a Date and as the event's time";
const OWN = "a tick reaches only the function of its schedule";

/** Adapters that read or settle the runs of EventBridge's schedules wrongly. */
export const eventBridgeScheduleMutants = [
  ...ofWire("aws/scheduler", [
    {
      name: "the name of the schedule is not used",
      event: (event) => ({ ...event, resources: [] }),
      caughtBy: [OWN, PLANNED],
    },
    {
      name: "every tick goes to the first function",
      event: (event) => ({ ...event, resources: [renamed(event.resources[0], "contract-seen")] }),
      caughtBy: [OWN],
    },
    {
      name: "the option names does not know the name of the schedule",
      options: ({ names: _, ...options }) => options,
      caughtBy: ["a function gets the records of the place that the option names maps to its claim"],
    },
    {
      name: "the planned time is the time of arrival",
      event: (event) => ({ ...event, time: new Date().toISOString() }),
      caughtBy: [
        PLANNED,
        "a tick has its delay in milliseconds",
        "a week of ticks takes only as long as its functions: each arrives once, in order and on time",
      ],
    },
    {
      name: "the text in the detail is the data",
      function: withTick(() => ({ data: {} })),
      caughtBy: ["a tick is a CloudEvent with an id, a source and a type, and without data"],
    },
    {
      name: "a tick has another id at each delivery",
      function: withTick(() => ({ id: crypto.randomUUID() })),
      caughtBy: ["ticks of different times and schedules have different ids"],
    },
    {
      name: "a tick of a schedule keeps the function warm",
      event: () => ({ warmer: true }),
      caughtBy: [
        "a record of an unclaimed place is not acknowledged, and the log says so",
        "a delivery without a claimed record fails as a whole, and is logged",
      ],
    },
    {
      name: "a failure is returned, and Lambda treats it as a success",
      thrown: () => null,
      caughtBy: [
        "a handler that ends by error has only its record delivered again",
        "a tick whose function failed is delivered again",
      ],
    },
    {
      name: "an event of another trigger is the tick of a schedule",
      event: (event) =>
        event?.["detail-type"] === "Scheduled Event"
          ? event
          : {
              "schedule-arn":
                "arn:aws:scheduler:eu-central-1:123456789012:schedule/default/contract-outcomes",
            },
      caughtBy: [
        "an event of another trigger in place of a delivery is refused with an error, and acknowledges nothing",
        "a list with a real event in place of a delivery is refused with an error, and acknowledges nothing",
      ],
    },
  ]),
  ...ofWire("aws/scheduler-input", [
    {
      name: "the input does not name its schedule",
      event: ({ "schedule-arn": _, ...input }) => input,
      caughtBy: [OWN, PLANNED],
    },
    {
      name: "the planned time is not read from the input",
      event: ({ "scheduled-time": _, ...input }) => input,
      caughtBy: [PLANNED, "a tick has its delay in milliseconds"],
    },
    {
      name: "an early tick has a negative delay",
      function: withTick(({ scheduledAt }) => ({ late: Date.now() - scheduledAt })),
      caughtBy: ["a tick that arrives early has no delay"],
    },
    {
      name: "ticks of all times have one id",
      function: withTick(({ source }) => ({ id: source })),
      caughtBy: ["ticks of different times and schedules have different ids"],
    },
  ]),
];
