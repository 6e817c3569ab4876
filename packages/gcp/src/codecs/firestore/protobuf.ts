import { Buffer } from "node:buffer";
import { type NumberFormat, OnefnError } from "onefn/provider";
import type { PbfReader } from "pbf";
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
import { readInteger, timestampText } from "./scalars.js";

type Reader = typeof PbfReader;

let Pbf: Reader | undefined;

/** Loads the reader, unless it is there: a function that gets JSON does without it. */
export function loadReader(): Promise<unknown> | undefined {
  if (Pbf) return undefined;
  return import("./reader.js").then(({ PbfReader }) => {
    Pbf = PbfReader;
  });
}

/**
 * The documents in the data of an event, which is a `DocumentEventData`. The fields are read when they are asked for.
 *
 * @throws OnefnError ONEFN_MESSAGE_UNDECODABLE for bytes that are none.
 * @see https://github.com/googleapis/google-cloudevents/blob/main/proto/google/events/cloud/firestore/v1/data.proto
 */
export function documentsInProtobuf(data: Uint8Array): Documents {
  const bytes = withoutBase64(data);
  return guarded(() => {
    const reader = new (Pbf as Reader)(bytes);
    const documents: { before?: Document | undefined; after?: Document | undefined } = {};
    within(reader, bytes.length, (field) => {
      if (field === 1) documents.after = documentIn(reader);
      else if (field === 2) documents.before = documentIn(reader);
    });
    return documents;
  });
}

/**
 * The Firestore emulator encodes the bytes as base64 once more. No message begins with these letters: the fields of their
 * numbers are groups, which the format has no more.
 */
function withoutBase64(data: Uint8Array): Buffer {
  const bytes = Buffer.isBuffer(data) ? data : Buffer.from(data.buffer, data.byteOffset, data.length);
  return /^[CEG]$/.test(String.fromCharCode(bytes[0] ?? 0))
    ? Buffer.from(bytes.toString("latin1"), "base64")
    : bytes;
}

/** A document without a name is not there. The reader goes back to its fields when they are asked for. */
function documentIn(reader: PbfReader): Document | undefined {
  const end = endOf(reader);
  const start = reader.pos;
  let name = "";
  within(reader, end, (field) => {
    if (field === 1) name = readText(reader);
  });
  if (name === "") return undefined;
  return {
    name,
    fields: (numbers) => {
      reader.pos = start;
      return guarded(() => readFields(reader, end, 2, numbers));
    },
  };
}

/** The fields of a document, or of a map: each is an entry of its own. Loops without closures: they are the hot ones. */
function readFields(reader: PbfReader, end: number, entries: number, numbers: NumberFormat): Fields {
  const fields: Record<string, unknown> = {};
  for (let field = reader.nextField(end); field; field = reader.nextField(end)) {
    if (field !== entries) continue;
    const entry = endOf(reader);
    let name = "";
    let value: unknown = null;
    for (let part = reader.nextField(entry); part; part = reader.nextField(entry)) {
      if (part === 1) name = readText(reader);
      else if (part === 2) value = readValue(reader, endOf(reader), numbers);
    }
    ended(reader, entry);
    setField(fields, name, value);
  }
  ended(reader, end);
  return fields;
}

function readValue(reader: PbfReader, end: number, numbers: NumberFormat): unknown {
  let value: unknown = null;
  for (let field = reader.nextField(end); field; field = reader.nextField(end))
    value = readTyped(field, reader, numbers);
  ended(reader, end);
  return value;
}

function readTyped(field: number, reader: PbfReader, numbers: NumberFormat): unknown {
  switch (field) {
    case 1:
      return reader.readBoolean();
    case 2:
      return numbers === "exact" ? readInteger(reader) : `${readInteger(reader)}`;
    case 3:
      return doubleOf(reader.readDouble(), numbers);
    case 5:
    case 17:
      return readText(reader);
    case 6:
      return listIfVector(readFields(reader, endOf(reader), 1, numbers));
    case 8:
      return readPoint(reader);
    case 9:
      return readList(reader, numbers);
    case 10:
      return readTimestamp(reader);
    case 11:
      return null;
    case 18:
      return new Uint8Array(reader.readBytes());
    default:
      throw undecodable("a field of the document has a value of an unknown type");
  }
}

function readList(reader: PbfReader, numbers: NumberFormat): unknown[] {
  const list: unknown[] = [];
  within(reader, endOf(reader), (field) => {
    if (field === 1) list.push(readValue(reader, endOf(reader), numbers));
  });
  return list;
}

function readPoint(reader: PbfReader): object {
  const point: { latitude?: number; longitude?: number } = {};
  within(reader, endOf(reader), (field) => {
    if (field === 1) point.latitude = reader.readDouble();
    else if (field === 2) point.longitude = reader.readDouble();
  });
  return pointOf(point);
}

function readTimestamp(reader: PbfReader): string {
  let seconds = 0;
  let nanos = 0;
  within(reader, endOf(reader), (field) => {
    if (field === 1) seconds = Number(readInteger(reader));
    else if (field === 2) nanos = Number(readInteger(reader));
  });
  return timestampText(seconds, nanos);
}

/** Texts up to this many bytes are read faster in JavaScript, by the reader. */
const SHORT = 11;

/** Longer texts are not read by the reader, which drops a byte order mark at their beginning. */
function readText(reader: PbfReader): string {
  if ((reader.buf[reader.pos] as number) <= SHORT) return reader.readString();
  const end = endOf(reader);
  const text = (reader.buf as Buffer).toString("utf8", reader.pos, end);
  reader.pos = end;
  return text;
}

/** Where a message, a text or bytes end, by the length in front. */
function endOf(reader: PbfReader): number {
  return reader.readVarint() + reader.pos;
}

/** Reads the fields of one message. */
function within(reader: PbfReader, end: number, read: (field: number) => void): void {
  for (let field = reader.nextField(end); field; field = reader.nextField(end)) read(field);
  ended(reader, end);
}

/** A message must end where it says. */
function ended(reader: PbfReader, end: number): void {
  if (reader.pos !== end) throw new RangeError("the message ends elsewhere");
}

function guarded<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (error instanceof OnefnError) throw error;
    throw undecodable("its data is no document event of Firestore in protobuf");
  }
}
