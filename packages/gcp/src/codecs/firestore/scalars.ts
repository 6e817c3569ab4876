import type { PbfReader } from "pbf";

/** A 64-bit integer: a number where a double holds it, else a bigint. The reader's own would round it. */
export function readInteger(reader: PbfReader): number | bigint {
  const { buf } = reader;
  const first = buf[reader.pos] as number;
  if (first < 0x80) {
    reader.pos++;
    return first;
  }
  // 28 bits each, and the rest.
  const parts = [0, 0, 0] as [number, number, number];
  for (let index = 0, byte = 0x80; byte >= 0x80; index++) {
    if (index === 10 || reader.pos >= buf.length) throw new RangeError("the integer has no end");
    byte = buf[reader.pos++] as number;
    parts[index >> 2] = (parts[index >> 2] as number) | ((byte & 0x7f) << (7 * (index & 3)));
  }
  const low = (parts[0] | (parts[1] << 28)) >>> 0;
  const high = (parts[1] >>> 4) | (parts[2] << 24);
  const number = high * 2 ** 32 + low;
  return Number.isSafeInteger(number) ? number : BigInt(high) * 2n ** 32n + BigInt(low);
}

/** A time as RFC 3339, with as many digits as it has: what JSON says of it. */
export function timestampText(seconds: number, nanos: number): string {
  const digits = String(nanos).padStart(9, "0");
  const fraction = nanos === 0 ? "" : `.${digits.replace(/(?:000){1,2}$/, "")}`;
  return new Date(seconds * 1000).toISOString().replace(".000", fraction);
}
