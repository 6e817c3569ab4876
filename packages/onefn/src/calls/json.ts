/**
 * A value as JSON; null for undefined.
 *
 * @throws TypeError for what JSON cannot write, and for what it would change without a word: bytes, bigints, Maps, Sets,
 * promises, functions, symbols, numbers that are not finite. The message is for callers too: it names the member, and
 * quotes neither a value nor an error that a `toJSON` threw. That error is the `cause`.
 */
export function strictJson(value: unknown): string {
  let refusal: TypeError | undefined;
  try {
    return JSON.stringify(
      value === undefined ? null : value,
      function (this: object, key: string, written: unknown) {
        // Before `toJSON`: a Buffer's lists every byte.
        const what = lostInJson((this as Readonly<Record<string, unknown>>)[key]) ?? lostInJson(written);
        if (!what) return written;
        const place = key === "" ? "the value" : `the member "${key}"`;
        refusal = new TypeError(`${place} is ${what}, which JSON lacks`);
        throw refusal;
      },
    );
  } catch (cause) {
    throw refusal ?? new TypeError("it has a cycle, or its toJSON() failed", { cause });
  }
}

function lostInJson(value: unknown): string | undefined {
  switch (typeof value) {
    case "bigint":
      return "a bigint";
    case "function":
      return "a function";
    case "symbol":
      return "a symbol";
    case "number":
      return Number.isFinite(value) ? undefined : "a number that is not finite";
    case "object":
      return value === null ? undefined : lostObject(value);
    default:
      return undefined;
  }
}

/** An object that says itself how JSON writes it is not lost, except bytes. */
function lostObject(value: object): string | undefined {
  if (ArrayBuffer.isView(value) || Object.prototype.toString.call(value).endsWith("ArrayBuffer]"))
    return "bytes";
  if ("toJSON" in value) return undefined;
  if (value instanceof Map || value instanceof Set) return "a Map or a Set";
  return "then" in value && typeof value.then === "function" ? "a promise" : undefined;
}
