import type { OutgoingNotification } from "onefn/simulator";
import type { RecordCase } from "../../case.js";
import { copyCases } from "./copies.js";
import { filterCases } from "./filters.js";
import { objectCases } from "./objects.js";
import { carrierCases } from "./records.js";

/** The cases for wires of storage notifications, in addition to those for all records. */
export const storageCases: readonly RecordCase<OutgoingNotification>[] = [
  ...objectCases,
  ...filterCases,
  ...carrierCases,
  ...copyCases,
];
