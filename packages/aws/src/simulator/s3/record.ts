import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { OnefnError } from "onefn";
import type { OutgoingNotification } from "onefn/simulator";
import { REGION } from "../account.js";
import { overridden } from "../sqs/record.js";

/** S3's notification about an object, sent directly or in a queue's message. Its id is the one that handlers see. */
export type S3Notification = ReturnType<typeof s3Notification>;

/** What a notification says of an object. A deleted one has neither size nor etag. */
export interface S3Object {
  readonly key: string;
  readonly size?: number;
  readonly eTag?: string;
  readonly versionId?: string;
  readonly sequencer: string;
}

/** When and how an object was changed. */
export interface S3Change {
  readonly bucket: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Orders the events of one key. */
  readonly sequence: number;
  /** The id of the request that changed the object. */
  readonly requestId: string;
}

const NAMES = {
  created: "ObjectCreated:Put",
  updated: "ObjectTagging:Put",
  deleted: "ObjectRemoved:Delete",
} as const;

/**
 * S3's notification about one object.
 *
 * @throws OnefnError ONEFN_MESSAGE_INVALID for an operation that S3 does not have.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 */
export function s3Notification(
  place: string,
  { operation, key, size, etag, version, native = {} }: OutgoingNotification,
  change: S3Change,
) {
  const name = NAMES[refuseUnknown(place, operation)];
  const gone = operation === "deleted";
  const encoded = formEncoded(key);
  const sequencer = sequencerOf(change.sequence);
  const object: S3Object = {
    key: encoded,
    ...(!gone && { size: size ?? 1024, eTag: etag ?? createHash("md5").update(key).digest("hex") }),
    ...(version !== undefined && { versionId: version }),
    sequencer,
  };
  const event = gone && version !== undefined ? "ObjectRemoved:DeleteMarkerCreated" : name;
  const { requestId } = change;
  const id = `${requestId}.${hostId(requestId)}.${sequencer}.${fingerprint(`${encoded} ${version ?? ""}`)}`;
  return { id, record: overridden(s3Record(event, change, object), native) };
}

/** A record about an object, of which it says this much. */
export function s3Record<About extends S3Object>(
  eventName: string,
  { bucket, at, requestId }: S3Change,
  object: About,
) {
  return {
    eventVersion: "2.1",
    eventSource: "aws:s3",
    awsRegion: REGION,
    eventTime: new Date(at).toISOString(),
    eventName,
    userIdentity: { principalId: "AWS:AIDACKCEVSQ6C2EXAMPLE" },
    requestParameters: { sourceIPAddress: "203.0.113.7" },
    responseElements: { "x-amz-request-id": requestId, "x-amz-id-2": hostId(requestId) },
    s3: {
      s3SchemaVersion: "1.0",
      configurationId: "onefn",
      bucket: {
        name: bucket,
        ownerIdentity: { principalId: "A3NL1KOZZKEXAMPLE" },
        arn: `arn:aws:s3:::${bucket}`,
      },
      object,
    },
  };
}

/** The second id of a request. */
function hostId(requestId: string): string {
  return createHash("sha512").update(requestId).digest("base64").slice(0, 76);
}

/** The operation, if S3 reports it. @throws OnefnError ONEFN_MESSAGE_INVALID if it does not. */
export function refuseUnknown(place: string, operation: OutgoingNotification["operation"]) {
  if (operation !== "archived" && operation !== "test") return operation;
  throw new OnefnError(
    "ONEFN_MESSAGE_INVALID",
    `[onefn/aws] ${place}: S3 sends no notification for the operation "${operation}". Send another operation.`,
  );
}

/** What orders the events of one key. */
export function sequencerOf(sequence: number): string {
  return (0x5b00_0000_0000 + sequence).toString(16).toUpperCase().padStart(18, "0");
}

/** The test event that S3 sends to a queue when a bucket is configured to notify it. */
export function s3TestEvent({ bucket, at, requestId }: S3Change): Readonly<Record<string, unknown>> {
  return {
    Service: "Amazon S3",
    Event: "s3:TestEvent",
    Time: new Date(at).toISOString(),
    Bucket: bucket,
    RequestId: requestId,
    HostId: hostId(requestId),
  };
}

/** As in forms, except that slashes stay: letters, digits and `_.*-` stay, and a space becomes a plus sign. */
function formEncoded(key: string): string {
  let encoded = "";
  for (const byte of Buffer.from(key)) {
    const character = String.fromCharCode(byte);
    if (/[\w.*/-]/.test(character)) encoded += character;
    else encoded += character === " " ? "+" : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }
  return encoded;
}

/** 32-bit FNV-1a, forwards and backwards, in base 36. */
function fingerprint(text: string): string {
  const bytes = Array.from(Buffer.from(text), BigInt);
  return [bytes, [...bytes].reverse()]
    .map((each) =>
      each.reduce<bigint>((hash, byte) => ((hash ^ byte) * 16_777_619n) % 2n ** 32n, 2_166_136_261n),
    )
    .map((hash) => hash.toString(36))
    .join("");
}
