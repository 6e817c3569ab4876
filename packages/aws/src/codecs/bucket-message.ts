import type { StorageSource } from "onefn/provider";
import { asRecord } from "../native.js";
import type { EventBridgeEvent } from "./eventbridge-envelope.js";
import { bucketOf, isS3Record, type S3Record, S3Source } from "./s3.js";
import { busBucketOf, isOfObject, S3BusSource } from "./s3-through-eventbridge.js";

/** What a bucket has sent in the message of a queue or a topic. */
interface BucketMessage {
  readonly bucket: string;
  /** The notifications: usually one, none for S3's test event. `record` is what Lambda delivered. */
  sources(record: object): readonly StorageSource[];
}

/** The parsed messages. A message is needed before its batch starts and again when it is read, but is parsed once. */
const found = new WeakMap<object, BucketMessage | null>();

/**
 * What a bucket has sent in the text of a native record; null if the text is something else. S3 sends it directly or
 * through EventBridge, and SNS may have wrapped it on its way into a queue.
 */
export function bucketMessageIn(record: object | null, text: unknown): BucketMessage | null {
  if (!record) return null;
  let message = found.get(record);
  if (message === undefined) {
    message = read(text);
    found.set(record, message);
  }
  return message;
}

/** The notifications in the text of a record that {@link bucketMessageIn} knows. */
export function sourcesIn(record: object | null, text: unknown): readonly StorageSource[] {
  return (record && bucketMessageIn(record, text)?.sources(record)) ?? [];
}

/** A text that does not name S3 is not parsed. Within SNS's envelope, quotation marks have a backslash in front. */
const MARK = /"(?:aws[:.]s3|s3:TestEvent)\\?"/;

function read(text: unknown): BucketMessage | null {
  if (typeof text !== "string" || !MARK.test(text)) return null;
  let message: Readonly<Record<string, unknown>>;
  try {
    message = asRecord(JSON.parse(text));
  } catch {
    return null;
  }
  if (message.Type === "Notification") return read(message.Message);
  if (isOfObject(message)) return ofBus(message);
  const { Event, Bucket, Records } = message;
  if (Event === "s3:TestEvent" && typeof Bucket === "string") return { bucket: Bucket, sources: () => [] };
  return Array.isArray(Records) && Records.length > 0 ? ofBucket(Records) : null;
}

function ofBus(event: EventBridgeEvent): BucketMessage {
  return { bucket: busBucketOf(event), sources: (record) => [new S3BusSource(event, record)] };
}

/** S3 puts the events of one bucket into a message. Any other mixture is an ordinary message. */
function ofBucket(records: readonly S3Record[]): BucketMessage | null {
  const bucket = bucketOf(records[0]);
  const isOfBucket = (each: S3Record) => isS3Record(each) && bucketOf(each) === bucket;
  if (!records.every(isOfBucket)) return null;
  return { bucket, sources: (record) => records.map((each) => new S3Source(each, record)) };
}
