import type { OutgoingEvent } from "onefn/simulator";
import type { RecordCase } from "../../case.js";
import { contentCases } from "./content.js";
import { filterCases } from "./filters.js";
import { schemaCases } from "./schemas.js";

/** The cases for wires of events, in addition to those for all records. */
export const eventCases: readonly RecordCase<OutgoingEvent>[] = [
  ...contentCases,
  ...filterCases,
  ...schemaCases,
];
