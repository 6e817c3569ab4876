import { createEvent, event, schedule, type Tick } from "onefn";
import { sharedSecret } from "onefn/events";
import { describe, expect, it } from "vitest";
import { adapt as adaptEvents } from "../src/event/platform-events.js";
import { adapt as adaptSchedules } from "../src/schedule/scheduled-functions.js";
import { netlifyEvent, netlifySchedule } from "../src/simulator/index.js";

const platform = { events: { verify: "platform" } } as const;
const quiet = { ...platform, log: () => {} };
const at = new Date("2026-03-01T03:30:00Z");

describe("a run of a scheduled function", () => {
  it("is a tick without a planned time: next_run is the next one's", async () => {
    const seen: Tick[] = [];
    const handler = adaptSchedules(
      schedule({ cron: "30 3 * * *" }, (tick) => void seen.push(tick)),
      quiet,
    );
    const { status } = await handler(netlifySchedule("clean-up", { nextRun: at }), { requestId: "R1" });
    expect(status).toBe(200);
    expect(JSON.parse(JSON.stringify(seen[0]))).toEqual({
      specversion: "1.0",
      id: "R1",
      source: "/.netlify/functions/clean-up",
      type: "com.netlify.schedule",
      subject: "clean-up",
      extensions: { nextrun: at.toISOString() },
    });
    expect([seen[0]?.scheduledAt, seen[0]?.time, seen[0]?.late, seen[0]?.cron, seen[0]?.data]).toEqual(
      Array(5).fill(undefined),
    );
  });

  it("goes to the function with the name of its file, if there are several", async () => {
    const seen: string[] = [];
    const handler = adaptSchedules(
      {
        nightly: schedule({ cron: "30 3 * * *" }, () => void seen.push("nightly")),
        hourly: schedule({ every: "hour" }, () => void seen.push("hourly")),
      },
      { ...quiet, names: { "shop-nightly": "nightly" } },
    );
    for (const name of ["hourly", "shop-nightly"])
      expect((await handler(netlifySchedule(name))).status).toBe(200);
    expect((await handler(netlifySchedule("other"))).status).toBe(500);
    expect(seen).toEqual(["hourly", "nightly"]);
  });

  it("that fails is answered 500 without details", async () => {
    const fn = schedule(() => {
      throw new Error("no database");
    });
    const response = await adaptSchedules(fn, quiet)(netlifySchedule("clean-up"));
    expect([response.status, await response.text()]).toEqual([500, ""]);
  });

  it.each([
    ["without the option events", netlifySchedule("a"), {}, 401],
    [
      "with a method of another kind",
      new Request("https://a.example/", { headers: { "x-nf-event": "schedule" } }),
      platform,
      500,
    ],
    ["without the header", new Request("https://a.example/", { method: "POST", body: "{}" }), platform, 500],
    [
      "of another event",
      new Request("https://a.example/", { method: "POST", body: "{}", headers: { "x-nf-event": "other" } }),
      platform,
      500,
    ],
    [
      "whose body is broken",
      new Request("https://a.example/", { method: "POST", body: "{", headers: { "x-nf-event": "schedule" } }),
      platform,
      500,
    ],
    [
      "on another path",
      netlifySchedule("b"),
      { events: { verify: "platform", path: "/.netlify/functions/a" } },
      404,
    ],
  ] as const)("%s never reaches a handler", async (_, request, options, expected) => {
    let runs = 0;
    const fn = schedule(() => void runs++);
    const { status } = await adaptSchedules(fn, { ...options, log: () => {} })(request as Request);
    expect([status, runs]).toEqual([expected, 0]);
  });
});

describe("an event of a deploy or a form", () => {
  it("is a CloudEvent with the payload as its data", async () => {
    const seen: unknown[] = [];
    const handler = adaptEvents(
      event((each) => void seen.push(JSON.parse(JSON.stringify(each)))),
      quiet,
    );
    const payload = { id: "65a1", created_at: at.toISOString(), data: { email: "ada@example.com" } };
    expect((await handler(netlifyEvent("submission_created", payload))).status).toBe(200);
    expect(seen).toEqual([
      {
        specversion: "1.0",
        id: "submission_created.65a1",
        source: "https://simulated.netlify.app",
        type: "com.netlify.submission_created",
        time: at.toISOString(),
        extensions: {},
        data: payload,
      },
    ]);
  });

  it("goes to the function whose type matches, and is acknowledged if there is none", async () => {
    const seen: string[] = [];
    const handler = adaptEvents(
      {
        deploys: event({ type: "com.netlify.deploy_*" }, ({ type }) => void seen.push(type)),
        forms: event({ type: "com.netlify.submission_created" }, () => {
          throw new Error("no mail");
        }),
      },
      quiet,
    );
    const statuses: number[] = [];
    for (const name of ["deploy_failed", "submission_created", "submission_deleted"])
      statuses.push((await handler(netlifyEvent(name))).status);
    expect([statuses, seen]).toEqual([[200, 500, 200], ["com.netlify.deploy_failed"]]);
  });

  it.each([
    ["an event of Identity", netlifyEvent("identity_signup")],
    ["an unknown event", netlifyEvent("Deploy-Succeeded")],
    ["an event without an id", netlifyEvent("deploy_failed", { id: "" })],
    [
      "a broken body",
      new Request("https://a.example/", {
        method: "POST",
        body: "{",
        headers: { "x-netlify-event": "deploy_failed" },
      }),
    ],
    ["no event at all", new Request("https://a.example/")],
  ])("%s is answered 500, and runs nothing", async (_, request) => {
    let runs = 0;
    const { status } = await adaptEvents(
      event(() => void runs++),
      quiet,
    )(request);
    expect([status, runs]).toEqual([500, 0]);
  });

  it("is answered 401 without its secret, with the beginning of it, and without the option events", async () => {
    let runs = 0;
    const fn = event(() => void runs++);
    const verify = sharedSecret({ header: "x-hook-secret" }, "0123456789");
    const withSecret = (secret: string) => {
      const request = netlifyEvent("deploy_failed");
      request.headers.set("x-hook-secret", secret);
      return request;
    };
    const handler = adaptEvents(fn, { events: { verify }, log: () => {} });
    const statuses = await Promise.all(
      [netlifyEvent("deploy_failed"), withSecret("012345678"), withSecret("01234567890")].map((request) =>
        handler(request),
      ),
    );
    expect(statuses.map(({ status }) => status)).toEqual([401, 401, 401]);
    expect((await adaptEvents(fn, { log: () => {} })(netlifyEvent("deploy_failed"))).status).toBe(401);
    expect(runs).toBe(0);
    expect((await handler(withSecret("0123456789"))).status).toBe(200);
  });

  it("of any provider can be replayed", async () => {
    const seen: unknown[] = [];
    const handler = adaptEvents(
      event(({ type, data }) => void seen.push([type, data])),
      quiet,
    );
    await handler(
      netlifyEvent(createEvent({ type: "com.netlify.deploy_locked", data: { id: "1" }, time: at })),
    );
    expect(seen).toEqual([["com.netlify.deploy_locked", { id: "1", created_at: at.toISOString() }]]);
  });
});
