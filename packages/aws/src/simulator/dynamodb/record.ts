import { Buffer } from "node:buffer";
import type { OutgoingChange } from "onefn/simulator";
import { arn, REGION } from "../account.js";
import { overridden } from "../sqs/record.js";
import { type StoredItem, storeItem } from "./attribute-values.js";

/** A change as a stream stores it. */
export interface StoredChange {
  readonly id: string;
  /** Its position in the shard, a decimal number. */
  readonly sequenceNumber: string;
  /** Milliseconds since the epoch. */
  readonly changedAt: number;
  readonly name: "INSERT" | "MODIFY" | "REMOVE";
  readonly keys: StoredItem;
  readonly oldImage: StoredItem | undefined;
  readonly newImage: StoredItem | undefined;
  readonly view: View;
  readonly native: Readonly<Record<string, unknown>>;
}

/** The view type of a stream. */
type View = "KEYS_ONLY" | "NEW_IMAGE" | "OLD_IMAGE" | "NEW_AND_OLD_IMAGES";

const NAMES = { insert: "INSERT", update: "MODIFY", delete: "REMOVE" } as const;

/**
 * Converts a change to what the stream stores. Its images contain the attributes of the key.
 *
 * @throws OnefnError ONEFN_MESSAGE_INVALID for a value that DynamoDB does not have.
 */
export function storeChange(
  place: string,
  change: OutgoingChange,
  kept: Pick<StoredChange, "id" | "sequenceNumber" | "changedAt">,
): StoredChange {
  const { operation, key, before, after, native = {} } = change;
  return {
    ...kept,
    name: NAMES[operation],
    keys: storeItem(place, key),
    oldImage: before && storeItem(place, { ...key, ...before }),
    newImage: after && storeItem(place, { ...key, ...after }),
    view: viewOf(change),
    native,
  };
}

/** The view type of a stream that sends exactly these images. */
function viewOf({ operation, before, after }: OutgoingChange): View {
  if (!before && !after) return "KEYS_ONLY";
  if ((before && after) || operation !== "update") return "NEW_AND_OLD_IMAGES";
  return after ? "NEW_IMAGE" : "OLD_IMAGE";
}

/**
 * One change as Lambda passes it to the function.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_Record.html
 */
export function dynamodbRecord(change: StoredChange, table: string) {
  const { keys, oldImage, newImage } = change;
  const record = {
    eventID: change.id,
    eventName: change.name,
    eventVersion: "1.1",
    eventSource: "aws:dynamodb",
    awsRegion: REGION,
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(change.changedAt / 1000),
      Keys: keys,
      ...(newImage && { NewImage: newImage }),
      ...(oldImage && { OldImage: oldImage }),
      SequenceNumber: change.sequenceNumber,
      SizeBytes: Buffer.byteLength(JSON.stringify([keys, oldImage, newImage])),
      StreamViewType: change.view,
    },
    eventSourceARN: arn("dynamodb", `table/${table}/stream/2026-01-01T00:00:00.000`),
  };
  return overridden(record, change.native);
}
