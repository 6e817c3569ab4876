import { OnefnError } from "onefn/provider";

/**
 * The part of croner's `Cron` that onefn uses: it only says when an expression is due, and starts nothing.
 * @see https://croner.56k.guru/usage/basics/
 */
export interface Calendar {
  /** The first occurrence after a time; null if there is none. */
  nextRun(after: Date): Date | null;
  /** The latest occurrences before a time, the latest first. */
  previousRuns(count: number, before: Date): readonly Date[];
}

/** The class `Cron` of croner. */
export type CalendarClass = new (
  expression: string,
  options: { readonly mode: "5-part"; readonly timezone: string },
) => Calendar;

/** @throws OnefnError ONEFN_NOT_INSTALLED */
export async function loadCroner(): Promise<CalendarClass> {
  try {
    return (await import("croner")).Cron;
  } catch (cause) {
    throw new OnefnError(
      "ONEFN_NOT_INSTALLED",
      "[onefn/server] runSchedules needs the package croner, which could not be loaded: npm install croner",
      { cause },
    );
  }
}
