import type { RecordCase } from "../../case.js";
import type { RecordKit } from "../../kinds/record-kit.js";
import { batchCases, boundCases } from "./batches.js";
import { claimCases } from "./claims.js";
import { batchClockCases, clockCases, schemaClockCases } from "./clock.js";
import { batchDeadLetterCases, deadLetterCases } from "./dead-letters.js";
import { batchDeadlineCases, deadlineCases } from "./deadline.js";
import { batchMiddlewareCases, middlewareCases } from "./middleware.js";
import { batchOrderCases, brokenOrderCases, orderCases, shardCases } from "./order.js";
import { outcomeCases } from "./outcomes.js";
import { poisonCases } from "./poison.js";
import { refusalCases } from "./refusals.js";
import { requestCases } from "./requests.js";
import { batchRoutingCases, routingCases } from "./routing.js";
import { unknownEventCases } from "./unknown-events.js";

/** The cases of every wire that delivers records, of any kind. */
export function recordCases(kit: RecordKit<unknown>): readonly RecordCase[] {
  return [
    ...outcomeCases,
    ...poisonCases(kit),
    ...orderCases,
    ...shardCases,
    ...brokenOrderCases(kit),
    ...boundCases,
    ...deadlineCases,
    ...clockCases,
    ...(kit.deadLetters ? deadLetterCases : []),
    ...middlewareCases,
    ...(kit.batches ? ofBatches(kit) : []),
    ...(kit.misfit ? schemaClockCases(kit) : []),
    ...claimCases(kit),
    ...routingCases(kit),
    ...unknownEventCases,
    ...requestCases,
    ...refusalCases(kit),
  ];
}

function ofBatches(kit: RecordKit<unknown>): readonly RecordCase[] {
  return [
    ...batchCases(kit),
    ...batchOrderCases,
    ...batchDeadlineCases,
    ...batchClockCases,
    ...batchDeadLetterCases,
    ...batchMiddlewareCases,
    ...batchRoutingCases,
  ];
}
