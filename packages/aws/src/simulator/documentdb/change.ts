import { randomBytes } from "node:crypto";
import type { OutgoingChange } from "onefn/simulator";
import { arn } from "../account.js";
import { overridden } from "../sqs/record.js";
import { extended } from "./extended-json.js";

/** When and where a document was changed. */
export interface DocumentChange {
  readonly collection: string;
  readonly database: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Its number among the changes of one second. */
  readonly sequence: number;
}

/** A change as a change stream has it. Its id is the resume token. */
export type StoredDocumentChange = ReturnType<typeof storeDocumentChange>;

/**
 * Converts a change to what the stream has. A document contains the members of its key. The document before a change
 * is not part of it.
 *
 * @throws OnefnError ONEFN_MESSAGE_INVALID for a value that DocumentDB does not have.
 * @see https://docs.aws.amazon.com/documentdb/latest/developerguide/change_streams.html
 */
export function storeDocumentChange(
  place: string,
  { operation, key, after, native = {} }: OutgoingChange,
  { collection, database, at, sequence }: DocumentChange,
) {
  const seconds = Math.floor(at / 1000);
  const id = `01${seconds.toString(16)}${sequence.toString(16).padStart(8, "0")}${randomBytes(11).toString("hex")}`;
  const event = {
    _id: { _data: id },
    clusterTime: { $timestamp: { t: seconds, i: sequence } },
    documentKey: extended(place, key),
    ...(after && { fullDocument: extended(place, { ...key, ...after }) }),
    ns: { db: database, coll: collection },
    operationType: operation,
    ...(operation === "update" && {
      updateDescription: { updatedFields: extended(place, after ?? {}), removedFields: [] },
    }),
  };
  return { id, event: overridden(event, native) };
}

/** Lambda's event. @see https://docs.aws.amazon.com/lambda/latest/dg/with-documentdb.html */
export function documentdbEvent(changes: readonly StoredDocumentChange["event"][], cluster = "shop") {
  return {
    eventSourceArn: arn("rds", `cluster:${cluster}`),
    events: changes.map((event) => ({ event })),
    eventSource: "aws:docdb",
  };
}
