type Minutes = 2 | 3 | 4 | 5 | 6 | 10 | 12 | 15 | 20 | 30;
type Hours = 2 | 3 | 4 | 6 | 8 | 12;

/**
 * An interval in words. Cron repeats by the clock and the calendar, so minutes must divide an hour and hours must
 * divide a day: `45 minutes` would run at 0 and 45 past each hour.
 */
export type Every = "minute" | "hour" | "day" | "week" | `${Minutes} minutes` | `${Hours} hours`;

/** For intervals of several minutes or hours: how many make the next larger unit, and the cron expression. */
const REPEATED: Readonly<Record<string, readonly [whole: number, cron: (step: number) => string]>> = {
  minute: [60, (step) => `*/${step} * * * *`],
  hour: [24, (step) => `0 */${step} * * *`],
};

/** The expressions for an interval of one unit. A week starts on Monday. */
const ONCE: Readonly<Record<string, string>> = {
  minute: "* * * * *",
  hour: "0 * * * *",
  day: "0 0 * * *",
  week: "0 0 * * MON",
};

/** The cron expression of an interval; undefined if cron cannot express it, such as seconds or 45 minutes. */
export function cronOf(every: string): string | undefined {
  const [, count, unit = ""] = /^(?:([1-9]\d*) )?(minute|hour|day|week)s?$/.exec(every) ?? [];
  if (count === undefined) return every.endsWith("s") ? undefined : ONCE[unit];
  const [whole, cron] = REPEATED[unit] ?? [0, String];
  const step = Number(count);
  return step > 1 && step < whole && whole % step === 0 ? cron(step) : undefined;
}

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const DAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

/** The least and the greatest value of each field, and the names of some. */
const FIELDS: readonly (readonly [least: number, greatest: number, names?: readonly string[]])[] = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12, MONTHS],
  [0, 6, DAYS],
];

/**
 * Whether a value is a cron expression that means the same on every provider: five fields of numbers, lists, ascending
 * ranges, and steps of a range or a star. Days of the week have names, because some providers count them from 0 and some from 1. They cannot be
 * combined with days of the month: most providers run on either, NCRONTAB on days that are both, and EventBridge refuses
 * them.
 */
export function isCron(value: unknown): boolean {
  if (typeof value !== "string") return false;
  const fields = value.toUpperCase().split(" ");
  return fields.length === 5 && fields.every(isField) && (fields[2] === "*" || fields[4] === "*");
}

function isField(field: string, index: number): boolean {
  const [least, greatest, names] = FIELDS[index] as (typeof FIELDS)[number];
  const numberOf = (text: string): number => {
    const named = names?.indexOf(text) ?? -1;
    if (named >= 0) return named + least;
    return /^\d+$/.test(text) && names !== DAYS ? Number(text) : Number.NaN;
  };
  return field.split(",").every((part) => {
    const [range = "", step = "", ...more] = part.split("/");
    const [first = Number.NaN, last = first, ...beyond] =
      range === "*" ? [least, greatest] : range.split("-").map(numberOf);
    const isRange = first >= least && first <= last && last <= greatest && beyond.length === 0;
    if (part === range || !isRange) return isRange;
    // Every second day of the week depends on which is the first. After a lone number, some providers refuse a step.
    return names !== DAYS && /^\*|-/.test(range) && /^[1-9]\d?$/.test(step) && more.length === 0;
  });
}

/**
 * A provider's cron expression as functions write it: days of the week by name, months by number, `*` for `?`, capital
 * letters, one space between fields. A field of seconds is left out if it is 0. What is no expression stays as it is.
 *
 * @param sunday the provider's number for Sunday, 0 or 1.
 * @example
 * portableCron("0 0 3 * * 1-5"); // "0 3 * * MON-FRI"
 */
export function portableCron(expression: string, sunday: 0 | 1 = 0): string {
  const fields = expression.trim().toUpperCase().replaceAll("?", "*").split(/\s+/);
  if (fields.length === 6 && fields[0] === "0") fields.shift();
  if (fields.length !== 5) return expression;
  const [minute, hour, date, month = "", day = ""] = fields;
  const months = month.replace(/[A-Z]+/g, (name) => `${MONTHS.indexOf(name) + 1 || name}`);
  // A number after a slash is a step.
  const days = day.replace(/(?<![/\d])\d\b/g, (number) => DAYS[(Number(number) - sunday + 7) % 7] ?? number);
  return [minute, hour, date, months, days].join(" ");
}
