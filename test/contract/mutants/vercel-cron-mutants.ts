import { type Mutant, type Native, ofWire } from "./mutant.js";

const SECRET_CASE =
  "an event with the right secret is handled, and one with a wrong secret, or none, is answered 401";

/** Adapters that handle the requests of cron jobs and schedules wrongly. */
export const vercelCronMutants: readonly Mutant[] = [
  ...ofWire("vercel/cron", [
    {
      name: "a request that nobody has verified is accepted",
      options: (options) => ({ ...options, events: { verify: "platform" } }),
      caughtBy: [
        "without the option events, an event is answered 401, and one log line says how to verify it",
        SECRET_CASE,
      ],
    },
    {
      name: "a secret is compared by its beginning",
      options: (options: Native) => ({
        ...options,
        events: {
          verify: ({ headers }: Request) =>
            (headers.get("x-contract-secret") ?? "").startsWith("the-secret-of-the-contract"),
        },
      }),
      caughtBy: [SECRET_CASE],
    },
    {
      name: "a run that fails is answered 204",
      result: () => new Response(null, { status: 204 }),
      caughtBy: ["a record that fails is not acknowledged, and its neighbours are neither lost nor dead"],
    },
    {
      name: "the time of the arrival is the planned time",
      function: (fn) => ({
        ...fn,
        handler: (tick: Native, context: Native) =>
          fn.handler(
            new Proxy(tick, { get: (of, name) => (name === "scheduledAt" ? new Date() : of[name]) }),
            context,
          ),
      }),
      caughtBy: ["a record that fails is not acknowledged, and its neighbours are neither lost nor dead"],
    },
  ]),
  ...ofWire("vercel/schedules", [
    {
      name: "the planned time is that of the dispatch",
      event(request) {
        request.headers.set("ce-vssscheduledat", request.headers.get("ce-time"));
        return request;
      },
      caughtBy: ["a tick has its planned time, as a Date and as the event's time"],
    },
    {
      name: "a dispatch goes to the first function, whatever its name",
      event(request) {
        if (request.headers.has("ce-vssschedulename"))
          request.headers.set("ce-vssschedulename", "contract-every");
        return request;
      },
      caughtBy: ["a tick reaches only the function of its schedule"],
    },
  ]),
];
