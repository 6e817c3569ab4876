import type { Reading, StorageOperation } from "onefn/provider";
import { asRecord, type LambdaContext } from "../native.js";
import { type EventBridgeEvent, isEventBridgeEvent } from "./eventbridge-envelope.js";
import { S3ObjectSource } from "./s3-object.js";
import { timeIn } from "./time.js";
import { undecodable } from "./undecodable.js";

/** What S3 tells EventBridge of an object. The spelling differs from that of S3's own notifications. */
interface BusObject {
  /** Not encoded. */
  readonly key?: string | undefined;
  readonly size?: number | undefined;
  readonly etag?: string | undefined;
  readonly "version-id"?: string | undefined;
  readonly sequencer?: string | undefined;
}

/** One notification that came through EventBridge, directly or in the message of a queue or a topic. */
export class S3BusSource extends S3ObjectSource<EventBridgeEvent> {
  constructor(event: EventBridgeEvent, record: object) {
    const bucket = busBucketOf(event);
    const { key, size, etag, sequencer, ...more }: BusObject = asRecord(asRecord(event.detail).object);
    if (!bucket || !key) throw undecodable("the event has no bucket or no object key");
    super({
      notification: event,
      record,
      operation: OPERATIONS[event["detail-type"]] ?? "updated",
      bucket,
      key,
      object: { size, eTag: etag, versionId: more["version-id"], sequencer },
    });
  }

  get id(): string {
    return this.notification.id;
  }
  source(): string {
    return this.notification.source;
  }
  type(): string {
    return `com.amazonaws.s3.${this.notification["detail-type"].replaceAll(" ", "")}`;
  }
  time(): Date | undefined {
    return timeIn(this.notification.time);
  }
}

/**
 * Any other event (a restore, tags, access, a storage class) is an update: even where a restored copy has expired, the
 * object is there.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventBridge.html
 */
const OPERATIONS: Readonly<Record<string, StorageOperation | undefined>> = {
  "Object Created": "created",
  "Object Deleted": "deleted",
};

/** Whether an event is about an object. CloudTrail's events of S3 have the same source, but another detail type. */
export function isOfObject(value: unknown): value is EventBridgeEvent {
  return isEventBridgeEvent(value) && value.source === "aws.s3" && value["detail-type"].startsWith("Object ");
}

/** The bucket that an event names, or an empty string. */
export function busBucketOf({ detail }: Pick<EventBridgeEvent, "detail">): string {
  return String(asRecord(asRecord(detail).bucket).name ?? "");
}

/** An event of a bus as a notification of S3. */
export const s3ThroughEventBridge: Reading<EventBridgeEvent, EventBridgeEvent, LambdaContext> = {
  kind: "storage",
  reads: isOfObject,
  // Without a bucket, this names the event in the error for one that no function claims.
  origin: (event) => busBucketOf(event) || `${event.source}, ${event["detail-type"]}`,
  decode: (event) => new S3BusSource(event, event),
};
