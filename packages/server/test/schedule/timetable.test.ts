import { Cron } from "croner";
import type { Timers } from "onefn/provider";
import { describe, expect, test } from "vitest";
import type { CalendarClass } from "../../src/schedule/calendar.js";
import { type Overlap, Timetable } from "../../src/schedule/timetable.js";

const Calendar: CalendarClass = Cron;
const MINUTE = 60_000;

/** Timers that ring when the test says so. */
class Clock implements Timers {
  now: number;
  readonly #set = new Map<() => void, number>();
  readonly Date = { now: () => this.now };

  constructor(start: string) {
    this.now = Date.parse(start);
  }
  setTimeout(ring: () => void, ms: number): () => void {
    const own = () => ring();
    this.#set.set(own, this.now + ms);
    return own;
  }
  clearTimeout(timer: never): void {
    this.#set.delete(timer);
  }

  /** Lets time pass, with every timer on time. */
  async pass(ms: number): Promise<void> {
    const end = this.now + ms;
    for (;;) {
      const [first] = [...this.#set].filter(([, at]) => at <= end).sort(([, a], [, b]) => a - b);
      if (!first) break;
      this.now = Math.max(this.now, first[1]);
      await this.#ring(first[0]);
    }
    this.now = end;
  }

  /** Lets time pass in which no timer rings, and then all that are late. */
  async jump(ms: number): Promise<void> {
    this.now += ms;
    for (const [ring, at] of [...this.#set]) if (at <= this.now) await this.#ring(ring);
  }

  async #ring(ring: () => void): Promise<void> {
    this.#set.delete(ring);
    ring();
    await new Promise((turn) => setImmediate(turn));
  }
}

function started(
  expression: string,
  start: string,
  { overlap = "skip", timezone = "UTC" }: { readonly overlap?: Overlap; readonly timezone?: string } = {},
) {
  const timers = new Clock(start);
  const seen: string[] = [];
  const skipped: string[] = [];
  const ends: (() => void)[] = [];
  const state = { endless: false };
  const timetable = new Timetable({
    calendar: new Calendar(expression, { mode: "5-part", timezone }),
    timers,
    overlap,
    run({ scheduledAt, missed }) {
      const at = scheduledAt.toISOString().slice(5, 16);
      seen.push(missed ? `${at} missed ${missed.toISOString().slice(5, 16)}` : at);
      return state.endless ? new Promise<void>((end) => ends.push(end)) : Promise.resolve();
    },
    skipped: (first, why) => skipped.push(`${first.toISOString().slice(5, 16)}: ${why}`),
  });
  timetable.start();
  return { timers, seen, skipped, ends, state, timetable };
}

describe("a timetable", () => {
  test("runs at each planned time, once", async () => {
    const { timers, seen, skipped } = started("*/20 * * * *", "2026-03-01T00:00:00Z");
    await timers.pass(65 * MINUTE);
    expect(seen).toEqual(["03-01T00:20", "03-01T00:40", "03-01T01:00"]);
    expect(skipped).toEqual([]);
  });

  test("does not run early if a timer rings early, and not twice if the clock is set back", async () => {
    const { timers, seen } = started("0 * * * *", "2026-03-01T00:30:00Z");
    timers.now -= 40;
    await timers.pass(30 * MINUTE);
    expect(seen).toEqual([]);
    await timers.pass(40);
    expect(seen).toEqual(["03-01T01:00"]);
    timers.now -= 30 * MINUTE;
    await timers.pass(40 * MINUTE);
    expect(seen).toEqual(["03-01T01:00"]);
    await timers.pass(60 * MINUTE);
    expect(seen).toEqual(["03-01T01:00", "03-01T02:00"]);
  });

  test("notices within half a minute that the clock was set forward", async () => {
    const { timers, seen } = started("0 3 * * *", "2026-03-01T00:00:00Z");
    timers.now += 4 * 60 * MINUTE;
    await timers.pass(0.5 * MINUTE);
    expect(seen).toEqual(["03-01T03:00"]);
  });

  test("waits longer than a timer can", async () => {
    const { timers, seen } = started("0 0 1 12 *", "2026-10-20T00:00:00Z");
    await timers.pass(43 * 24 * 60 * MINUTE);
    expect(seen).toEqual(["12-01T00:00"]);
  });

  test("runs for the latest of the times that passed while the process was blocked, and says which were missed", async () => {
    const { timers, seen, skipped } = started("*/10 * * * *", "2026-03-01T00:05:00Z");
    await timers.jump(30 * MINUTE);
    expect(seen).toEqual(["03-01T00:30 missed 03-01T00:10"]);
    expect(skipped).toEqual(["03-01T00:10: the process was blocked or suspended"]);
    await timers.pass(10 * MINUTE);
    expect(seen.slice(1)).toEqual(["03-01T00:40"]);
  });

  test("with a month of missed minutes does not count them", async () => {
    const { timers, seen } = started("* * * * *", "2026-03-01T00:00:30Z");
    await timers.jump(31 * 24 * 60 * MINUTE);
    expect(seen).toEqual(["04-01T00:00 missed 03-01T00:01"]);
  });

  test("skips what is due while a run goes on, and the next run says so", async () => {
    const { timers, seen, skipped, ends, state } = started("*/10 * * * *", "2026-03-01T00:05:00Z");
    state.endless = true;
    await timers.pass(30 * MINUTE);
    expect(seen).toEqual(["03-01T00:10"]);
    expect(skipped).toEqual([
      "03-01T00:20: the run before it has not ended",
      "03-01T00:30: the run before it has not ended",
    ]);
    ends[0]?.();
    await timers.pass(10 * MINUTE);
    expect(seen.slice(1)).toEqual(["03-01T00:40 missed 03-01T00:20"]);
  });

  test("queues what is due while a run goes on, in order", async () => {
    const { timers, seen, skipped, ends, state } = started("*/10 * * * *", "2026-03-01T00:05:00Z", {
      overlap: "queue",
    });
    state.endless = true;
    await timers.pass(30 * MINUTE);
    expect(seen).toEqual(["03-01T00:10"]);
    state.endless = false;
    ends[0]?.();
    await timers.pass(0);
    await new Promise((turn) => setImmediate(turn));
    expect(seen).toEqual(["03-01T00:10", "03-01T00:20", "03-01T00:30"]);
    expect(skipped).toEqual([]);
  });

  test("queues at most 100, also of those that passed while the process was blocked", async () => {
    const { timers, seen, skipped } = started("* * * * *", "2026-03-01T00:00:30Z", { overlap: "queue" });
    await timers.jump(200 * MINUTE);
    expect([seen.length, skipped]).toEqual([100, ["03-01T01:41: 100 runs wait already"]]);
    await timers.pass(MINUTE);
    expect(seen.at(-1)).toBe("03-01T03:21 missed 03-01T01:41");
  });

  test("starts nothing after it has stopped, and says what waited", async () => {
    const { timers, seen, skipped, ends, state, timetable } = started(
      "*/10 * * * *",
      "2026-03-01T00:05:00Z",
      { overlap: "queue" },
    );
    state.endless = true;
    await timers.pass(20 * MINUTE);
    timetable.stop();
    ends[0]?.();
    await timers.pass(60 * MINUTE);
    expect(seen).toEqual(["03-01T00:10"]);
    expect(skipped).toEqual(["03-01T00:20: the process stops"]);
  });
});

describe("the change of summer time", () => {
  test.each([
    ["has no 02:30 in spring: the run is at 03:00", "2026-03-28T12:00:00Z", ["03-29T01:00", "03-30T00:30"]],
    ["has 02:30 twice in autumn: there is one run", "2026-10-24T12:00:00Z", ["10-25T00:30", "10-26T01:30"]],
  ])("%s", async (_, start, expected) => {
    const { timers, seen } = started("30 2 * * *", start, { timezone: "Europe/Berlin" });
    await timers.pass(38 * 60 * MINUTE);
    expect(seen).toEqual(expected);
  });

  test.each(["2026-03-28T23:30:00Z", "2026-10-24T23:30:00Z"])(
    "leaves the hours alone: one run each, from %s",
    async (start) => {
      const { timers, seen } = started("0 * * * *", start, { timezone: "Europe/Berlin" });
      await timers.pass(6 * 60 * MINUTE);
      expect(new Set(seen).size).toBe(6);
    },
  );
});
