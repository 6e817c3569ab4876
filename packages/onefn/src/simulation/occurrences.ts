import { invalidOption } from "../option-checks.js";

const MINUTE = 60_000;
const MONTHS = ["", "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const DAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

/** The fields: the smallest value, the largest value, and the names of values. */
const FIELDS = [
  [0, 59, []],
  [0, 23, []],
  [1, 31, []],
  [1, 12, MONTHS],
  [0, 6, DAYS],
] as const satisfies readonly (readonly [number, number, readonly string[]])[];

/**
 * The times at which a cron expression is due, in UTC: milliseconds since the epoch, in order.
 *
 * @param after exclusive.
 * @param until inclusive.
 * @throws OnefnError ONEFN_INVALID_OPTION for syntax other than numbers, names, lists, ranges and steps.
 */
export function occurrences(cron: string, after: number, until: number): readonly number[] {
  const fields = cron.split(" ");
  const [minutes, hours, dates, months, days] = FIELDS.map((field, index) =>
    valuesOf(fields[index] ?? "", field, cron),
  ) as [Values, Values, Values, Values, Values];
  // If both the date and the day of the week are restricted, cron runs on either.
  const isDay = (date: number, day: number) =>
    dates.all || days.all ? dates.has(date) && days.has(day) : dates.has(date) || days.has(day);
  const due: number[] = [];
  for (let at = (Math.floor(after / MINUTE) + 1) * MINUTE; at <= until; at += MINUTE) {
    const time = new Date(at);
    if (
      minutes.has(time.getUTCMinutes()) &&
      hours.has(time.getUTCHours()) &&
      months.has(time.getUTCMonth() + 1) &&
      isDay(time.getUTCDate(), time.getUTCDay())
    )
      due.push(at);
  }
  return due;
}

interface Values {
  has(value: number): boolean;
  /** Whether the field begins with a star. */
  readonly all: boolean;
}

function valuesOf(field: string, [least, greatest, names]: (typeof FIELDS)[number], cron: string): Values {
  const numberOf = (text: string) => {
    const named = (names as readonly string[]).indexOf(text.toUpperCase());
    const value = named >= 0 ? named : /^\d+$/.test(text) ? Number(text) : -1;
    if (value < least || value > greatest)
      throw invalidOption(
        `[onefn] simulator: the cron expression "${cron}" is not supported: "${field}" is not understood. ` +
          "Use five fields of numbers, names, lists, ranges and steps.",
      );
    return value;
  };
  const values = new Set<number>();
  for (const part of field.split(",")) {
    const [range = "", step] = part.split("/");
    const [first = "", last] = range.split("-");
    const from = first === "*" ? least : numberOf(first);
    const to =
      first === "*" || (last === undefined && step !== undefined) ? greatest : numberOf(last ?? first);
    for (let value = from; value <= to; value += Math.max(1, Number(step ?? 1))) values.add(value);
  }
  return { has: (value) => values.has(value), all: field.startsWith("*") };
}
