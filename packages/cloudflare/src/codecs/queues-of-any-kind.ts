import { queues } from "./queues.js";
import { r2Notification } from "./r2.js";

/** Queues for all kinds. A notification that no storage function claims is an ordinary message. */
export const queuesOfAnyKind: typeof queues = { ...queues, readings: [r2Notification, ...queues.readings] };

/**
 * Queues that only receive notifications from buckets.
 * @see https://developers.cloudflare.com/r2/buckets/event-notifications/
 */
export const queuesFromR2: typeof queues = { ...queues, readings: [r2Notification] };
