import type { AttributeValue } from "./source.js";

/**
 * Bytes whose type the source does not tell, such as a Kafka header: text if they are UTF-8 without a zero, which binary
 * numbers have.
 */
export function textOrBytes(bytes: Uint8Array): string | Uint8Array {
  if (bytes.includes(0)) return bytes;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return bytes;
  }
}

/** The media type among the headers of a record, whose producers spell it in several ways. */
export function contentTypeAmong(headers: Readonly<Record<string, AttributeValue>>): string | undefined {
  const name = Object.keys(headers).find((each) => /^content[-_]?type$/i.test(each));
  const type = name === undefined ? name : headers[name];
  return typeof type === "string" ? type : undefined;
}
