import { Buffer } from "node:buffer";
import { type NumberFormat, storedNumber } from "onefn/provider";
import { undecodable } from "../google-event.js";
import {
  type Document,
  type Documents,
  doubleOf,
  type Fields,
  listIfVector,
  pointOf,
  setField,
} from "./documents.js";

/**
 * A value: its type is the name of its only member.
 * @see https://cloud.google.com/firestore/docs/reference/rest/v1/Value
 */
interface FirestoreValue {
  readonly booleanValue?: boolean;
  /** Digits. */
  readonly integerValue?: string | number;
  /** A text where JSON has no such number. */
  readonly doubleValue?: number | "NaN" | "Infinity" | "-Infinity";
  readonly timestampValue?: string;
  readonly stringValue?: string;
  /** Base64. */
  readonly bytesValue?: string;
  readonly referenceValue?: string;
  readonly geoPointValue?: { readonly latitude?: number; readonly longitude?: number };
  readonly arrayValue?: { readonly values?: readonly FirestoreValue[] };
  readonly mapValue?: { readonly fields?: FirestoreFields };
}

type FirestoreFields = Readonly<Record<string, FirestoreValue>>;

/** The documents in the data of an event as JSON, which may name neither. */
export function documentsInJson(data: unknown): Documents {
  const { value, oldValue } = Object(data) as { readonly value?: unknown; readonly oldValue?: unknown };
  return { before: documentIn(oldValue), after: documentIn(value) };
}

/** Some senders write an empty object where there is no document, and others null. */
function documentIn(value: unknown): Document | undefined {
  const { name, fields } = Object(value) as { readonly name?: unknown; readonly fields?: FirestoreFields };
  if (typeof name !== "string" || name === "") return undefined;
  return { name, fields: (numbers) => readFields(fields, numbers) };
}

function readFields(fields: FirestoreFields | null | undefined, numbers: NumberFormat): Fields {
  const read: Record<string, unknown> = {};
  for (const name of Object.keys(fields ?? {}))
    setField(read, name, readValue((fields as FirestoreFields)[name] as FirestoreValue, numbers));
  return read;
}

function readValue(value: FirestoreValue, numbers: NumberFormat): unknown {
  const [type] = Object.keys(Object(value));
  switch (type) {
    case "nullValue":
      return null;
    case "booleanValue":
    case "stringValue":
    case "timestampValue":
    case "referenceValue":
      return value[type];
    case "integerValue":
      return storedNumber(`${value.integerValue}`, numbers);
    case "doubleValue":
      return doubleOf(Number(value.doubleValue), numbers);
    case "bytesValue":
      return new Uint8Array(Buffer.from(value.bytesValue as string, "base64"));
    case "geoPointValue":
      return pointOf(value.geoPointValue ?? {});
    case "arrayValue":
      return (value.arrayValue?.values ?? []).map((each) => readValue(each, numbers));
    case "mapValue":
      return listIfVector(readFields(value.mapValue?.fields, numbers));
    default:
      throw undecodable("a field of the document has a value of an unknown type");
  }
}
