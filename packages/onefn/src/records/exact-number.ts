/**
 * Converts a decimal number from its text. The result is a number if JavaScript prints the same decimal, otherwise the
 * text itself, with all its digits. `1.50` becomes 1.5; `9007199254740993` and `0.1000000000000000055` stay text.
 */
export function exactNumber(text: string): number | string {
  const short = shortNumber(text);
  if (short !== undefined) return short;
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
  const short = shortNumber(text);
  if (short !== undefined) return short;
  const value = Number(text);
  // From 2^53 on, a double may print the digits of an integer that it does not represent.
  if (Math.abs(value) < 2 ** 53) return exactNumber(text);
  return INTEGER.test(text) ? BigInt(text) : text;
}

/** A double keeps every decimal of this many digits. */
const KEPT = 15;

const DIGIT_0 = 48;
const DIGIT_9 = 57;
const POINT = 46;

/**
 * The number of a text of few digits, with a point or without; undefined for any other text. `Number` takes three
 * times as long, because its result has to be printed again to see whether digits were lost. The quotient of two doubles
 * that are exact is the double nearest to the decimal.
 */
function shortNumber(text: string): number | undefined {
  const { length } = text;
  const isNegative = text.startsWith("-");
  let value = 0;
  let digits = 0;
  let divisor = 0;
  for (let at = isNegative ? 1 : 0; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code >= DIGIT_0 && code <= DIGIT_9) {
      if (++digits > KEPT) return undefined;
      value = value * 10 + (code - DIGIT_0);
      divisor *= 10;
    } else if (code === POINT && divisor === 0) divisor = 1;
    else return undefined;
  }
  if (digits === 0) return undefined;
  if (divisor > 1) value /= divisor;
  return isNegative ? -value : value;
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
