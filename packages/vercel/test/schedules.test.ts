import { createTick, http, json, type ScheduleFunction, schedule, type Tick } from "onefn";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { adapt, cronSecret, type VercelOptions } from "../src/index.js";
import { adapt as adaptCron } from "../src/schedule/cron.js";
import { adapt as adaptSchedules } from "../src/schedule/schedules.js";
import { vercelCron, vercelSchedule } from "../src/simulator/index.js";

const SECRET = "0123456789abcdef";
const at = new Date("2026-03-01T03:30:00Z");
const platform: VercelOptions = { events: { verify: "platform" }, log: () => {} };

/** What functions see of one request, and its status. */
async function receive(request: Request, options: VercelOptions = platform) {
  const seen: (readonly [by: string, Tick])[] = [];
  const lines: string[] = [];
  const see = (by: string) => (tick: Tick) => void seen.push([by, tick]);
  const functions = {
    nightly: schedule({ cron: "30 3 * * *" }, see("nightly")),
    weekdays: schedule({ cron: "0 8 * * MON-FRI" }, see("weekdays")),
  };
  const { fetch } = adapt(functions, { ...options, log: (line) => void lines.push(line) });
  const { status } = await fetch(request);
  return { status, seen, by: seen.map(([name]) => name), lines: lines.join("\n") };
}

describe("a cron job", () => {
  it("is a tick with its expression, and with nothing that Vercel does not tell", async () => {
    const request = vercelCron("30 3 * * *");
    request.headers.set("x-vercel-id", "fra1::iad1::x-1-y");
    const { status, seen } = await receive(request);
    expect([status, seen[0]?.[0]]).toEqual([204, "nightly"]);
    expect(JSON.parse(JSON.stringify(seen[0]?.[1]))).toEqual({
      specversion: "1.0",
      id: "fra1::iad1::x-1-y",
      source: "/api/cron",
      type: "com.vercel.cron",
      subject: "30 3 * * *",
      cron: "30 3 * * *",
      extensions: {},
    });
  });

  it("finds its function by days of the week in numbers, which are all that Vercel knows", async () => {
    expect((await receive(vercelCron("0 8 * * 1-5"))).by).toEqual(["weekdays"]);
  });

  it("that no function claims is answered 500", async () => {
    const { status, by, lines } = await receive(vercelCron("0 9 * * *"));
    expect([status, by]).toEqual([500, []]);
    expect(lines).toContain("ONEFN_NO_FUNCTION");
  });

  it("that fails is answered 500, and the log says why", async () => {
    const lines: string[] = [];
    const fn = schedule(() => {
      throw new Error("no database");
    });
    const { fetch } = adaptCron(fn, { ...platform, log: (line) => void lines.push(line) });
    const response = await fetch(vercelCron("* * * * *"));
    expect([response.status, await response.text()]).toEqual([500, ""]);
    expect(lines.join()).toContain("no database");
  });

  it.each([
    [
      "sent with POST",
      new Request("https://a.example/api/cron", {
        method: "POST",
        headers: { "x-vercel-cron-schedule": "30 3 * * *" },
      }),
    ],
    [
      "without its expression",
      new Request("https://a.example/api/cron", { headers: { "user-agent": "vercel-cron/1.0" } }),
    ],
    [
      "with an empty one",
      new Request("https://a.example/api/cron", { headers: { "x-vercel-cron-schedule": "" } }),
    ],
  ])("%s is an unknown event", async (_, request) => {
    const { status, by, lines } = await receive(request);
    expect([status, by]).toEqual([500, []]);
    expect(lines).toContain("ONEFN_UNKNOWN_EVENT");
  });

  it("of any provider can be replayed", () => {
    const { headers } = vercelCron(createTick({ cron: "0 5 * * *" }), { secret: SECRET });
    expect(headers.get("x-vercel-cron-schedule")).toBe("0 5 * * *");
    expect(headers.get("authorization")).toBe(`Bearer ${SECRET}`);
  });

  it("in a time zone fails at start, unless only schedules are taken", () => {
    const zoned = schedule({ cron: "30 3 * * *", timezone: "Europe/Berlin" }, () => {});
    const refused = expect.objectContaining({
      code: "ONEFN_INVALID_OPTION",
      message: expect.stringContaining("Europe/Berlin"),
    });
    expect(() => adapt(zoned, platform)).toThrow(refused);
    expect(() => adaptCron(zoned, platform)).toThrow(refused);
    expect(() => adapt(schedule({ cron: "30 3 * * *", timezone: "Etc/UTC" }, () => {}))).not.toThrow();
    expect(() => adapt(zoned, { events: { verify: "platform", triggers: ["schedules"] } })).not.toThrow();
    expect(() => adaptSchedules(zoned, platform)).not.toThrow();
  });
});

describe("cronSecret", () => {
  const options: VercelOptions = { events: { path: "/api/cron", verify: cronSecret() } };

  function withSecret(secret: string | undefined): void {
    vi.stubEnv("CRON_SECRET", secret);
    onTestFinished(() => void vi.unstubAllEnvs());
  }

  it("accepts the secret of Vercel's own requests", async () => {
    withSecret(SECRET);
    expect(await receive(vercelCron("30 3 * * *"), options)).toMatchObject({ status: 204, by: ["nightly"] });
  });

  it.each([
    ["no secret", undefined],
    ["another secret", "another"],
    ["the beginning of the secret", SECRET.slice(0, -1)],
    ["the secret and more", `${SECRET}0`],
    ["an empty secret", ""],
    ["the text undefined", "undefined"],
  ])("answers 401 to a request with %s, and the log does not quote it", async (_, given) => {
    withSecret(SECRET);
    const request = new Request("https://simulated.vercel.app/api/cron", {
      headers: {
        "x-vercel-cron-schedule": "30 3 * * *",
        "user-agent": "vercel-cron/1.0",
        ...(given !== undefined && { authorization: `Bearer ${given}` }),
      },
    });
    const { status, by, lines } = await receive(request, options);
    expect([status, by]).toEqual([401, []]);
    expect(lines).toContain("ONEFN_UNVERIFIED_EVENT");
    expect(lines).not.toContain(SECRET.slice(0, -1));
  });

  it.each([undefined, ""])(
    "answers 401 to everybody if CRON_SECRET is %j, and says what to set",
    async (secret) => {
      withSecret(secret);
      for (const given of ["undefined", "", "x"]) {
        const { status, by, lines } = await receive(vercelCron("30 3 * * *", { secret: given }), options);
        expect([status, by]).toEqual([401, []]);
        expect(lines).toContain("CRON_SECRET is not set");
      }
    },
  );

  it.each(["two words", " padded", "line\n"])(
    "refuses CRON_SECRET at start if it is %j, which no request can carry",
    async (secret) => {
      withSecret(secret);
      expect(() => cronSecret()).toThrow(expect.objectContaining({ code: "ONEFN_INVALID_OPTION" }));
      expect(() => cronSecret()).toThrow(/^(?!.*(?:two words|padded|\n)).*CRON_SECRET must be/s);
      // Where it was set later, a request shows it.
      const { status, lines } = await receive(vercelCron("30 3 * * *", { secret: "x" }), options);
      expect([status, lines]).toEqual([401, expect.stringContaining("CRON_SECRET must be")]);
    },
  );

  it("guards one path alone: replayed on another, the request is answered 404", async () => {
    withSecret(SECRET);
    const request = vercelCron("30 3 * * *", { url: "https://simulated.vercel.app/api/cron/more" });
    expect(await receive(request, options)).toMatchObject({ status: 404, by: [] });
  });

  it("leaves http functions alone", async () => {
    withSecret(SECRET);
    const functions = { page: http({ path: "/" }, () => json({})), nightly: schedule(() => {}) };
    const { fetch } = adapt(functions, options);
    expect((await fetch(new Request("https://simulated.vercel.app/"))).status).toBe(200);
    expect((await fetch(new Request("https://simulated.vercel.app/api/cron"))).status).toBe(401);
  });
});

describe("a run of Vercel Schedules", () => {
  const schedules: VercelOptions = { events: { verify: "platform", triggers: ["schedules"] } };

  it("is a tick with its planned time and its payload, found by its name", async () => {
    const request = vercelSchedule("nightly", { scheduledAt: at, payload: { days: 30 } });
    const { status, seen } = await receive(request, schedules);
    expect([status, seen[0]?.[0]]).toEqual([204, "nightly"]);
    expect(JSON.parse(JSON.stringify(seen[0]?.[1]))).toEqual({
      specversion: "1.0",
      id: expect.stringMatching(/^sch_[\da-f]+:1772335800000$/),
      source: "/schedule/default/nightly",
      type: "com.vercel.schedule.v1beta",
      subject: "nightly",
      time: at.toISOString(),
      scheduledAt: at.toISOString(),
      late: expect.any(Number),
      extensions: {},
      data: { days: 30 },
    });
  });

  it("without a planned time has none", async () => {
    const request = vercelSchedule("nightly", { scheduledAt: at });
    request.headers.delete("ce-vssscheduledat");
    const { seen } = await receive(request, schedules);
    expect([seen[0]?.[1].scheduledAt, seen[0]?.[1].late, seen[0]?.[1].time]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it.each([
    ["whose payload is not JSON", (request: Request) => new Request(request, { body: "{", method: "POST" })],
    [
      "without an id",
      (request: Request) => {
        request.headers.delete("ce-id");
        return request;
      },
    ],
  ])("%s is refused", async (_, change) => {
    const { status, by, lines } = await receive(change(vercelSchedule("nightly")), schedules);
    expect([status, by]).toEqual([500, []]);
    expect(lines).toContain("ONEFN_MESSAGE_UNDECODABLE");
  });

  it("goes to a lone function, whatever the schedule's name", async () => {
    const seen: (string | undefined)[] = [];
    const fn: ScheduleFunction = schedule({ cron: "0 0 * * *" }, ({ subject }) => void seen.push(subject));
    await adaptSchedules(fn, platform).fetch(vercelSchedule("any name"));
    expect(seen).toEqual(["any name"]);
  });

  it("is refused if no function has its name, unless `names` maps it", async () => {
    expect(await receive(vercelSchedule("shop-nightly"), schedules)).toMatchObject({ status: 500, by: [] });
    const names = { "shop-nightly": "nightly" };
    expect((await receive(vercelSchedule("shop-nightly"), { ...schedules, names })).by).toEqual(["nightly"]);
  });
});
