import { OnefnError } from "onefn/provider";

/**
 * The JSON text of a value that was sent as JSON.
 *
 * @throws OnefnError ONEFN_MESSAGE_UNDECODABLE for a value that JSON would change or lose, such as a Map.
 */
export function jsonText(value: unknown): string {
  try {
    const text = JSON.stringify(value, refuseOthers);
    if (text !== undefined) return text;
  } catch {
    // Refused, a bigint, or circular.
  }
  throw new OnefnError(
    "ONEFN_MESSAGE_UNDECODABLE",
    "the body is a value that has no text, such as a Map. Define the function without `as`, or send JSON, text or bytes.",
  );
}

/** Sees each value before its own `toJSON`, as a Date has. */
function refuseOthers(this: Readonly<Record<string, unknown>>, key: string, written: unknown): unknown {
  const value = this[key];
  if (Object(value) === value && !Array.isArray(value) && !isPlain(value)) throw new TypeError();
  if (typeof value === "number" && !Number.isFinite(value)) throw new TypeError();
  return written;
}

/** Whether it is an object without a class, of whatever realm. */
function isPlain(value: unknown): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
