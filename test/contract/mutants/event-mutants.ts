import { randomUUID } from "node:crypto";
import { type Native, ofWire } from "./mutant.js";

/** A function whose handler sees another event. */
const withEvent = (own: (event: Native) => Readonly<Record<string, unknown>>) => (fn: Native) => ({
  ...fn,
  handler: (event: Native, context: Native) => {
    const replaced = own(event);
    const seen = { get: (_: Native, name: string) => (name in replaced ? replaced[name] : event[name]) };
    return fn.handler(new Proxy(event, seen), context);
  },
});

const FAILED = "a handler that ends by error has only its record delivered again";

/** Adapters that read or settle events of a bus wrongly. */
export const eventMutants = ofWire("aws/eventbridge", [
  {
    name: "the data is the envelope",
    function: withEvent((event) => ({ data: { detail: event.data } })),
    caughtBy: ["the data of an event is an object"],
  },
  {
    name: "the texts in the data are parsed",
    event: (event) => ({
      ...event,
      detail: JSON.parse(JSON.stringify(event.detail), (_, value) =>
        typeof value === "string" && /^[{\d]/.test(value) ? JSON.parse(value) : value,
      ),
    }),
    caughtBy: ["the data of an event is an object whose text is JSON"],
  },
  {
    name: "the data is copied by assignment",
    event: (event) => ({ ...event, detail: Object.assign({}, event.detail) }),
    caughtBy: ["the data of an event is an object with a member __proto__"],
  },
  {
    name: "the type is a constant",
    event: (event) => ({ ...event, "detail-type": "com.amazonaws.event" }),
    caughtBy: [
      "an event has the type of its sender",
      "a function with a schema for each type checks each event by the schema of its type",
    ],
  },
  {
    name: "a star is a part of the type",
    function: (fn) => ({
      ...fn,
      trigger: { ...fn.trigger, type: fn.trigger.type?.map((type: string) => type.replace("*", "\\*")) },
    }),
    caughtBy: ["the function whose filters match takes an event of type contract-prefixed.a.b from anywhere"],
  },
  {
    name: "every type is a prefix",
    function: (fn) => ({
      ...fn,
      trigger: { ...fn.trigger, type: fn.trigger.type?.map((type: string) => type.replace(/\*?$/, "*")) },
    }),
    caughtBy: [
      "an event whose type only begins like one without a star is acknowledged without a run, and the log says so",
    ],
  },
  {
    name: "the source does not filter",
    function: (fn) => ({ ...fn, trigger: { ...fn.trigger, source: undefined } }),
    caughtBy: [
      "an event of a source that no function handles is acknowledged without a run, and the log says so",
    ],
  },
  {
    name: "an event has another id at each delivery",
    function: withEvent(() => ({ id: randomUUID() })),
    caughtBy: ["an event has the same id at each delivery"],
  },
  {
    name: "an event whose handler failed is acknowledged",
    thrown: () => null,
    caughtBy: [FAILED, "a record that is rejected is not acknowledged, and the log says why"],
  },
]);
