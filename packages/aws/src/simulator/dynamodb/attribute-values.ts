import { Buffer } from "node:buffer";
import { OnefnError } from "onefn";

/** A value as DynamoDB stores it: its type, and the value as JSON. Bytes are base64. */
type StoredValue =
  | { S: string }
  | { N: string }
  | { B: string }
  | { BOOL: boolean }
  | { NULL: boolean }
  | { L: StoredValue[] }
  | { M: StoredItem }
  | { SS: string[] }
  | { NS: string[] }
  | { BS: string[] };

/** The attributes of an item, by name. */
export type StoredItem = Record<string, StoredValue>;

/** Converts an item to DynamoDB's attributes. Undefined attributes are left out. */
export function storeItem(place: string, item: Readonly<Record<string, unknown>>): StoredItem {
  const entries = Object.entries(item).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, storeValue(`${place}: attribute ${name}`, value)]),
  );
}

/** @throws OnefnError ONEFN_MESSAGE_INVALID for a value that DynamoDB does not have. */
function storeValue(place: string, value: unknown): StoredValue {
  switch (typeof value) {
    case "string":
      return { S: value };
    case "boolean":
      return { BOOL: value };
    case "bigint":
    case "number":
      return { N: storeNumber(place, value) };
  }
  if (value === null) return { NULL: true };
  if (value instanceof Uint8Array) return { B: Buffer.from(value).toString("base64") };
  if (value instanceof Set) return storeSet(place, [...value]);
  if (Array.isArray(value)) return { L: value.map((each, index) => storeValue(`${place}: ${index}`, each)) };
  if (typeof value === "object") return { M: storeItem(place, value as Readonly<Record<string, unknown>>) };
  throw invalid(place, `a value of type ${typeof value}, which DynamoDB does not have`);
}

/** Streams write numbers without an exponent. */
function storeNumber(place: string, value: number | bigint): string {
  if (typeof value === "number" && !Number.isFinite(value))
    throw invalid(place, "a number that is not finite");
  const text = `${value}`;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([-+]\d+))?$/.exec(text) ?? [];
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  if (digits.replace(/^0+|0+$/g, "").length > MOST_DIGITS)
    throw invalid(place, "a number of more than 38 digits");
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`;
  const written = digits.padEnd(point, "0");
  return sign + (written.length > point ? `${written.slice(0, point)}.${written.slice(point)}` : written);
}

const MOST_DIGITS = 38;

/** A set is never empty, and all its values have the same type. */
function storeSet(place: string, values: readonly unknown[]): StoredValue {
  const stored = values.map((value) => storeValue(place, value));
  const SS = stored.flatMap((value) => ("S" in value ? [value.S] : []));
  const NS = stored.flatMap((value) => ("N" in value ? [value.N] : []));
  const BS = stored.flatMap((value) => ("B" in value ? [value.B] : []));
  const isAll = (texts: readonly string[]) => texts.length > 0 && texts.length === values.length;
  if (isAll(SS)) return { SS };
  if (isAll(NS)) return { NS };
  if (isAll(BS)) return { BS };
  throw invalid(place, "a set that is empty, or whose values are not all strings, all numbers or all bytes");
}

function invalid(place: string, what: string): OnefnError {
  return new OnefnError("ONEFN_MESSAGE_INVALID", `[onefn/aws] ${place}: ${what}. Send another one.`);
}
