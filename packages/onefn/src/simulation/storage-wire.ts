import type { StorageOperation } from "../kinds/storage.js";
import type { RecordWire } from "./record-wire.js";

/** One way in which a provider delivers storage notifications. */
export type StorageWire = RecordWire<"storage", OutgoingNotification>;

/** An event in a bucket that causes a notification. */
export interface OutgoingNotification {
  /** `test`: the test event with which some sources check their permission to send. */
  readonly operation: StorageOperation | "test";
  readonly key: string;
  /** Bytes. Default: 1,024, or none for a deleted object. */
  readonly size?: number | undefined;
  /** Without quotation marks. Default: one in the source's format. */
  readonly etag?: string | undefined;
  readonly contentType?: string | undefined;
  /** The object's version, if the bucket keeps versions. */
  readonly version?: string | undefined;
  /** Further notifications in the same native record, if the source can put several into one. */
  readonly others?: readonly OutgoingNotification[] | undefined;
  /** Replaces members of the native notification, to simulate a broken one. */
  readonly native?: Readonly<Record<string, unknown>> | undefined;
}
