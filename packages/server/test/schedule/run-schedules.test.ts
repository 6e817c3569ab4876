import { createTick, http, json, type ScheduleFunction, schedule, type Tick } from "onefn";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { isServer } from "../../src/platform.js";
import { adapt, runSchedules, type ScheduleRunOptions } from "../../src/schedule.js";
import { gate } from "../support/running.js";

/** Functions that run from a given time on, under the test's clock. */
async function running(
  functions: Readonly<Record<string, ScheduleFunction>>,
  options: ScheduleRunOptions & { readonly start?: string } = {},
) {
  const { start = "2026-03-01T03:00:00Z", ...own } = options;
  vi.useFakeTimers({ now: Date.parse(start), toFake: ["setTimeout", "clearTimeout", "Date"] });
  onTestFinished(() => void vi.useRealTimers());
  const lines: Readonly<Record<string, unknown>>[] = [];
  const adapted = adapt(functions, { log: (line) => void lines.push(JSON.parse(line)) });
  const schedules = await runSchedules(adapted, { signals: false, ...own });
  return { schedules, lines };
}

const minutes = (count: number) => vi.advanceTimersByTimeAsync(count * 60_000);

describe("runSchedules", () => {
  test("runs each function at its time, in its zone, with what the process knows", async () => {
    const seen: Tick[] = [];
    const { schedules, lines } = await running({
      nightly: schedule({ cron: "30 3 * * *" }, (tick) => void seen.push(tick)),
      berlin: schedule({ cron: "45 4 * * *", timezone: "Europe/Berlin" }, (tick) => void seen.push(tick)),
    });
    await minutes(60);
    await schedules.close();
    expect(seen.map(({ scheduledAt }) => scheduledAt?.toISOString())).toEqual([
      "2026-03-01T03:30:00.000Z",
      "2026-03-01T03:45:00.000Z",
    ]);
    expect(JSON.parse(JSON.stringify(seen[0]))).toEqual({
      specversion: "1.0",
      id: "30 3 * * *@2026-03-01T03:30:00.000Z",
      source: "urn:onefn:server:schedule",
      type: "dev.onefn.schedule.due",
      subject: "30 3 * * *",
      time: "2026-03-01T03:30:00.000Z",
      scheduledAt: "2026-03-01T03:30:00.000Z",
      cron: "30 3 * * *",
      late: 0,
      extensions: {},
    });
    expect(lines).toMatchObject([
      { level: "info", next: { nightly: "2026-03-01T03:30:00.000Z", berlin: "2026-03-01T03:45:00.000Z" } },
    ]);
  });

  test("tells the planned time and the delay, not the time of the start", async () => {
    const seen: Tick[] = [];
    const { schedules, lines } = await running({
      five: schedule({ every: "5 minutes" }, (tick) => void seen.push(tick)),
    });
    vi.setSystemTime(Date.parse("2026-03-01T03:11:00Z"));
    await minutes(0.5);
    await schedules.close();
    const [tick] = seen;
    expect([tick?.scheduledAt?.toISOString(), tick?.extensions]).toEqual([
      "2026-03-01T03:10:00.000Z",
      { missed: "2026-03-01T03:05:00.000Z" },
    ]);
    expect(tick?.late).toBeGreaterThanOrEqual(60_000);
    const message = expect.stringContaining('"five" does not run for 2026-03-01T03:05:00.000Z');
    expect(lines[1]).toMatchObject({ level: "warn", code: "ONEFN_RUN_SKIPPED", message });
  });

  test.each(["a rejection", "a throw"])("logs %s, and goes on", async (how) => {
    const { schedules, lines } = await running({
      five: schedule({ every: "5 minutes" }, () => {
        if (how === "a throw") throw new Error("no database");
        return Promise.reject(new Error("no database"));
      }),
    });
    await minutes(11);
    await schedules.close();
    expect(lines.slice(1)).toMatchObject([{ level: "error" }, { level: "error" }]);
    expect(JSON.stringify(lines)).toContain("no database");
  });

  test("refuses a run while another goes on, and queues it by option", async () => {
    for (const [overlap, count] of [
      ["skip", 1],
      ["queue", 3],
    ] as const) {
      let runs = 0;
      const { opened, open } = gate();
      const { schedules, lines } = await running(
        {
          five: schedule({ every: "5 minutes" }, () => {
            runs++;
            return opened;
          }),
        },
        { overlap },
      );
      await minutes(16);
      expect(runs).toBe(1);
      open();
      await minutes(0);
      expect(runs).toBe(count);
      expect(lines.filter(({ code }) => code === "ONEFN_RUN_SKIPPED")).toHaveLength(3 - count);
      await schedules.close();
    }
  });

  test("lets a run finish when it is told to stop, and begins no other", async () => {
    let [runs, done] = [0, false];
    const { opened, open } = gate();
    const { schedules } = await running({
      five: schedule({ every: "5 minutes" }, async () => {
        runs++;
        await opened;
        done = true;
      }),
    });
    await minutes(6);
    const closed = schedules.close();
    await minutes(0);
    expect(done).toBe(false);
    open();
    expect([await closed, done]).toEqual([true, true]);
    await minutes(60);
    expect(runs).toBe(1);
  });

  test("tells a run that does not finish, and says so", async () => {
    const reasons: unknown[] = [];
    const write = vi.spyOn(process.stdout, "write").mockReturnValue(true);
    onTestFinished(() => void write.mockRestore());
    const { schedules } = await running(
      {
        five: schedule({ every: "5 minutes" }, (_, { signal }) => {
          signal.addEventListener("abort", () => reasons.push(signal.reason));
          return new Promise<void>(() => {});
        }),
      },
      { shutdownTimeout: 200 },
    );
    await minutes(6);
    const closed = schedules.close();
    await minutes(1);
    expect(await closed).toBe(false);
    expect(reasons).toMatchObject([{ code: "ONEFN_STOPPING" }]);
    expect(String(write.mock.calls[0]?.[0])).toContain("1 runs or waitUntil promises had not finished");
  });

  test("says where it runs", async () => {
    let platform: unknown;
    const { schedules } = await running({
      five: schedule({ every: "5 minutes" }, (_, context) => {
        if (isServer(context)) platform = context.platform;
      }),
    });
    await minutes(5);
    await schedules.close();
    expect(platform).toEqual({
      wire: "schedule",
      record: {
        cron: "*/5 * * * *",
        timezone: "UTC",
        scheduledAt: new Date("2026-03-01T03:05:00Z"),
        missed: undefined,
      },
    });
  });

  test("reads days of the week by their names, as every provider does", async () => {
    const seen: unknown[] = [];
    const { schedules } = await running(
      { sunday: schedule({ cron: "0 8 * * SUN" }, ({ scheduledAt }) => void seen.push(scheduledAt)) },
      { start: "2026-02-28T12:00:00Z" },
    );
    await minutes(24 * 60);
    await schedules.close();
    expect(seen).toEqual([new Date("2026-03-01T08:00:00Z")]);
  });
});

describe("at start", () => {
  const five = schedule({ every: "5 minutes" }, () => {});

  test.each([
    ["a function without an expression", () => adapt(schedule({ name: "lost" }, () => {})), '"lost"'],
    ["an expression that is never due", () => adapt(schedule({ cron: "0 0 30 2 *" }, () => {})), "never due"],
  ])("%s is an error", async (_, adapted, text) => {
    await expect(runSchedules(adapted())).rejects.toMatchObject({
      code: "ONEFN_INVALID_OPTION",
      message: expect.stringContaining(text),
    });
  });

  test.each([{ overlap: "twice" }, { shutdownTimeout: -1 }, { signals: 1 }, { catch: true }])(
    "%j is refused",
    async (options) => {
      await expect(runSchedules(adapt(five), options as never)).rejects.toMatchObject({
        code: "ONEFN_INVALID_OPTION",
      });
    },
  );

  test("two functions with the same expression, and functions of other kinds, are refused", async () => {
    expect(() => adapt({ five, again: schedule({ cron: "*/5 * * * *" }, () => {}) })).toThrow(
      expect.objectContaining({ code: "ONEFN_DUPLICATE_TRIGGER" }),
    );
    expect(() => adapt(http(() => json({})) as never)).toThrow(
      expect.objectContaining({ code: "ONEFN_UNSUPPORTED_KIND" }),
    );
    await expect(runSchedules({ options: {} })).rejects.toMatchObject({ code: "ONEFN_NOT_ADAPTED" });
  });

  test("a unit test needs no process", async () => {
    const seen: unknown[] = [];
    const fn = schedule({ every: "hour" }, ({ scheduledAt }) => void seen.push(scheduledAt));
    await fn.handler(createTick({ scheduledAt: new Date(0) }), {} as never);
    expect(seen).toEqual([new Date(0)]);
  });
});
