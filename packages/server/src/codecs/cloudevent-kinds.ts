import type {
  ChangeOperation,
  ChangeSource,
  CloudEventSource as EventSource,
  NumberFormat,
  Reading,
  StorageOperation,
  StorageSource,
  Trace,
} from "onefn/provider";
import { dataOf, OnefnError } from "onefn/provider";
import { type CloudEventSource, checked, jsonIn } from "./cloudevent.js";

/** What every kind reads from a CloudEvent in the same way. */
class Over {
  readonly event: CloudEventSource;

  constructor(event: CloudEventSource) {
    this.event = checked(event);
  }

  get record(): object {
    return this.event.record;
  }
  get id(): string {
    return this.event.id;
  }
  source(): string {
    return this.event.source();
  }
  type(): string {
    return this.event.type();
  }
  subject(): string | undefined {
    return this.event.subject();
  }
  time(): Date | undefined {
    return this.event.enqueuedAt();
  }
  contentType(): string | undefined {
    return this.event.contentType();
  }
  extensions(): Readonly<Record<string, unknown>> {
    return this.event.extensions();
  }
  trace(): Trace | undefined {
    return this.event.trace();
  }
}

/** An event of any type. */
class AnyEvent extends Over implements EventSource {
  data(asJson: boolean): unknown {
    const { parsed } = this.event;
    if (parsed) return parsed();
    const body = this.event.body();
    const type = this.contentType() ?? (asJson ? "application/json" : undefined);
    return body === null ? undefined : dataOf(body, type);
  }
}

/** An object's notification: of Google Cloud Storage, or in onefn's own form. */
class ObjectEvent extends Over implements StorageSource {
  readonly operation: StorageOperation;
  readonly notification: Readonly<Record<string, unknown>>;
  readonly bucket: string;
  readonly key: string;

  constructor(event: CloudEventSource) {
    super(event);
    this.operation = operationOf(event) as StorageOperation;
    this.notification = jsonIn(event);
    const { bucket, key, name } = this.notification;
    this.bucket = named(bucket, "bucket");
    this.key = named(key ?? name, "object key");
  }

  size(): number | undefined {
    const { size } = this.notification;
    // Google writes it as a text.
    const bytes = typeof size === "string" && size !== "" ? Number(size) : size;
    return this.operation !== "deleted" && typeof bytes === "number" ? bytes : undefined;
  }
  etag(): string | undefined {
    return textOf(this.notification.etag)?.replaceAll('"', "");
  }
  objectType(): string | undefined {
    return textOf(this.notification.contentType);
  }
  version(): string | undefined {
    return textOf(this.notification.version ?? this.notification.generation);
  }
}

const GOOGLE: Readonly<Record<string, StorageOperation>> = {
  finalized: "created",
  deleted: "deleted",
  metadataUpdated: "updated",
  archived: "archived",
};

/** @see https://github.com/googleapis/google-cloudevents/blob/main/docs/spec/storage.md */
function operationOf(event: CloudEventSource): StorageOperation | undefined {
  const type = event.type();
  const google = /^google\.cloud\.storage\.object\.v1\.(\w+)$/.exec(type)?.[1];
  if (google !== undefined) return Object.hasOwn(GOOGLE, google) ? GOOGLE[google] : undefined;
  return /^dev\.onefn\.storage\.(created|deleted|updated|archived)$/.exec(type)?.[1] as
    | StorageOperation
    | undefined;
}

/** A change in onefn's own form: `{ table, key, before, after }`. */
class ItemEvent extends Over implements ChangeSource {
  readonly operation: ChangeOperation;
  readonly #change: Readonly<Record<string, unknown>>;

  constructor(event: CloudEventSource) {
    super(event);
    this.operation = CHANGED.exec(event.type())?.[1] as ChangeOperation;
    this.#change = jsonIn(event);
    named(this.#change.table, "table");
    if (Object(this.#change.key) !== this.#change.key) throw missing("key");
  }

  override get record(): object {
    return this.#change;
  }
  table(): string {
    return this.#change.table as string;
  }
  key(numbers: NumberFormat): Readonly<Record<string, unknown>> {
    return written(this.#change.key, numbers) as Readonly<Record<string, unknown>>;
  }
  before(numbers: NumberFormat): unknown {
    return written(this.#change.before ?? undefined, numbers);
  }
  after(numbers: NumberFormat): unknown {
    return written(this.#change.after ?? undefined, numbers);
  }
}

const CHANGED = /^dev\.onefn\.change\.(insert|update|delete|upsert)$/;

/** The numbers in a value, as a function wants them. */
function written(value: unknown, numbers: NumberFormat): unknown {
  if (numbers === "exact") return value;
  if (typeof value === "number") return `${value}`;
  if (Array.isArray(value)) return value.map((each) => written(each, numbers));
  return Object(value) === value
    ? Object.fromEntries(
        Object.entries(value as object).map(([name, each]) => [name, written(each, numbers)]),
      )
    : value;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function named(value: unknown, what: string): string {
  const name = textOf(value);
  if (name === undefined) throw missing(what);
  return name;
}

function missing(what: string): OnefnError {
  return new OnefnError(
    "ONEFN_MESSAGE_UNDECODABLE",
    `the event's data has no ${what}. Check what sends to the function.`,
  );
}

/** A CloudEvent as a storage notification. */
export const objectReading: Reading<CloudEventSource> = {
  kind: "storage",
  reads: (event) => operationOf(event) !== undefined,
  origin: (event) => String(jsonIn(event).bucket ?? event.origin),
  decode: (event) => new ObjectEvent(event),
};

/** A CloudEvent as a change of an item. */
export const itemReading: Reading<CloudEventSource> = {
  kind: "change",
  reads: (event) => CHANGED.test(event.type()),
  origin: (event) => String(jsonIn(event).table ?? event.origin),
  decode: (event) => new ItemEvent(event),
};

/** A CloudEvent as itself. */
export const eventReading: Reading<CloudEventSource> = {
  kind: "event",
  origin: (event) => event.type(),
  decode: (event) => new AnyEvent(event),
};
