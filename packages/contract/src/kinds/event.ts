import type { EventFunction } from "onefn";
import type { EventWire, OutgoingEvent } from "onefn/simulator";
import { eventCases } from "../cases/event/index.js";
import { recordComparison } from "../check/record-answer.js";
import { contractFunctions } from "../functions/index.js";
import type { KindContract } from "./contract.js";
import { type RecordKit, SECRET } from "./record-kit.js";
import { recordContract } from "./records.js";

const kit: RecordKit<OutgoingEvent> = {
  functions: {
    main: contractFunctions.event,
    claimed: contractFunctions.eventClaimed,
    catchAll: contractFunctions.eventCatchAll,
  },
  strangers: contractFunctions.http,
  batches: false,
  deadLetters: true,
  places: false,
  catchAllNeeds: ["eventTypes"],
  record: (order) => ({ data: order }),
  misfit: () => ({ data: {} }),
  poisons: [
    ["lacks a required member", "contract-schema", { other: SECRET }],
    ["has a member of the wrong type", "contract-schema", { sku: 1, other: SECRET }],
    ["fails an asynchronous schema", "contract-async-schema", { sku: "unknown" }],
  ].map(([what, place, data]) => ({
    name: `data that ${what}`,
    place: place as string,
    code: "ONEFN_MESSAGE_INVALID",
    record: { data },
    good: { data: { sku: "good" } },
  })),
};

/** The contract of events. */
export const eventContract: KindContract<EventWire> = recordContract<EventWire, OutgoingEvent>({
  kind: "event",
  functions: "event",
  kit,
  cases: eventCases,
  compare: recordComparison<EventWire, OutgoingEvent>({
    input: "an event",
    example: '{ data: { total: 3 }, to: "order.placed" }',
    takes: (input) => "data" in input && !("operation" in input),
    placeOf: (fn) => (fn as EventFunction).trigger.type?.[0],
    textOf: ({ data }) => JSON.stringify(data) ?? "no data",
  }),
});
