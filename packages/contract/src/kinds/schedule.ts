import type { ScheduleFunction } from "onefn";
import type { OutgoingTick, ScheduleWire } from "onefn/simulator";
import { scheduleCases } from "../cases/schedule/index.js";
import { recordComparison } from "../check/record-answer.js";
import { contractFunctions } from "../functions/index.js";
import { cronFor, timeOf } from "../functions/schedule/planned.js";
import type { KindContract } from "./contract.js";
import type { RecordKit } from "./record-kit.js";
import { recordContract } from "./records.js";

const kit: RecordKit<OutgoingTick> = {
  functions: {
    main: contractFunctions.schedule,
    claimed: contractFunctions.scheduleClaimed,
    catchAll: contractFunctions.scheduleCatchAll,
  },
  strangers: contractFunctions.message,
  batches: false,
  deadLetters: false,
  claimOf: cronFor,
  loneNeeds: ["cron"],
  catchAllNeeds: ["unplanned"],
  record: (order) => ({ scheduledAt: timeOf(order) }),
  poisons: [],
};

/** The contract of schedules. */
export const scheduleContract: KindContract<ScheduleWire> = recordContract<ScheduleWire, OutgoingTick>({
  kind: "schedule",
  functions: "schedule",
  kit,
  cases: scheduleCases,
  compare: recordComparison<ScheduleWire, OutgoingTick>({
    input: "a tick",
    example: "{ scheduledAt: new Date() }",
    takes: (input) => "scheduledAt" in input,
    placeOf: (fn) => (fn as ScheduleFunction).trigger.cron,
    textOf: ({ scheduledAt = new Date() }) => scheduledAt.toISOString(),
  }),
});
