/**
 * Converts a decimal number from its text. The result is a number if JavaScript prints the same decimal, otherwise the
 * text itself, with all its digits. `1.50` becomes 1.5; `9007199254740993` and `0.1000000000000000055` stay text.
 */
export function exactNumber(text: string): number | string {
  const value = Number(text);
  if (!Number.isFinite(value)) return text;
  const written = `${value}`;
  return written === text || canonical(written) === canonical(text) ? value : text;
}

/** The format of numbers that may have more digits than a double. */
export type NumberFormat = "exact" | "string";

/**
 * A number from a store that keeps more digits than a double. `"exact"`: a number if a double represents it exactly,
 * otherwise a bigint for an integer and a string for a decimal. `"string"`: the text as it is.
 */
export function storedNumber(text: string, format: NumberFormat): number | bigint | string {
  if (format === "string") return text;
  const value = Number(text);
  // From 2^53 on, a double may print the digits of an integer that it does not represent.
  if (Math.abs(value) < 2 ** 53) return `${value}` === text ? value : exactNumber(text);
  return INTEGER.test(text) ? BigInt(text) : text;
}

const INTEGER = /^-?\d+$/;

const DECIMAL = /^([-+]?)(?=\.?\d)(\d*)\.?(\d*)(?:e([-+]?\d+))?$/i;

/** No double prints this many characters, so longer texts are not parsed. */
const LONGEST = 400;

/** A canonical text of a decimal number, equal for all spellings; undefined if the text is not a decimal number. */
function canonical(text: string): string | undefined {
  const [, sign, whole = "", fraction = "", exponent = 0] =
    (text.length < LONGEST && DECIMAL.exec(text)) || [];
  if (sign === undefined) return undefined;
  const digits = (whole + fraction).replace(/^0+/, "");
  const significant = digits.replace(/0+$/, "");
  const power = Number(exponent) - fraction.length + digits.length - significant.length;
  return significant && `${sign === "-" ? sign : ""}${significant}e${power}`;
}
