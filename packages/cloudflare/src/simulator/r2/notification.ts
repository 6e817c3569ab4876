import { createHash } from "node:crypto";
import { OnefnError } from "onefn";
import type { OutgoingNotification } from "onefn/simulator";

/** What a bucket writes into the body of a message. */
export type NotificationBody = Readonly<Record<string, unknown>>;

const ACTIONS: ReadonlyMap<string, string> = new Map([
  ["created", "PutObject"],
  ["deleted", "DeleteObject"],
]);

/**
 * The notification about an object.
 *
 * @throws OnefnError ONEFN_MESSAGE_INVALID for an operation that R2 does not report.
 * @see https://developers.cloudflare.com/r2/buckets/event-notifications/#message-format
 */
export function notificationBody(
  place: string,
  { operation, key, size = 1024, etag, native = {} }: OutgoingNotification,
  { bucket, at }: { readonly bucket: string; readonly at: number },
): NotificationBody {
  const action = ACTIONS.get(operation);
  if (!action)
    throw new OnefnError(
      "ONEFN_MESSAGE_INVALID",
      `[onefn/cloudflare] ${place}: R2 sends no notification for the operation "${operation}". Send another operation.`,
    );
  const content = { size, eTag: etag ?? createHash("md5").update(key).digest("hex") };
  return {
    account: "3f4b7e3dcab231cbfdaa90a6a28bd548",
    action,
    bucket,
    object: { key, ...(operation === "created" && content) },
    eventTime: new Date(at).toISOString(),
    ...native,
  };
}
