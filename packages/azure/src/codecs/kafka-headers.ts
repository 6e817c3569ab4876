import { Buffer } from "node:buffer";
import { type AttributeValue, textOrBytes } from "onefn/provider";

/** A header as the host sends it, after the library has changed the first letters of both names. */
interface Header {
  readonly key?: unknown;
  /** Base64; null if the header has no value. */
  readonly value?: unknown;
}

/**
 * The headers of a record by their names: text where the bytes are UTF-8, else the bytes. Of a name that repeats, the last
 * counts, as in Kafka's `lastHeader`.
 */
export function headersOf(headers: unknown): Readonly<Record<string, AttributeValue>> {
  const attributes: Record<string, AttributeValue> = Object.create(null);
  if (!Array.isArray(headers)) return attributes;
  for (const header of headers) {
    const { key, value }: Header = Object(header);
    if (typeof key === "string" && typeof value === "string")
      attributes[key] = textOrBytes(new Uint8Array(Buffer.from(value, "base64")));
  }
  return attributes;
}
