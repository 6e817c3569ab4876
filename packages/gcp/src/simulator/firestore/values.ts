import { Buffer } from "node:buffer";
import { OnefnError } from "onefn";

/** A value as Firestore's API writes it in JSON: its type, and the value. */
export type StoredValue = Readonly<Record<string, unknown>>;

/**
 * Converts an item to the fields of a document. Undefined members are left out. Firestore itself also refuses lists in
 * lists, and names that begin and end with two underscores; here they pass, so that they are read safely.
 *
 * @throws OnefnError ONEFN_MESSAGE_INVALID for a value that Firestore does not have.
 */
export function storeFields(place: string, item: Readonly<Record<string, unknown>>) {
  const entries = Object.entries(item).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, storeValue(`${place}: field ${name}`, value)]),
  );
}

function storeValue(place: string, value: unknown): StoredValue {
  switch (typeof value) {
    case "string":
      return { stringValue: value };
    case "boolean":
      return { booleanValue: value };
    case "bigint":
      if (BigInt.asIntN(64, value) !== value) throw invalid(place, "an integer of more than 64 bits");
      return { integerValue: `${value}` };
    case "number":
      return storeNumber(value);
  }
  if (value === null) return { nullValue: null };
  if (value instanceof Date) return { timestampValue: value.toISOString() };
  if (value instanceof Uint8Array) return { bytesValue: Buffer.from(value).toString("base64") };
  if (Array.isArray(value)) return { arrayValue: storeList(place, value) };
  if (typeof value !== "object" || value instanceof Set)
    throw invalid(place, `a value of type ${value instanceof Set ? "Set" : typeof value}`);
  const fields = storeFields(place, value as Readonly<Record<string, unknown>>);
  return { mapValue: Object.keys(fields).length > 0 ? { fields } : {} };
}

function storeNumber(value: number): StoredValue {
  if (Number.isSafeInteger(value) && !Object.is(value, -0)) return { integerValue: `${value}` };
  // JSON has neither these numbers nor, as JavaScript writes it, a negative zero.
  if (Object.is(value, -0)) return { doubleValue: "-0" };
  return { doubleValue: Number.isFinite(value) ? value : `${value}` };
}

function storeList(place: string, list: readonly unknown[]) {
  const values = list.map((each, index) => storeValue(`${place}: ${index}`, each));
  return values.length > 0 ? { values } : {};
}

function invalid(place: string, what: string): OnefnError {
  return new OnefnError("ONEFN_MESSAGE_INVALID", `[onefn/gcp] ${place}: ${what}. Send another one.`);
}
