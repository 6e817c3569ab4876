import type { Context, StorageNotification } from "onefn";

/** What `contract-seen` reports about a notification. */
export interface SeenNotification {
  readonly specversion: string;
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string | null;
  readonly time: string | null;
  readonly operation: string;
  readonly bucket: string;
  readonly key: string;
  readonly size: number | null;
  readonly etag: string | null;
  readonly contentType: string | null;
  readonly version: string | null;
  /** Whether the event has data. */
  readonly hasData: boolean;
  readonly requestId: string;
}

/** Everything that a handler can read from its notification, as JSON. */
export function seenNotification(
  notification: StorageNotification,
  context: Context,
): Readonly<Record<string, unknown>> {
  const { specversion, id, source, type, operation, bucket, key } = notification;
  const seen: SeenNotification = {
    specversion,
    id,
    source,
    type,
    subject: notification.subject ?? null,
    time: notification.time ?? null,
    operation,
    bucket,
    key,
    size: notification.size ?? null,
    etag: notification.etag ?? null,
    contentType: notification.contentType ?? null,
    version: notification.version ?? null,
    hasData: typeof notification.data === "object" && notification.data !== null,
    requestId: context.requestId,
  };
  return { ...seen };
}
