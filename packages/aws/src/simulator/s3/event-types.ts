import type { StorageNotification } from "onefn";
import type { OutgoingNotification } from "onefn/simulator";
import type { Json } from "../as-json.js";
import type { BusEvent } from "../eventbridge/envelope.js";
import type { OCCURRENCES } from "./bus-event.js";
import type { S3Object, s3Record } from "./record.js";

/** The key of a created object, a notification to send, or one that a handler received. */
export type NotificationWords = string | OutgoingNotification | StorageNotification;

/** What the words ask for. S3 reports what is archived as updated. */
type OperationOf<Words> = Words extends { readonly operation: infer Operation }
  ? Operation extends "archived"
    ? "updated"
    : Operation
  : "created";

/** What is sent together with it. */
type OthersOf<Words> = Words extends { readonly others: readonly (infer Other)[] } ? Other : never;

/** Only words that cannot mean a deletion are certain to have a size and an etag. */
type MayBeGone<Words> = "deleted" extends OperationOf<Words | OthersOf<Words>> ? true : false;

/** The event of notifications in such words. */
export interface S3Event<Words extends NotificationWords> {
  Records: Json<
    ReturnType<
      typeof s3Record<MayBeGone<Words> extends true ? S3Object : S3Object & { size: number; eTag: string }>
    >
  >[];
}

/** What EventBridge says of the object. Only a bucket that keeps versions has one. */
type BusObject<Words> = { key: string; sequencer: string } & (MayBeGone<Words> extends true
  ? { size?: number; etag?: string }
  : { size: number; etag: string }) &
  (Words extends { readonly version: string } ? { "version-id": string } : { "version-id"?: string });

/** The event of a rule for a notification in such words. */
export type S3BusEvent<
  Words extends NotificationWords,
  Operation extends keyof typeof OCCURRENCES = Extract<OperationOf<Words>, keyof typeof OCCURRENCES>,
> = {
  [Each in Operation]: BusEvent<
    (typeof OCCURRENCES)[Each]["type"],
    (typeof OCCURRENCES)[Each]["about"] & {
      version: "0";
      bucket: { name: string };
      object: BusObject<Words>;
      "request-id": string;
      requester: string;
      "source-ip-address": string;
    } & (Each extends "deleted"
        ? { "deletion-type": "Permanently Deleted" | "Delete Marker Created" }
        : unknown)
  > & { source: "aws.s3" };
}[Operation];
