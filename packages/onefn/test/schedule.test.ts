import {
  createContext,
  createTick,
  type EventMiddleware,
  type Every,
  provide,
  type ScheduleFunction,
  schedule,
  type Tick,
} from "onefn";
import { describe, expect, expectTypeOf, it } from "vitest";
import { occurrences } from "../src/simulation/occurrences.js";

const nothing = () => {};
const invalid = (says: RegExp) =>
  expect.objectContaining({ code: "ONEFN_INVALID_OPTION", message: expect.stringMatching(says) });

describe("an interval", () => {
  it.each<[Every, string]>([
    ["minute", "* * * * *"],
    ["2 minutes", "*/2 * * * *"],
    ["5 minutes", "*/5 * * * *"],
    ["30 minutes", "*/30 * * * *"],
    ["hour", "0 * * * *"],
    ["6 hours", "0 */6 * * *"],
    ["day", "0 0 * * *"],
    ["week", "0 0 * * MON"],
  ])("of %s is %s", (every, cron) => {
    expect(schedule({ every }, nothing).trigger).toEqual({ cron, timezone: undefined });
  });

  it.each([
    ..."30 seconds,45 minutes,7 minutes,60 minutes,5 hours,24 hours,2 days,2 weeks,month,1 minute".split(","),
    ..."0 minutes,05 minutes,-5 minutes,5 minute s,minutes,hours,5,every 5 minutes,constructor".split(","),
    "",
    5,
    null,
  ])("of %j is rejected, because cron cannot express it", (every) => {
    expect(() => schedule({ every: every as Every }, nothing)).toThrow(
      invalid(/schedule: every must be an interval that cron can express: .*"5 minutes"/),
    );
  });
});

describe("an expression", () => {
  it.each([
    "30 3 * * *",
    "*/5 * * * *",
    "0 0 1,15 * *",
    "0 9-17/2 * JAN-MAR MON-FRI",
    "0 0 * * sat,sun",
    "0-59/5 23 31 12,jan *",
  ])("may be %s", (cron) => {
    expect(schedule({ cron }, nothing).trigger.cron).toBe(cron);
  });

  it.each([
    ["four fields", "30 3 * *"],
    ["six fields", "0 30 3 * * *"],
    ["two spaces", "30  3 * * *"],
    ["a day of the week by number", "30 3 * * 1"],
    ["a range of numbers", "30 3 * * 1-5"],
    ["a nickname", "@daily"],
    ["syntax that only one provider has", "0 0 L * *?"],
    ["no fields", ""],
    ["a last day", "0 0 L * *"],
    ["a nearest weekday", "0 0 15W * *"],
    ["days of the month beside days of the week", "0 8 1-7 * TUE"],
    ["a step of them either", "0 8 */2 * TUE"],
    ["a minute 60", "60 * * * *"],
    ["an hour 24", "0 24 * * *"],
    ["a month 0", "0 0 1 0 *"],
    ["a range that descends", "0 22-2 * * *"],
    ["a week that begins on Friday", "0 0 * * FRI-MON"],
    ["a step of 0", "*/0 * * * *"],
    ["every second day of the week", "0 0 * * */2"],
    ["two steps", "*/2/2 * * * *"],
    ["a step after a lone number, which croner refuses", "5/15 * * * *"],
    ["a range of three", "1-2-3 * * * *"],
    ["a month among the minutes", "JAN * * * *"],
    ["an unknown day", "0 0 * * FOO"],
    ["an empty part", "1,,2 * * * *"],
  ])("is rejected with %s", (_, cron) => {
    expect(() => schedule({ cron }, nothing)).toThrow(
      invalid(/cron must be five fields .*by name.*steps only after/),
    );
  });

  it("is rejected together with an interval", () => {
    expect(() => schedule({ cron: "0 * * * *", every: "hour" }, nothing)).toThrow(invalid(/without `every`/));
  });

  it("can have a time zone, which must exist", () => {
    const { trigger } = schedule({ cron: "30 3 * * *", timezone: "Europe/Berlin" }, nothing);
    expect(trigger).toEqual({ cron: "30 3 * * *", timezone: "Europe/Berlin" });
    expect(() => schedule({ timezone: "Berlin" }, nothing)).toThrow(invalid(/timezone must be a time zone/));
  });
});

describe("a schedule function", () => {
  it("without options takes every tick", () => {
    expect(schedule(nothing)).toMatchObject({ kind: "schedule", trigger: { cron: undefined }, batch: false });
  });

  it("rejects the options of other kinds", () => {
    expect(() => schedule({ from: "orders" } as never, nothing)).toThrow(invalid(/no option "from"/));
  });

  it("can be unit-tested with createTick", async () => {
    const seen: unknown[] = [];
    const fn = schedule(
      (tick) => void seen.push(tick.scheduledAt, tick.cron, tick.late, tick.time, tick.data),
    );
    const at = new Date("2026-03-01T03:30:00.000Z");
    await fn.handler(createTick({ scheduledAt: at, cron: "30 3 * * *", late: 1500 }), createContext());
    expect(seen).toEqual([at, "30 3 * * *", 1500, "2026-03-01T03:30:00.000Z", undefined]);
    const unknown = createTick({ scheduledAt: undefined });
    expect([unknown.scheduledAt, unknown.late, unknown.time]).toEqual([undefined, undefined, undefined]);
    expect(createTick().late).toBe(0);
    expect({ ...createTick({ data: 1 }) }).toMatchObject({ specversion: "1.0", type: "test.tick", data: 1 });
  });

  it("is typed without a cast", () => {
    const within: EventMiddleware<Tick> = (tick, _, next) => (tick.late ? next() : undefined);
    const withRun = provide((tick: Tick) => ({ run: tick.id }));
    const fn = schedule({ every: "15 minutes", use: [within, withRun] }, (tick, context) => {
      expectTypeOf(tick.scheduledAt).toEqualTypeOf<Date | undefined>();
      expectTypeOf(tick.late).toEqualTypeOf<number | undefined>();
      expectTypeOf(context.run).toEqualTypeOf<string>();
    });
    expectTypeOf(fn).toEqualTypeOf<ScheduleFunction>();
    const wrong = () => [
      // @ts-expect-error cron has no seconds.
      schedule({ every: "30 seconds" }, nothing),
      // @ts-expect-error 45 minutes do not divide an hour.
      schedule({ every: "45 minutes" }, nothing),
      // @ts-expect-error a string is not an outcome.
      schedule(() => "done"),
    ];
    expectTypeOf(wrong).toBeFunction();
  });
});

describe("the occurrences of an expression", () => {
  const due = (cron: string, from: string, until: string) =>
    occurrences(cron, Date.parse(from), Date.parse(until)).map((at) =>
      new Date(at).toISOString().slice(0, 16),
    );

  it("start after the beginning and include the end", () => {
    expect(due("0 * * * *", "2026-01-01T00:00:00Z", "2026-01-01T02:00:00Z")).toEqual([
      "2026-01-01T01:00",
      "2026-01-01T02:00",
    ]);
    expect(due("* * * * *", "2026-01-01T00:00:30Z", "2026-01-01T00:01:59Z")).toEqual(["2026-01-01T00:01"]);
  });

  it("follow lists, ranges, steps and names", () => {
    expect(due("5/20 9-10 * * *", "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z")).toEqual(
      ["09:05", "09:25", "09:45", "10:05", "10:25", "10:45"].map((time) => `2026-01-01T${time}`),
    );
    expect(due("0 0 29 feb *", "2026-01-01T00:00:00Z", "2029-01-01T00:00:00Z")).toEqual(["2028-02-29T00:00"]);
    expect(due("0 0 * * MON,wed", "2026-03-01T00:00:00Z", "2026-03-08T00:00:00Z")).toEqual([
      "2026-03-02T00:00",
      "2026-03-04T00:00",
    ]);
  });

  it("are on either day if both the date and the day of the week are restricted", () => {
    expect(due("0 0 10 * MON", "2026-03-08T00:00:00Z", "2026-03-16T00:00:00Z")).toEqual([
      "2026-03-09T00:00",
      "2026-03-10T00:00",
      "2026-03-16T00:00",
    ]);
  });

  it.each(["0 0 L * *", "60 * * * *", "* * * * XYZ", "* *", "often"])("are unknown for %j", (cron) => {
    expect(() => occurrences(cron, 0, 1)).toThrow(invalid(/is not understood/));
  });
});
