import type { DeliveryReport, DrainReport } from "./record-wire.js";

/** The report of a delivery for which there was no record. */
export const NOTHING: DeliveryReport = {
  delivered: [],
  acknowledged: [],
  returned: [],
  dead: [],
  lost: [],
  repeated: [],
};

/** Lists for the fates of the records of a delivery. */
export function noFates(): Record<"acknowledged" | "returned" | "dead" | "lost", string[]> {
  return { acknowledged: [], returned: [], dead: [], lost: [] };
}

/** The final fate of the records of several deliveries. */
export function drained(reports: readonly DeliveryReport[]): DrainReport {
  const attempts: Record<string, number> = {};
  for (const id of reports.flatMap(({ delivered }) => delivered)) attempts[id] = (attempts[id] ?? 0) + 1;
  return {
    acknowledged: reports.flatMap(({ acknowledged }) => acknowledged),
    dead: reports.flatMap(({ dead }) => dead),
    lost: reports.flatMap(({ lost }) => lost),
    repeated: [...new Set(reports.flatMap(({ repeated }) => repeated))],
    attempts,
  };
}
