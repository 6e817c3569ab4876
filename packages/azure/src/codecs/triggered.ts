import { OnefnError } from "onefn/provider";
import type { AzureContext, Invocation } from "../native.js";

/** One record as the library hands it over. Its properties are in the context's `triggerMetadata`. */
export interface TriggeredRecord {
  /** Bytes, if the trigger has `dataType: "binary"`, else what the library made of the text. */
  readonly body: unknown;
  /** Its place in the batch, and in the arrays of `triggerMetadata`. Undefined with cardinality `one`. */
  readonly index: number | undefined;
}

/** What functions are registered with, as far as codecs read it. Names may be app settings, such as `%QUEUE%`. */
interface Trigger {
  readonly type?: string | undefined;
  readonly cardinality?: string;
  readonly sdkBinding?: boolean;
}

/** How the function was registered. */
export function triggerOf<T extends object>({ options }: AzureContext): T & Trigger {
  return (options?.trigger ?? {}) as T & Trigger;
}

/** Whether the function was registered with this trigger. */
export function isTriggeredBy(type: string, context: AzureContext): boolean {
  return isSame(triggerOf(context).type, type);
}

/**
 * Compares words of the registration. The host takes them in capitals, too, and Azure's own pages on Kafka write `MANY`.
 * @see https://github.com/Azure/azure-functions-host/blob/dev/src/WebJobs.Script/Description/Binding/BindingMetadata.cs
 */
function isSame(word: string | undefined, other: string): boolean {
  return word === other || word?.toLowerCase() === other.toLowerCase();
}

/**
 * The records of an invocation.
 *
 * @param counted an array of `triggerMetadata` that the host sends as JSON, which always has one value for each record.
 * @throws OnefnError ONEFN_MALFORMED_EVENT for a batch with fewer bodies than records: nothing tells which are missing.
 */
export function triggered(
  native: unknown,
  { context }: Invocation,
  counted: string,
): readonly TriggeredRecord[] {
  if (!isSame(triggerOf(context).cardinality, "many")) return [{ body: native, index: undefined }];
  const counts = context.triggerMetadata?.[counted];
  if (!Array.isArray(native) || (Array.isArray(counts) && counts.length !== native.length))
    throw new OnefnError(
      "ONEFN_MALFORMED_EVENT",
      "[onefn/azure] The host left empty bodies out of a batch, so nothing tells which message each of the others " +
        'belongs to. Register the function with dataType: "binary"; if it already is, update the extension bundle.',
    );
  return native.map((body, index) => ({ body, index }));
}

/** The body of a record: bytes, or the text that the library has parsed. */
export function bodyOf(body: unknown): string | Uint8Array {
  if (body instanceof Uint8Array) return new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
  // Parsed by the library, or absent: a body may be of no value at all.
  return typeof body === "string" ? body : (JSON.stringify(body) ?? "");
}

/** What the host says of one record. */
export class Metadata {
  readonly #all: Readonly<Record<string, unknown>> | undefined;
  readonly #index: number | undefined;
  /** The records of the batch. */
  readonly #count: number;

  constructor({ index }: TriggeredRecord, { context }: Invocation, native: unknown) {
    this.#all = context.triggerMetadata;
    this.#index = index;
    this.#count = Array.isArray(native) ? native.length : 1;
  }

  /** A property by its name with cardinality `one`. */
  property(name: string): unknown {
    if (this.#index === undefined) return this.#all?.[name];
    const values = this.#all?.[`${name}Array`];
    // The host omits empty texts from arrays unless the worker asks for them. In a shorter array, places mean nothing.
    return Array.isArray(values) && values.length === this.#count ? values[this.#index] : undefined;
  }

  /** The members of an object among the properties; none if there is no such object. */
  members(name: string): Readonly<Record<string, unknown>> {
    return Object(this.property(name));
  }

  /** A text; undefined if there is none, or it is not known. */
  text(name: string): string | undefined {
    return textOf(this.property(name));
  }

  /**
   * An integer of 64 bits. It arrives as two halves in a batch, else as a number, which may have lost digits: it is then
   * undefined.
   */
  integer(name: string): string | undefined {
    const { high, low } = Object(this.property(name));
    return low === undefined ? this.text(name) : `${(BigInt(high) << 32n) | BigInt(low >>> 0)}`;
  }

  time(name: string): Date | undefined {
    return timeOf(this.text(name));
  }
}

/** A time of .NET. The year 1 says that there is none. */
export function timeOf(text: unknown): Date | undefined {
  const time = `${text}`;
  // Most versions of the extensions give no zone, which a Date would take for local time.
  const date = new Date(ZONE.test(time) ? time : `${time}Z`);
  return date.getTime() > 0 ? date : undefined;
}

const ZONE = /(?:Z|[-+]\d\d:\d\d)$/;

/**
 * The library parses texts as JSON, so `"1"` arrives as a number. Long numbers and fractions may have lost digits, also
 * within an object, so that two texts look the same: what the text was is then unknown.
 */
function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null || value === "" || mayLackDigits(value)) return undefined;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function mayLackDigits(value: unknown): boolean {
  if (typeof value === "number") return !Number.isSafeInteger(value);
  return Object(value) === value && Object.values(value as object).some(mayLackDigits);
}
