import { Buffer } from "node:buffer";
import type { StoredValue } from "./values.js";

/** A document as Firestore's API writes it in JSON. */
export interface StoredDocument {
  readonly name?: string;
  readonly fields?: Readonly<Record<string, StoredValue>>;
  readonly createTime?: string;
  readonly updateTime?: string;
}

/** The data of an event. */
export interface StoredData {
  readonly value?: StoredDocument;
  readonly oldValue?: StoredDocument;
  readonly updateMask?: { readonly fieldPaths: readonly string[] };
}

/**
 * The data of an event in protobuf.
 * @see https://github.com/googleapis/google-cloudevents/blob/main/proto/google/events/cloud/firestore/v1/data.proto
 */
export function toProtobuf({ value, oldValue, updateMask }: StoredData): Buffer {
  return Buffer.concat([
    value ? message(1, documentOf(value)) : EMPTY,
    oldValue ? message(2, documentOf(oldValue)) : EMPTY,
    updateMask
      ? message(3, Buffer.concat(updateMask.fieldPaths.map((path) => message(1, Buffer.from(path)))))
      : EMPTY,
  ]);
}

const EMPTY = Buffer.alloc(0);

function documentOf({ name, fields, createTime, updateTime }: StoredDocument): Buffer {
  return Buffer.concat([
    name === undefined ? EMPTY : message(1, Buffer.from(name)),
    entries(2, fields),
    createTime === undefined ? EMPTY : message(3, timestamp(createTime)),
    updateTime === undefined ? EMPTY : message(4, timestamp(updateTime)),
  ]);
}

function entries(field: number, fields: StoredDocument["fields"] = {}): Buffer {
  return Buffer.concat(
    Object.entries(fields).map(([name, value]) =>
      message(field, Buffer.concat([message(1, Buffer.from(name)), message(2, bytesOf(value))])),
    ),
  );
}

// biome-ignore lint/suspicious/noExplicitAny: the JSON of the API.
const VALUES: Readonly<Record<string, (value: any) => Buffer>> = {
  booleanValue: (value) => integer(1, value ? 1n : 0n),
  integerValue: (value) => integer(2, BigInt(value)),
  doubleValue: (value) => double(3, Number(value)),
  referenceValue: (value) => message(5, Buffer.from(value)),
  mapValue: ({ fields }) => message(6, entries(1, fields)),
  geoPointValue: ({ latitude = 0, longitude = 0 }) =>
    message(
      8,
      Buffer.concat([latitude ? double(1, latitude) : EMPTY, longitude ? double(2, longitude) : EMPTY]),
    ),
  arrayValue: ({ values = [] }) =>
    message(9, Buffer.concat(values.map((each: StoredValue) => message(1, bytesOf(each))))),
  timestampValue: (value) => message(10, timestamp(value)),
  nullValue: () => integer(11, 0n),
  stringValue: (value) => message(17, Buffer.from(value)),
  bytesValue: (value) => message(18, Buffer.from(value, "base64")),
};

function bytesOf(value: StoredValue): Buffer {
  const [[type, of] = ["", undefined]] = Object.entries(value);
  return VALUES[type]?.(of) ?? EMPTY;
}

function timestamp(text: string): Buffer {
  const [, fraction = ""] = /\.(\d+)/.exec(text) ?? [];
  const seconds = BigInt(Math.floor(Date.parse(text) / 1000));
  const nanos = BigInt(fraction.padEnd(9, "0").slice(0, 9));
  return Buffer.concat([seconds ? integer(1, seconds) : EMPTY, nanos ? integer(2, nanos) : EMPTY]);
}

function message(field: number, bytes: Buffer): Buffer {
  return Buffer.concat([varint(BigInt(field * 8 + 2)), varint(BigInt(bytes.length)), bytes]);
}

function integer(field: number, value: bigint): Buffer {
  return Buffer.concat([varint(BigInt(field * 8)), varint(BigInt.asUintN(64, value))]);
}

function double(field: number, value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return Buffer.concat([varint(BigInt(field * 8 + 1)), bytes]);
}

function varint(value: bigint): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return Buffer.from([...bytes, Number(rest)]);
}
