import { cron, simulator } from "@onefn/cloudflare/simulator";
import { change, createTick, http, json, reject, retry, schedule } from "onefn";
import { findWire } from "onefn/simulator";
import { describe, expect, it } from "vitest";
import { adapt } from "../src/index.js";
import { isCloudflare } from "../src/platform.js";
import { adapt as adaptSchedules } from "../src/schedule.js";
import { TestContext } from "./workers.js";

const quiet = { log: () => {} };
const at = new Date("2026-03-01T03:30:00Z");

describe("a Worker", () => {
  const page = http(() => json({}));
  const clean = schedule({ cron: "30 3 * * *" }, () => {});

  it("has a handler for each kind of function", () => {
    expect(Object.keys(adapt({ page, clean }))).toEqual(["fetch", "scheduled"]);
    expect(Object.keys(adapt(page))).toEqual(["fetch"]);
    expect(Object.keys(adapt({ clean }))).toEqual(["scheduled"]);
    expect(Object.keys(adaptSchedules(clean))).toEqual(["scheduled"]);
  });

  it("returns nothing to the runtime, and its handlers work without the object", async () => {
    const { fetch, scheduled } = adapt({ page, clean }, quiet);
    expect(await scheduled(cron("30 3 * * *"), {}, new TestContext())).toBeUndefined();
    expect((await fetch(new Request("https://worker.example/"))).status).toBe(200);
  });

  it("rejects anything but the event of a cron trigger", async () => {
    const { scheduled } = adapt(clean, quiet);
    for (const event of [null, "30 3 * * *", {}, { scheduledTime: 0 }]) {
      await expect(scheduled(event as never)).rejects.toMatchObject({ code: "ONEFN_UNKNOWN_EVENT" });
    }
  });

  it("rejects unsupported kinds and schedules in another time zone at start", () => {
    const code = (code: string, says = /./) =>
      expect.objectContaining({ code, message: expect.stringMatching(says) });
    expect(() => adapt({ clean, follow: change(() => {}) } as never)).toThrow(code("ONEFN_UNSUPPORTED_KIND"));
    const berlin = schedule({ name: "berlin", cron: "30 3 * * *", timezone: "Europe/Berlin" }, () => {});
    expect(() => adapt(berlin)).toThrow(code("ONEFN_INVALID_OPTION", /"berlin".*Europe\/Berlin.*in UTC/));
    expect(() => adapt(schedule({ cron: "30 3 * * *", timezone: "Etc/UTC" }, () => {}))).not.toThrow();
    const twice = {
      one: schedule({ every: "hour" }, () => {}),
      other: schedule({ cron: "0 * * * *" }, () => {}),
    };
    expect(() => adapt(twice)).toThrow(code("ONEFN_DUPLICATE_TRIGGER", /claim "0 \* \* \* \*"/));
  });
});

describe("a tick", () => {
  it("goes to the function with its expression, or to the function without one", async () => {
    const seen: string[] = [];
    const { scheduled } = adapt(
      {
        five: schedule({ every: "5 minutes" }, () => void seen.push("five")),
        nightly: schedule({ cron: "30 3 * * *" }, () => void seen.push("nightly")),
        rest: schedule(({ cron }) => void seen.push(`rest ${cron}`)),
      },
      quiet,
    );
    for (const expression of ["30 3 * * *", "*/5 * * * *", "0 0 1 1 *"]) await scheduled(cron(expression));
    expect(seen).toEqual(["nightly", "five", "rest 0 0 1 1 *"]);
  });

  it("reads days of the week as Cloudflare counts them, from Sunday as 1", async () => {
    const seen: string[] = [];
    const { scheduled } = adapt(
      {
        weekdays: schedule({ cron: "0 8 * * MON-FRI" }, () => void seen.push("weekdays")),
        sunday: schedule({ cron: "0 8 * * SUN" }, () => void seen.push("sunday")),
      },
      quiet,
    );
    for (const expression of ["0 8 * * 2-6", "0 8 * * 1", "0 8 * * mon-fri"])
      await scheduled(cron(expression));
    expect(seen).toEqual(["weekdays", "sunday", "weekdays"]);
  });

  it("fails if no function claims its expression, unless `names` maps it", async () => {
    const seen: unknown[] = [];
    const clean = schedule({ cron: "30 3 * * *" }, (tick) => void seen.push(tick.cron));
    await expect(adapt(clean, quiet).scheduled(cron("0 4 * * *"))).rejects.toMatchObject({
      code: "ONEFN_NO_FUNCTION",
      message: expect.stringMatching(/"0 4 \* \* \*".*Known: 30 3 \* \* \*.*`cron`/),
    });
    await adapt(clean, { ...quiet, names: { "0 4 * * *": "30 3 * * *" } }).scheduled(cron("0 4 * * *"));
    expect(seen).toEqual(["0 4 * * *"]);
  });

  it("has its planned time, its expression and its delay by the adapter's clock", async () => {
    const timers = { ...globalThis, Date: { now: () => at.getTime() + 1234 } };
    let seen: unknown;
    const fn = schedule((tick) => {
      seen = tick;
    });
    await adapt(fn, { ...quiet, timers }).scheduled(cron("30 3 * * *", { scheduledAt: at }));
    expect(seen).toMatchObject({
      id: "30 3 * * *@2026-03-01T03:30:00.000Z",
      source: "//workers.cloudflare.com/cron",
      type: "com.cloudflare.workers.scheduled",
      subject: "30 3 * * *",
      time: "2026-03-01T03:30:00.000Z",
      scheduledAt: at,
      cron: "30 3 * * *",
      late: 1234,
      data: undefined,
    });
  });

  it("from any provider can be replayed", () => {
    const { cron: expression, scheduledTime } = cron(createTick({ scheduledAt: at, cron: "30 3 * * *" }));
    expect([expression, scheduledTime]).toEqual(["30 3 * * *", at.getTime()]);
  });

  it("has the controller, the bindings and ctx as its platform", async () => {
    const [controller, env, ctx] = [cron("30 3 * * *"), { KV: { get: () => "from KV" } }, new TestContext()];
    let seen: readonly unknown[] = [];
    const fn = schedule((_, context) => {
      if (!isCloudflare<typeof env>(context)) return;
      const { platform } = context;
      seen = [platform.record, platform.env.KV.get(), platform.ctx];
    });
    await adapt(fn, quiet).scheduled(controller, env, ctx);
    expect(seen).toEqual([controller, "from KV", ctx]);
  });
});

describe("a failed run", () => {
  const failing = (handler: () => unknown, lines: string[] = []) =>
    adapt(schedule(handler as () => void), { log: (line) => void lines.push(line) }).scheduled(
      cron("0 * * * *"),
    );

  it("rejects with the error of its handler, which the dashboard shows, and is logged once", async () => {
    const lines: string[] = [];
    const error = new RangeError("the disk is full");
    await expect(failing(() => Promise.reject(error), lines)).rejects.toBe(error);
    expect(lines).toEqual([expect.stringMatching(/ONEFN_HANDLER_FAILED.*the disk is full/)]);
  });

  it.each([
    ["a string", () => Promise.reject("the disk is full"), /The tick of "0 \* \* \* \*" failed\. /],
    ["a retry, which Cloudflare does not support", () => retry(), / failed\. /],
    ["a rejection", () => reject({ reason: "nothing to do" }), / was rejected\. /],
    ["an invalid outcome", () => "ok", /returned no outcome/],
  ])("because of %s rejects with an Error", async (_, handler, says) => {
    const error = await failing(handler).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Error);
    expect(String(error)).toMatch(says);
  });
});

describe("work given to waitUntil", () => {
  it("is passed to the runtime", async () => {
    const ctx = new TestContext();
    const fn = schedule((_, context) => context.waitUntil(Promise.resolve()));
    await adapt(fn, quiet).scheduled(cron("0 * * * *"), {}, ctx);
    expect(ctx.work).toHaveLength(1);
  });

  it("is awaited if the handler is called without ctx", async () => {
    const done: string[] = [];
    const fn = schedule((_, context) => context.waitUntil(Promise.resolve().then(() => done.push("work"))));
    await adapt(fn, quiet).scheduled(cron("0 * * * *"));
    expect(done).toEqual(["work"]);
  });
});

describe("simulated time", () => {
  /** A clock that only moves when it is advanced. */
  function clockAt(start: string) {
    let now = Date.parse(start);
    return {
      now: () => now,
      advance(ms: number) {
        now += ms;
      },
    };
  }

  it("delivers every tick once, in order and on time, whatever the handlers do", async () => {
    const clock = clockAt("2026-03-01T00:00:30Z");
    const seen: string[] = [];
    const note = (name: string) => (tick: ReturnType<typeof createTick>) => {
      expect([tick.late, tick.scheduledAt?.getTime()]).toEqual([0, clock.now()]);
      seen.push(`${name} ${tick.time?.slice(5, 16)}`);
      if (name === "hourly" && tick.scheduledAt?.getUTCHours() === 6) throw new Error("the disk is full");
    };
    const deployment = await findWire(simulator, "schedule", "scheduled").deploy(
      () => ({
        hourly: schedule({ every: "hour" }, note("hourly")),
        nightly: schedule({ cron: "30 3 * * *" }, note("nightly")),
        workdays: schedule({ cron: "0 8 * * MON-FRI" }, note("workdays")),
        other: schedule(note("other")),
      }),
      { clock },
    );
    const { acknowledged, dead, attempts } = await deployment.elapse(7 * 24 * 3_600_000);
    expect([acknowledged.length, dead.length]).toEqual([168 - 7 + 7 + 5, 7]);
    expect(new Set(Object.values(attempts))).toEqual(new Set([1]));
    expect(seen).toHaveLength(180);
    expect(seen.slice(0, 5)).toEqual([
      "hourly 03-01T01:00",
      "hourly 03-01T02:00",
      "hourly 03-01T03:00",
      "nightly 03-01T03:30",
      "hourly 03-01T04:00",
    ]);
    expect(seen.filter((each) => each.startsWith("workdays")).at(-1)).toBe("workdays 03-06T08:00");
    expect(new Date(clock.now()).toISOString()).toBe("2026-03-08T00:00:30.000Z");
    expect(deployment.lines.filter((line) => line.includes("the disk is full"))).toHaveLength(14);
  });
});
