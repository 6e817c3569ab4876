/**
 * A value whose parts JSON can write: a bigint becomes a string of its digits, a Set a list, and bytes base64.
 * `JSON.stringify` throws for the first, and loses the others. What has a `toJSON` of its own keeps it.
 */
export function inJson(value: unknown): unknown {
  if (typeof value === "bigint") return `${value}`;
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Uint8Array) return base64(value);
  if (value instanceof Set) return [...value].map(inJson);
  if (Array.isArray(value)) return value.map(inJson);
  const above = Object.getPrototypeOf(value);
  // A literal, and a record without inherited names. Classes have a prototype of their own above Object's.
  const isPlain = above === null || Object.getPrototypeOf(above) === null;
  return isPlain && typeof Reflect.get(value, "toJSON") !== "function"
    ? Object.fromEntries(Object.entries(value).map(([name, each]) => [name, inJson(each)]))
    : value;
}

function base64(bytes: Uint8Array): string {
  return btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ""));
}
