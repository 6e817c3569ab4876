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

/** Adapters that handle runs of Netlify's scheduled functions wrongly. */
export const netlifyScheduleMutants = ofWire("netlify/scheduled-functions", [
  {
    name: "next_run is read as the planned time",
    function: withTick(({ extensions }) => ({ scheduledAt: new Date(extensions.nextrun) })),
    caughtBy: ["a record that fails is not acknowledged, and its neighbours are neither lost nor dead"],
  },
  {
    name: "a request that nobody has verified is accepted",
    options: (options) => ({ ...options, events: { verify: "platform" } }),
    caughtBy: ["without the option events, an event is answered 401, and one log line says how to verify it"],
  },
  {
    name: "a run goes to the first function, whatever its name",
    event: (request: Request) =>
      new Request(new URL("/.netlify/functions/contract-every", request.url), request),
    caughtBy: ["a tick reaches only the function of its schedule"],
  },
  {
    name: "the body of the run is its data",
    function: withTick(() => ({ data: { next_run: "2026-03-01T03:30:00Z" } })),
    caughtBy: ["a tick is a CloudEvent with an id, a source and a type, and without data"],
  },
]);
