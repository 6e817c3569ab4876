/**
 * A number that a source carries as text: a number where JavaScript writes it down as the same decimal, else the text
 * itself, which has all of its digits. `1.50` is 1.5, `9007199254740993` and `0.1000000000000000055` stay text.
 */
export function exactNumber(text: string): number | string {
  const value = Number(text);
  if (!Number.isFinite(value)) return text;
  const written = `${value}`;
  return written === text || canonical(written) === canonical(text) ? value : text;
}

const DECIMAL = /^([-+]?)(?=\.?\d)(\d*)\.?(\d*)(?:e([-+]?\d+))?$/i;

/** The longest that a double can be written out has fewer characters; what is longer is not worth the time. */
const LONGEST = 400;

/** Equal for texts of the same decimal number, however they spell it; undefined for what is none. */
function canonical(text: string): string | undefined {
  const [, sign, whole = "", fraction = "", exponent = 0] =
    (text.length < LONGEST && DECIMAL.exec(text)) || [];
  if (sign === undefined) return undefined;
  const digits = (whole + fraction).replace(/^0+/, "");
  const significant = digits.replace(/0+$/, "");
  const power = Number(exponent) - fraction.length + digits.length - significant.length;
  return significant && `${sign === "-" ? sign : ""}${significant}e${power}`;
}
