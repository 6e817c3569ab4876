import type { AttributeValue } from "onefn/provider";

/**
 * A header of an AMQP message. Lambda writes a text as its bytes. Tables and lists, such as `x-death`, are given as
 * JSON.
 */
export function amqpHeader(header: unknown): AttributeValue | undefined {
  const value = readable(header);
  switch (typeof value) {
    case "string":
    case "number":
    case "boolean":
      return value;
    default:
      if (value === null || value === undefined || value instanceof Uint8Array) return value ?? undefined;
      return JSON.stringify(header, (_, each) => {
        const part = readable(each);
        return part instanceof Uint8Array ? Buffer.from(part).toString("base64") : part;
      });
  }
}

/** The text of bytes or, if they are not UTF-8, the bytes; anything else is returned as it is. */
function readable(header: unknown): unknown {
  const { bytes, ...others } = Object(header) as { readonly bytes?: unknown };
  if (!Array.isArray(bytes) || Object.keys(others).length > 0) return header;
  // Java's bytes have a sign, which this removes.
  const array = Uint8Array.from(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(array);
  } catch {
    return array;
  }
}
