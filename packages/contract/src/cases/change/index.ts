import type { OutgoingChange } from "onefn/simulator";
import type { RecordCase } from "../../case.js";
import { copyCases } from "./copies.js";
import { itemCases } from "./items.js";
import { schemaCases } from "./schemas.js";
import { sequenceCases } from "./sequences.js";
import { valueCases } from "./values.js";

/** The cases for wires of changes, in addition to those for all records. */
export const changeCases: readonly RecordCase<OutgoingChange>[] = [
  ...itemCases,
  ...valueCases,
  ...schemaCases,
  ...sequenceCases,
  ...copyCases,
];
