import type { OutgoingMessage } from "onefn/simulator";
import type { RecordCase } from "../../case.js";
import { copyCases } from "./copies.js";
import { deadLetterCases } from "./dead-letters.js";
import { decodingCases } from "./decoding.js";
import { idCases } from "./ids.js";
import { moduleCases } from "./modules.js";
import { numberCases } from "./numbers.js";
import { tombstoneCases } from "./tombstones.js";

/** The cases of message wires, in addition to those of all record wires. */
export const messageCases: readonly RecordCase<OutgoingMessage>[] = [
  ...decodingCases,
  ...idCases,
  ...copyCases,
  ...deadLetterCases,
  ...numberCases,
  ...moduleCases,
  ...tombstoneCases,
];
