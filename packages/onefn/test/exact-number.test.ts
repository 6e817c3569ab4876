import { exactNumber } from "onefn/provider";
import { describe, expect, it } from "vitest";

describe("exactNumber", () => {
  it.each([
    ["42", 42],
    ["-42", -42],
    ["+42", 42],
    ["0", 0],
    ["-0", -0],
    ["1.50", 1.5],
    ["00.5", 0.5],
    [".5", 0.5],
    ["5.", 5],
    ["1e3", 1000],
    ["1E+3", 1000],
    ["1000000e-3", 1000],
    ["5e-7", 5e-7],
    ["0.0000005", 5e-7],
    ["0.30000000000000004", 0.1 + 0.2],
    ["9007199254740991", Number.MAX_SAFE_INTEGER],
    ["9007199254740992", 2 ** 53],
    ["1e200", 1e200],
    [`1${"0".repeat(200)}`, 1e200],
    ["1.7976931348623157e308", Number.MAX_VALUE],
    ["5e-324", Number.MIN_VALUE],
  ])("is the number where nothing of it is lost: %s", (text, number) => {
    expect(exactNumber(text)).toBe(number);
  });

  it.each([
    "9007199254740993",
    "9007199254740990.9",
    "4503599627370497.5",
    "4503599627370497.25",
    "0.1000000000000000055511151231257827",
    "12345678901234567890123456789012345678",
    "-12345678901234567890123456789012345678",
    "1e400",
    "1e-400",
    "Infinity",
    "NaN",
    "",
    " 5",
    "5 ",
    "0x10",
    "1_000",
    "1e",
    ".",
    "-",
    `1.${"0".repeat(1_000_000)}`,
  ])("is the text where it is not: %.40s", (text) => {
    expect(exactNumber(text)).toBe(text);
  });
});
