import type { MessageCase } from "../../case.js";
import { batchCases } from "./batches.js";
import { claimCases } from "./claims.js";
import { clockCases } from "./clock.js";
import { copyCases } from "./copies.js";
import { deadlineCases } from "./deadline.js";
import { decodingCases } from "./decoding.js";
import { middlewareCases } from "./middleware.js";
import { moduleCases } from "./modules.js";
import { numberCases } from "./numbers.js";
import { orderCases } from "./order.js";
import { outcomeCases } from "./outcomes.js";
import { poisonCases } from "./poison.js";
import { unknownEventCases } from "./unknown-events.js";
import { unknownOptionCases } from "./unknown-options.js";
import { wrongKindCases } from "./wrong-kinds.js";

/** What every wire of messages has to do. */
export const messageCases: readonly MessageCase[] = [
  ...decodingCases,
  ...copyCases,
  ...numberCases,
  ...outcomeCases,
  ...moduleCases,
  ...poisonCases,
  ...orderCases,
  ...batchCases,
  ...deadlineCases,
  ...clockCases,
  ...middlewareCases,
  ...claimCases,
  ...unknownEventCases,
  ...wrongKindCases,
  ...unknownOptionCases,
];
