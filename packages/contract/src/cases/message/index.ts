import type { MessageCase } from "../../case.js";
import { batchCases } from "./batches.js";
import { deadlineCases } from "./deadline.js";
import { decodingCases } from "./decoding.js";
import { numberCases } from "./numbers.js";
import { orderCases } from "./order.js";
import { outcomeCases } from "./outcomes.js";
import { poisonCases } from "./poison.js";
import { unknownEventCases } from "./unknown-events.js";
import { wrongKindCases } from "./wrong-kinds.js";

/** What every wire of messages has to do. */
export const messageCases: readonly MessageCase[] = [
  ...decodingCases,
  ...numberCases,
  ...outcomeCases,
  ...poisonCases,
  ...orderCases,
  ...batchCases,
  ...deadlineCases,
  ...unknownEventCases,
  ...wrongKindCases,
];
