import { type NumberFormat, storedNumber } from "onefn/provider";
import { asRecord } from "../native.js";

/** A document in MongoDB's Extended JSON, in its canonical, relaxed or older form. */
export type ExtendedDocument = Readonly<Record<string, unknown>>;

/**
 * Converts a document to JavaScript values. What JavaScript lacks stays in Extended JSON: regular expressions, code, the
 * least and the greatest key, and dates that a Date cannot hold.
 * @see https://github.com/mongodb/specifications/blob/master/source/extended-json/extended-json.md
 */
export function readDocument(document: ExtendedDocument, numbers: NumberFormat): Record<string, unknown> {
  // Unlike an assignment, this keeps a member named `__proto__`.
  return Object.fromEntries(Object.entries(document).map(([name, each]) => [name, readValue(each, numbers)]));
}

function readValue(value: unknown, numbers: NumberFormat): unknown {
  if (typeof value === "number") return numbers === "string" ? `${value}` : value;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => readValue(each, numbers));
  const document = value as ExtendedDocument;
  const names = Object.keys(document);
  const [name = ""] = names;
  if (name.startsWith("$") && names.length <= 2) {
    const read = TYPES.get(names.join())?.(document[name], numbers);
    if (read !== undefined) return read;
  }
  return readDocument(document, numbers);
}

/** Converts the value of one type. Undefined: it is of another form, or cannot be converted. */
type ReadType = (value: unknown, numbers: NumberFormat) => unknown;

function isWhole(text: unknown): text is string {
  return typeof text === "string" && /^-?\d+$/.test(text);
}

const whole: ReadType = (text, numbers) => (isWhole(text) ? storedNumber(text, numbers) : undefined);

const readText: ReadType = (text) => (typeof text === "string" ? text : undefined);

/** The types by the names of their members. */
const TYPES: ReadonlyMap<string, ReadType> = /* @__PURE__ */ new Map<string, ReadType>([
  ["$oid", readText],
  ["$numberInt", whole],
  ["$numberLong", whole],
  ["$numberDouble", readDouble],
  // A decimal has 34 digits and keeps trailing zeros, so it is a string in every document.
  ["$numberDecimal", readText],
  ["$date", readDate],
  ["$binary", (value) => readBytes(asRecord(value).base64) ?? readBytes(value)],
  ["$binary,$type", readBytes],
  ["$timestamp", readTimestamp],
]);

function readBytes(base64: unknown): Uint8Array | undefined {
  return typeof base64 === "string" ? new Uint8Array(Buffer.from(base64, "base64")) : undefined;
}

function readDouble(text: unknown, numbers: NumberFormat): unknown {
  if (typeof text !== "string") return undefined;
  return numbers === "string" ? text : Number(text);
}

/** Milliseconds since the epoch, or a time in ISO 8601 for the years 1970 to 9999. */
function readDate(value: unknown): Date | undefined {
  const { $numberLong: milliseconds } = asRecord(value);
  const time = isWhole(milliseconds) ? Number(milliseconds) : value;
  if (typeof time !== "number" && typeof time !== "string") return undefined;
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** Seconds, and a counter within the second. */
function readTimestamp(value: unknown): unknown {
  const { t, i } = asRecord(value);
  return typeof t === "number" && typeof i === "number" ? { t, i } : undefined;
}
