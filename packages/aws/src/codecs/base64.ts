import { undecodable } from "./undecodable.js";

/**
 * The bytes of a record, often in a pool that Node shares among Buffers: a copy for each record would cost more than the
 * decoding.
 *
 * @throws OnefnError ONEFN_MESSAGE_UNDECODABLE if it is not base64. Buffer skips what is not, and bytes would be lost
 * without an error.
 */
export function bytesOf(base64: unknown): Uint8Array {
  if (typeof base64 === "string") {
    const bytes = Buffer.from(base64, "base64");
    const padding = base64.endsWith("==") ? 2 : base64.endsWith("=") ? 1 : 0;
    const length = base64.length - padding;
    // A single character behind whole groups of four holds no byte: it is what a cut has left, or not base64.
    if (bytes.length === Math.floor((length * 3) / 4) && length % 4 !== 1) return bytes;
  }
  throw undecodable("the record has no data in base64");
}
