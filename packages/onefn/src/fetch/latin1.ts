const BEYOND_LATIN1 = /[\u0100-\uffff]/;

/**
 * Some gateways hand over header values as decoded UTF-8, which no Headers accepts. Such a value is presented as
 * `node:http` does: each byte of its UTF-8 as one character.
 */
export function latin1(value: string): string {
  if (!BEYOND_LATIN1.test(value)) return value;
  return Array.from(new TextEncoder().encode(value), (byte) => String.fromCharCode(byte)).join("");
}
