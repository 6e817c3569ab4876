import { cloudEventReading } from "./cloudevent.js";
import { eventReading, itemReading, objectReading } from "./cloudevent-kinds.js";
import { cloudEvents, cloudEventsBatch } from "./cloudevents.js";

// A module of its own: bundlers keep a spread, used or not.

/** All that a CloudEvent can be. What no event function wants is an ordinary message. */
const ANYTHING = [objectReading, itemReading, { ...eventReading, yields: true }, cloudEventReading];

/** CloudEvents for all kinds, one a request. */
export const cloudEventsOfAnyKind: typeof cloudEvents = { ...cloudEvents, readings: ANYTHING };

/** CloudEvents for all kinds, several a request. */
export const batchOfAnyKind: typeof cloudEventsBatch = { ...cloudEventsBatch, readings: ANYTHING };
