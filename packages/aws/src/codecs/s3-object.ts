import type { StorageOperation, StorageSource, Trace } from "onefn/provider";
import { fromXRay } from "../trace.js";

/** What S3 tells of an object, in the spelling of its own notifications. */
export interface S3Object {
  readonly size?: number | undefined;
  readonly eTag?: string | undefined;
  readonly versionId?: string | undefined;
  /**
   * A hexadecimal number that orders the events of one key. To compare two, pad the shorter with zeros on the right.
   */
  readonly sequencer?: string | undefined;
}

/** What every form of a notification tells. */
interface Told<Notification> {
  readonly notification: Notification;
  /** The record that Lambda delivered: the notification itself, or the message that holds it. */
  readonly record: object;
  readonly operation: StorageOperation;
  readonly bucket: string;
  /** Decoded. */
  readonly key: string;
  readonly object: S3Object;
}

/** A notification about an object, in whichever form S3 sent it. */
export abstract class S3ObjectSource<Notification> implements StorageSource, Told<Notification> {
  readonly notification: Notification;
  readonly record: object;
  readonly operation: StorageOperation;
  readonly bucket: string;
  readonly key: string;
  readonly object: S3Object;

  constructor({ notification, record, operation, bucket, key, object }: Told<Notification>) {
    this.notification = notification;
    this.record = record;
    this.operation = operation;
    this.bucket = bucket;
    this.key = key;
    this.object = object;
  }

  abstract get id(): string;
  abstract source(): string;
  abstract type(): string;
  abstract time(): Date | undefined;

  subject(): string {
    return this.key;
  }
  size(): number | undefined {
    return this.operation === "deleted" ? undefined : this.object.size;
  }
  etag(): string | undefined {
    return this.object.eTag?.replaceAll('"', "");
  }
  version(): string | undefined {
    return this.object.versionId || undefined;
  }
  trace(): Trace | undefined {
    const { attributes } = this.record as { readonly attributes?: { readonly AWSTraceHeader?: string } };
    return fromXRay(attributes?.AWSTraceHeader);
  }
  extensions(): Readonly<Record<string, unknown>> {
    const { sequencer: sequence } = this.object;
    return sequence === undefined ? {} : { sequence };
  }
}
