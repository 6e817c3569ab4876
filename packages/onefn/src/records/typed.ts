import type { Schema } from "../schema.js";
import { checkData, parseJson, undecodable } from "./data.js";
import type { BodyFormat } from "./source.js";

/** How a function reads its data. */
interface Wanted {
  readonly as: BodyFormat | undefined;
  readonly schema: Schema | undefined;
}

/**
 * Data that arrives as a JSON value, by the function's `as` and `schema`; a promise if the schema is asynchronous. A text
 * stays one, unless the function asks for the JSON in it, or for the bytes that it holds as base64.
 *
 * @throws OnefnError ONEFN_MESSAGE_UNDECODABLE if it is not what the function asks for, ONEFN_MESSAGE_INVALID if it does
 * not match the schema.
 */
export function typedData({ as, schema }: Wanted, value: unknown): unknown {
  const data = as === undefined ? value : asFormat(as, value);
  return schema ? checkData(schema, data) : data;
}

function asFormat(as: BodyFormat, value: unknown): unknown {
  if (as === "json") return typeof value === "string" ? parseJson(value) : value;
  if (value !== null && typeof value !== "string")
    throw undecodable("the value is no text", "Define the function without `as`");
  return as === "text" ? (value ?? "") : fromBase64(value ?? "");
}

function fromBase64(text: string): Uint8Array {
  try {
    return Uint8Array.from(atob(text), (byte) => byte.charCodeAt(0));
  } catch {
    throw undecodable("the value is no base64", 'Define the function with as: "text"');
  }
}
