import { Buffer } from "node:buffer";
import { OnefnError } from "onefn";

/** Converts a document to Extended JSON in its canonical form. Undefined members are left out. */
export function extended(
  place: string,
  document: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const entries = Object.entries(document).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([name, value]) => [name, typed(`${place}: ${name}`, value)]));
}

/** @throws OnefnError ONEFN_MESSAGE_INVALID for a value that DocumentDB does not have. */
function typed(place: string, value: unknown): unknown {
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "number":
      return number(value);
    case "bigint":
      return BigInt.asIntN(64, value) === value
        ? { $numberLong: `${value}` }
        : { $numberDecimal: `${value}` };
  }
  if (value === null) return null;
  if (value instanceof Date) return { $date: { $numberLong: `${value.getTime()}` } };
  if (value instanceof Uint8Array)
    return { $binary: { base64: Buffer.from(value).toString("base64"), subType: "00" } };
  if (value instanceof Set) throw invalid(place, "a set");
  if (Array.isArray(value)) return value.map((each, index) => typed(`${place}: ${index}`, each));
  if (typeof value === "object") return extended(place, value as Readonly<Record<string, unknown>>);
  throw invalid(place, `a value of type ${typeof value}`);
}

/** What fits into 32 or 64 bits is an integer. */
function number(value: number): object {
  if (!Number.isSafeInteger(value) || Object.is(value, -0))
    return { $numberDouble: Object.is(value, -0) ? "-0.0" : `${value}` };
  return Math.trunc(value) === (value | 0) ? { $numberInt: `${value}` } : { $numberLong: `${value}` };
}

function invalid(place: string, what: string): OnefnError {
  return new OnefnError(
    "ONEFN_MESSAGE_INVALID",
    `[onefn/aws] ${place}: ${what}, which DocumentDB does not have. Send another value.`,
  );
}
