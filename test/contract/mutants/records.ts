import type { Native } from "./mutant.js";

/** An event with each of its records changed. */
export const eachRecord = (map: (record: Native) => Native) => (event: Native) => ({
  ...event,
  Records: event.Records.map(map),
});
