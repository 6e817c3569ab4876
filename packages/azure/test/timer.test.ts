import { createTick, retry, schedule, type Tick } from "onefn";
import { findWire } from "onefn/simulator";
import { describe, expect, test } from "vitest";
import { createAdapt } from "../src/adapt.js";
import type { AzureContext, Environment } from "../src/native.js";
import { adapt } from "../src/schedule.js";
import { simulator, type TriggeredEvent, timer } from "../src/simulator/index.js";

const silent = { log: () => {} };
const AT = new Date("2026-02-14T05:30:00.000Z");
const NIGHTLY = { schedule: "0 30 3 * * *" };

/** What a handler sees of a run. */
async function seen(
  { input, context }: TriggeredEvent,
  { cron, env = {} }: { cron?: string; env?: Environment } = {},
): Promise<Tick> {
  const ticks: Tick[] = [];
  const fn = schedule({ cron }, (tick) => void ticks.push({ ...tick }));
  await createAdapt(() => env)(fn)(input, context);
  return ticks[0] as Tick;
}

/** An event whose input or context has other members. */
const told = (event: TriggeredEvent, input: object, context: Partial<AzureContext> = {}): TriggeredEvent => ({
  input: { ...(event.input as object), ...input },
  context: { ...event.context, ...context },
});

const status = (next: string, last = "0001-01-01T00:00:00") => ({
  scheduleStatus: { last, next, lastUpdated: last },
});

describe("a run of a timer", () => {
  test("has the time that the host calls the next one, and the expression without its seconds", async () => {
    expect(await seen(timer(AT, NIGHTLY))).toMatchObject({
      id: "orders:0 30 3 * * *@2026-02-14T05:30:00.000Z",
      source: "orders",
      type: "com.microsoft.azure.functions.timer",
      subject: "30 3 * * *",
      scheduledAt: AT,
      time: AT.toISOString(),
      cron: "30 3 * * *",
      data: undefined,
    });
  });

  test.each([
    ["2026-02-14T06:30:00+01:00", AT],
    ["2026-02-14T05:30:00Z", AT],
    ["2026-02-14T05:30:00.0000000+00:00", AT],
    // Azure's own samples have no zone: it is UTC.
    ["2026-02-14T05:30:00", AT],
    ["0001-01-01T00:00:00", undefined],
    ["0001-01-01T00:00:00+00:00", undefined],
    ["soon", undefined],
  ])("that was planned for %s has this time", async (next, at) => {
    expect((await seen(told(timer(), status(next)))).scheduledAt).toEqual(at);
  });

  test.each([
    ["null, as with intervals below a minute", { scheduleStatus: null }],
    ["missing", { scheduleStatus: undefined }],
  ])("whose status is %s claims no time, and each such run has an id of its own", async (_, input) => {
    const [one, other] = [told(timer(), input), told(timer(), input)];
    const ticks = [await seen(one), await seen(other)];
    expect(ticks[0]).toMatchObject({ scheduledAt: undefined, late: undefined, time: undefined });
    expect(ticks[0]?.id).not.toBe(ticks[1]?.id);
  });

  test("that somebody started before its time is not taken for the planned one, which is still to come", async () => {
    const hour = 3_600_000;
    const next = new Date(Date.now() + hour);
    const byHand = timer(next, NIGHTLY);
    const tick = await seen(byHand);
    expect(tick).toMatchObject({ scheduledAt: undefined, late: undefined, cron: "30 3 * * *" });
    expect(tick.id).toContain(byHand.context.invocationId);
  });

  test("that the host begins some milliseconds too early is the planned one", async () => {
    const next = new Date(Date.now() + 2_000);
    expect(await seen(timer(next))).toMatchObject({ scheduledAt: next, late: 0 });
  });

  test("that was missed says so, and how late it is", async () => {
    const tick = await seen(told(timer(AT), { isPastDue: true }));
    expect(tick.extensions).toEqual({ pastdue: true });
    expect(tick.late).toBeGreaterThan(0);
    expect((await seen(told(timer(AT), { isPastDue: false }))).extensions).toEqual({});
  });

  test("keeps a second that its expression names, and reads app settings", async () => {
    expect((await seen(timer(AT, { schedule: "15 30 3 * * *" }))).cron).toBe("15 30 3 * * *");
    expect((await seen(timer(AT, { schedule: "30 3 * * *" }))).cron).toBe("30 3 * * *");
    const setting = timer(AT, { schedule: "%NIGHTLY%" });
    const env = { NIGHTLY: "0 30 3 * * *" };
    expect((await seen(setting, { cron: "30 3 * * *", env })).cron).toBe("30 3 * * *");
    await expect(seen(setting, { cron: "30 3 * * *" })).rejects.toMatchObject({ code: "ONEFN_NO_FUNCTION" });
  });

  test("of another provider keeps its time and expression", async () => {
    const other = createTick({ scheduledAt: AT, cron: "30 3 * * *" });
    expect(await seen(timer(other))).toMatchObject({ scheduledAt: AT, cron: "30 3 * * *" });
  });

  test("that fails makes the invocation fail, with or without a retry policy", async () => {
    const { input, context } = timer(AT);
    const handler = adapt(
      schedule(() => retry()),
      silent,
    );
    await expect(handler(input, context)).rejects.toMatchObject({
      code: "ONEFN_BATCH_FAILED",
      message: expect.stringContaining("Register the function with a retry policy."),
    });
    const retried = { ...context, retryContext: { retryCount: 0, maxRetryCount: 3 } };
    await expect(handler(input, retried)).rejects.toMatchObject({
      code: "ONEFN_BATCH_FAILED",
      message: expect.not.stringContaining("lost"),
    });
    expect(await adapt(schedule(() => {}))(input, context)).toBeUndefined();
  });

  test("without a policy is tried again inside the invocation by retryDelays", async () => {
    let runs = 0;
    const fn = schedule(() => (++runs < 3 ? retry() : undefined));
    const { input, context } = timer(AT);
    await adapt(fn, { ...silent, retryDelays: [1, 1] })(input, context);
    expect(runs).toBe(3);
  });
});

test("simulated time passes for the function, too", async () => {
  const ticks: Tick[] = [];
  const fn = schedule({ every: "hour" }, (tick) => void ticks.push({ ...tick }));
  let now = Date.UTC(2100, 0, 1);
  const clock = {
    now: () => now,
    advance(ms: number) {
      now += ms;
    },
  };
  const deployment = await findWire(simulator, "schedule", "timer").deploy(() => fn, { clock });
  const { acknowledged } = await deployment.elapse(3 * 3_600_000);
  expect(ticks.map(({ id }) => id)).toEqual(acknowledged);
  expect(ticks.map(({ late }) => late)).toEqual([0, 0, 0]);
  await deployment.close();
});

describe("a schedule in a time zone", () => {
  const zoned = schedule({ cron: "30 3 * * *", timezone: "Europe/Berlin" }, () => {});
  const inZone = (zone: string | undefined) => () => createAdapt(() => ({ WEBSITE_TIME_ZONE: zone }))(zoned);

  test.each([[undefined], [""], ["America/New_York"], ["UTC"]])("is refused in %s", (zone) => {
    expect(inZone(zone)).toThrow(
      expect.objectContaining({
        code: "ONEFN_INVALID_OPTION",
        message: expect.stringContaining("WEBSITE_TIME_ZONE"),
      }),
    );
  });

  // Windows' names of zones cannot be compared.
  test.each([["Europe/Berlin"], ["europe/berlin"], ["W. Europe Standard Time"]])("runs in %s", (zone) => {
    expect(inZone(zone)).not.toThrow();
  });

  test("that is UTC is refused in another one", () => {
    const env = { WEBSITE_TIME_ZONE: "Europe/Berlin" };
    expect(() => createAdapt(() => env)(schedule({ cron: "30 3 * * *" }, () => {}))).toThrow("Europe/Berlin");
    expect(() =>
      createAdapt(() => env)(schedule({ cron: "30 3 * * *", timezone: "utc" }, () => {})),
    ).toThrow();
  });
});
