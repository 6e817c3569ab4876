import type { ReplaceEvent } from "onefn/simulator";

/** The content of the events, and of the requests and messages that they replace. It must not be logged. */
export const SECRET = "secret-of-the-event";

/** Events that belong to no wire. */
export const UNKNOWN_EVENTS: Readonly<Record<string, ReplaceEvent>> = {
  null: () => null,
  "a text": () => SECRET,
  "a meaningless object": () => ({ [SECRET]: { password: SECRET } }),
  // Of no version that there is: on wires of the kind `event`, any other CloudEvent is their own.
  "an event of another trigger": () => ({
    specversion: "9.0",
    id: SECRET,
    source: "//storage.example/bucket",
    type: "example.storage.object.created",
    data: { key: SECRET },
  }),
  "a real event without its values": withoutValues,
  "a real event in an envelope": (written) => ({ detail: written }),
  "a list with a real event": (written) => [written],
  // Copying such an event member by member gives the copy this prototype.
  "a real event by the name of __proto__": (written) =>
    JSON.parse(`{"__proto__":${JSON.stringify(written)}}`),
};

/** The names of an event's members, with null for every value. */
function withoutValues(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutValues);
  if (typeof value !== "object" || value === null) return null;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withoutValues(each)]));
}
