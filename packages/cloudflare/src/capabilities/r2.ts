import type { Capabilities } from "onefn/provider";
import { queues } from "./queues.js";
import { gap } from "./words.js";

const NOTIFICATIONS = "https://developers.cloudflare.com/r2/buckets/event-notifications";

const format = (reason: string) => gap(reason, `${NOTIFICATIONS}/#message-format`);
const { waitUntil, retryAfter, deadline, unknownEvents, wrongKinds, order, largeBatches, reject } = queues;

/** Notifications from R2, by the contract's names. They come in the messages of a queue. */
export const r2: Capabilities = {
  waitUntil,
  retryAfter,
  deadline,
  unknownEvents,
  wrongKinds,
  order,
  largeBatches,
  reject,
  attempt: format("A notification has no delivery count; that of its message is in context.platform.record."),
  objectType: format("A notification does not contain the object's content type."),
  version: format("R2 keeps no versions of an object."),
  archived: format("R2 keeps no versions of an object, so none stops being the live one."),
  updates: gap(
    "An object's metadata changes only with its content, which is reported as a creation.",
    `${NOTIFICATIONS}/#event-types`,
  ),
  severalInOne: format("Each message holds one notification."),
  testNotifications: gap("R2 sends no test notification.", `${NOTIFICATIONS}/`),
};
